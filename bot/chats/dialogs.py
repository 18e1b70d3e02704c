"""Which buttons open a dialog in a chat that has to know it before the press: those that ask or only show."""

import re

import bot.commands  # noqa: F401  # importing the package registers every command
from bot.commands.registry import COMMANDS
from bot.language.said_at import without_moment

ASKING = (
    r"new|away",
    r"(?:log|wait|objection|trigger|obligation|payment|lose|churn|withdraw|reopen|set|plan|back|assign) #\w+",
    r"(?:contact|referral|next|met) #\w+",
    r"log #\w+ (?:call|email|meeting|linkedin|event)",
    r"back #\w+ to \w+",
    r"(?:met|unmet|waive|clear) #\w+ \w+",
    r"plan #\w+ move \w+",
    r"(?:obligation|payment|objection) #\w+ \d+ \w+|trigger #\w+ \d+ (?:happened|moved|dropped)",
    r"decline \w+ \d+",
    r"agents change \w+ \d+",
)
"""The commands of buttons that are answered with a form. One that is missing here replaces or follows its card."""

_ASKING = re.compile("|".join(f"(?:{one})" for one in ASKING))


def opens_dialog(command: str) -> bool:
    """Whether a button's command changes nothing yet: it shows something, or asks with a form."""
    command = without_moment(command)
    return bool(_ASKING.fullmatch(command)) or _only_shows(command)


def _only_shows(command: str) -> bool:
    of_its_verb = COMMANDS.get(command.partition(" ")[0], [])
    return bool(of_its_verb) and all(one.reads for one in of_its_verb)
