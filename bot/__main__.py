"""The command line, and the only place where everything is put together."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from adapters.icon import COLOUR, icon
from adapters.mcp.serve import doors
from adapters.sandbox import server as page
from adapters.sandbox import talk
from adapters.sandbox.demo_people import UnknownPerson
from adapters.sandbox.receive import Misread
from adapters.teams.package import NoApp
from bot import settings, web
from bot.agents.agents import Agents
from bot.agents.logins import AgentLogins
from bot.assistant import Assistant
from bot.chats import connected, slack_manifest, teams_package
from bot.company import playbook_files
from bot.company.playbook_files import NoPlaybook
from bot.effects import notify
from bot.imports import options as import_options
from bot.imports.terminal import NotImported, Terminal
from bot.sandbox.agents import SandboxAgents, caller_for
from bot.settings import BadSettings, Settings
from bot.store.engine.faults import StoreFault
from bot.store.engine.store import Store
from bot.telemetry import logs
from bot.terminal import agents, backup, erase, export, sandbox_deals, sandbox_options, xray
from bot.terminal.sandbox import make_current, opened
from bot.terminal.stopped import Stopped
from bot.views import erasing, playbook_check, starting
from bot.views.playbook_faults import playbook_words
from bot.views.team import empty_words
from process.playbook_faults import BadPlaybook

SLACK_ICON = 512
"""The pixels a side of Slack's icon: the smallest that it takes."""

Known = (
    BadSettings,
    NoPlaybook,
    StoreFault,
    UnknownPerson,
    Misread,
    talk.NoSuchPlace,
    web.NeedsServer,
    NoApp,
    NotImported,
)


def main() -> None:
    """Run `stagecoach`; ends with 1 and a sentence where something of the user's is in the way."""
    options = _read(sys.argv[1:])
    try:
        config = settings.read()
        logs.begin(_level(config, options))
        options.run(config, options)
    except BadPlaybook as bad:
        print(playbook_words(bad), file=sys.stderr)
        raise SystemExit(1) from None
    except (*Known, Stopped, page.NotLoopback, OSError) as fault:
        print(str(fault) or fault.__doc__, file=sys.stderr)
        raise SystemExit(1) from None


def _level(known: Settings, options: argparse.Namespace) -> str:
    """The sandbox and an import are to be looked at: their logs are shown only where they are asked for."""
    quiet = options.run in (_sandbox, _mcp, _import) and "log_level" not in known.model_fields_set
    return "warning" if quiet else known.log_level


