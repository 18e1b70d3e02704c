"""`stagecoach check`: whether a playbook is valid, and what it would change for the open deals."""

from argparse import Namespace

from bot.company import playbook_files
from bot.settings import Settings
from bot.terminal.stopped import Stopped
from bot.views import playbook_check
from bot.views.team import empty_words


def check(config: Settings, options: Namespace) -> None:
    """Print what each playbook is; raises Stopped where open deals need a stage that is no longer in it."""
    texts = playbook_files.texts(options.playbook or config.playbook)
    for url in (config.database_url, config.sandbox_database_url):
        if stops := playbook_files.stops(url, texts):
            raise Stopped("\n".join(stops))
    shipped = list(playbook_files.read(playbook_files.texts(None)).values())
    for file, playbook in playbook_files.read(texts).items():
        print(playbook_check.valid_words(file, playbook))
        print(playbook_check.winning_words(file, playbook))
        ours = any(playbook.version == one.version for one in shipped)
        looser = playbook_check.looser_words(file, playbook, shipped[0])
        if looser and not ours:
            print(looser)
    if empty := empty_words(playbook_files.without_members(config.database_url, texts)):
        print(f"{empty} A manager clears its exits with a reason, or an admin names a member.")