def _read(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("stagecoach", description="A sales assistant in Slack and Microsoft Teams.")
    runs: dict[str, tuple[Callable[[Settings, argparse.Namespace], None], str]] = {
        "sandbox": (_sandbox, "try everything in your browser, on this machine only"),
        "web": (_web, "answer the chats (with SQLite it also runs the jobs)"),
        "mcp": (_mcp, "answer an agent's program on standard input"),
        "worker": (_worker, "run the jobs: clock and delivery (needs PostgreSQL)"),
        "migrate": (_migrate, "update the database to this release"),
        "check": (_check, "check a playbook, also against your open deals"),
        "slack-manifest": (_slack_manifest, "print the app manifest for Slack"),
        "teams-package": (_teams_package, "write the app package for Microsoft Teams"),
        "import": (_import, "bring in deals, contacts and people from a CSV or XLSX file"),
        "export": (export.run, "deals, contacts and ledger as tables, or everything as JSON"),
        "backup": (backup.back_up, "copy the database into one file while it is in use"),
        "restore": (_restore, "make the database from a backup"),
        "xray": (_xray, "what your past deals say about process and luck; nothing is stored"),
        "erase": (_erase, "erase a person, or a whole organisation, after a preview"),
    }
    verbs = parser.add_subparsers(required=True, metavar="|".join(runs))
    made = {}
    for verb, (run, what) in runs.items():
        made[verb] = verbs.add_parser(verb, help=what, description=what)
        made[verb].set_defaults(run=run)
    _add_options(made)
    return parser.parse_args(words or ["--help"])


def _add_options(made: Mapping[str, argparse.ArgumentParser]) -> None:
    """What can be typed behind each verb."""
    sandbox_options.add(made["sandbox"].add_argument)
    agents.add_options(made["mcp"])
    made["check"].add_argument("playbook", nargs="?", type=Path, help="a playbook file, or a folder of playbook files")
    import_options.add(made["import"].add_argument)
    export.add_options(made["export"])
    made["backup"].add_argument("file", type=Path, metavar="FILE", help="the file to write")
    made["backup"].add_argument("--replace", action="store_true", help="write over a file that is there")
    made["restore"].add_argument("file", type=Path, metavar="FILE", help="the backup")
    made["restore"].add_argument("--replace", action="store_true", help="put it in the place of a database with deals")
    erase.add_options(made["erase"])
    xray.add_options(made["xray"])
    here = made["slack-manifest"].add_argument
    here("--url", default="", help="the bot's public address for HTTP, https://...")
    here("--icon", type=Path, metavar="FILE", help="write the app's icon too, as a PNG")
    here = made["teams-package"].add_argument
    here("--out", type=Path, default=Path("stagecoach-teams.zip"), metavar="FILE", help="the zip file to write")
    here("--company", default="Stagecoach", metavar="NAME", help="the company the app belongs to")
    here("--site", required=True, metavar="URL", help="the company's website, with /privacy and /terms below it")
    here("--older", action="store_true", help="for a Teams without slash commands, with manifest 1.17")


def _sandbox(config: Settings, options: argparse.Namespace) -> None:
    typed = sandbox_options.message(options)
    sandbox, chat_store = opened(config, _wall)
    if options.deals:
        sandbox_deals.bring_in(sandbox.store, _wall, options.deals)
    if typed:
        print(talk.say(sandbox, chat_store, typed.who, typed.text, typed.place, answers=typed.answers))
        return
    door = doors(SandboxAgents(sandbox), AgentLogins(sandbox.store, _wall), "", time.monotonic)
    page.serve(page.application(sandbox, chat_store, door), "127.0.0.1", config.sandbox_port, _greet)


def _mcp(config: Settings, options: argparse.Namespace) -> None:
    called = agents.called(options)
    if called is None:
        agents.speak(config, _wall)
        return
    sandbox, _ = opened(config, _wall)
    caller = caller_for(*called)
    agents.listen(SandboxAgents(sandbox), lambda: caller)


def _greet(address: str) -> None:
    print(f"\n  The Stagecoach sandbox runs at {address}\n")
    print('  No browser? Use a terminal:  .venv/bin/stagecoach sandbox --say "/deal list" --as rep')
    print("  Stop it with Ctrl-C. Your deals and messages are still there next time.\n", flush=True)


def _wall() -> datetime:
    return datetime.now(UTC)


def _web(config: Settings, options: argparse.Namespace) -> None:
    store = Store.open(config.database_url)
    texts = playbook_files.texts(config.playbook)
    make_current(store, texts)
    assistant, chats = Assistant(store, _wall, texts), connected.senders(config, store, _wall)
    agents_of, logins = Agents(store, _wall, texts), AgentLogins(store, _wall)
    door = doors(agents_of, logins, config.public_url, time.monotonic)
    routes = connected.routes(config, store, assistant, door)
    if not chats:
        print(starting.NO_CHAT, flush=True)
    web.serve_web(config, store, chats, notify.notify, assistant.answer, routes=routes)


def _worker(config: Settings, options: argparse.Namespace) -> None:
    store = Store.open(config.database_url)
    assistant = Assistant(store, _wall, playbook_files.texts(config.playbook))
    web.work(config, store, connected.senders(config, store, _wall), notify.notify, assistant.answer)


def _migrate(config: Settings, options: argparse.Namespace) -> None:
    Store.open(config.database_url).migrate()
    print("The database is up to date.")


def _check(config: Settings, options: argparse.Namespace) -> None:
    texts = playbook_files.texts(options.playbook or config.playbook)
    for url in (config.database_url, config.sandbox_database_url):
        if stops := playbook_files.stops(url, texts):
            raise Stopped("\n".join(stops))
    shipped = list(playbook_files.read(playbook_files.texts(None)).values())
    for file, playbook in playbook_files.read(texts).items():
        print(playbook_check.valid_words(file, playbook))
        ours = any(playbook.version == one.version for one in shipped)
        looser = playbook_check.looser_words(file, playbook, shipped[0])
        if looser and not ours:
            print(looser)
    if empty := empty_words(playbook_files.without_members(config.database_url, texts)):
        print(f"{empty} A manager clears its exits with a reason, or an admin names a member.")


def _slack_manifest(config: Settings, options: argparse.Namespace) -> None:
    if options.url and not options.url.startswith("https://"):
        raise Stopped("--url should begin with https://")
    if options.icon:
        options.icon.write_bytes(icon(SLACK_ICON, COLOUR))
    json.dump(slack_manifest.made(options.url), sys.stdout, indent=2)
    print()


def _teams_package(config: Settings, options: argparse.Namespace) -> None:
    if not options.site.startswith("https://"):
        raise Stopped("--site should begin with https://")
    zipped = teams_package.packed(config.microsoft_app_id, options.company, options.site, options.older)
    options.out.write_bytes(zipped)
    print(f"{options.out} is ready: upload it in Teams under Apps > Manage your apps.")


def _import(config: Settings, options: argparse.Namespace) -> None:
    store = opened(config, _wall)[0].store if options.sandbox else Store.open(config.database_url)
    command = sandbox_deals.IN_SANDBOX if options.sandbox else "stagecoach import"
    terminal = Terminal(store, _wall, print, import_options.asks(), command)
    raise SystemExit(terminal.bring_in(import_options.read(options)))


def _restore(config: Settings, options: argparse.Namespace) -> None:
    backup.bring_back(config, options, _wall())


def _erase(config: Settings, options: argparse.Namespace) -> None:
    if not options.person and options.tenant is None:
        raise Stopped(erasing.WHOM)
    options.tenant = options.tenant or ""
    erase.erase(config, options, _wall())


def _xray(config: Settings, options: argparse.Namespace) -> None:
    xray.xray(config, options, _wall().date())


if __name__ == "__main__":
    main()
