"""The command line, and the only place where everything is put together."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from bot import settings
from bot.settings import Settings
from bot.terminal.options import add_options


def main() -> None:
    """Run `stagecoach`; ends with 1 and a sentence where something of the user's is in the way."""
    options = _read(sys.argv[1:])
    from bot.telemetry import logs

    try:
        config = settings.read()
        logs.begin(_level(config, options))
        options.run(config, options)
    except Exception as fault:
        words = _words_of(fault)
        if words is None:
            raise
        print(words, file=sys.stderr)
        raise SystemExit(1) from None


def _words_of(fault: Exception) -> str | None:
    """What to say of a fault that the user can do something about; None for every other fault."""
    from adapters.sandbox import demo_people, receive, server, talk
    from adapters.teams.package import NoApp
    from bot.company.playbook_files import NoPlaybook
    from bot.imports.terminal import NotImported
    from bot.store.engine.faults import StoreFault
    from bot.terminal.stopped import Stopped
    from bot.views.playbook_faults import playbook_words
    from bot.web import NeedsServer
    from process.playbook_faults import BadPlaybook

    if isinstance(fault, BadPlaybook):
        return playbook_words(fault)
    of_the_bot = (settings.BadSettings, NoPlaybook, StoreFault, NeedsServer, NoApp, NotImported, Stopped)
    of_the_sandbox = (demo_people.UnknownPerson, receive.Misread, talk.NoSuchPlace, server.NotLoopback)
    if isinstance(fault, (*of_the_bot, *of_the_sandbox, OSError)):
        return str(fault) or fault.__doc__
    return None


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
        "export": (_export, "deals, contacts and ledger as tables, or everything as JSON"),
        "backup": (_backup, "copy the database into one file while it is in use"),
        "restore": (_restore, "make the database from a backup"),
        "xray": (_xray, "what your past deals say about process and luck; nothing is stored"),
        "erase": (_erase, "erase a person, or a whole organisation, after a preview"),
    }
    verbs = parser.add_subparsers(required=True, metavar="|".join(runs))
    for verb, (run, what) in runs.items():
        made = verbs.add_parser(verb, help=what, description=what)
        made.set_defaults(run=run)
        if words[:1] == [verb]:
            add_options(verb, made)
    return parser.parse_args(words or ["--help"])


def _sandbox(config: Settings, options: argparse.Namespace) -> None:
    from adapters.sandbox import talk
    from bot.terminal import sandbox_deals, sandbox_options
    from bot.terminal.sandbox import opened

    typed = sandbox_options.message(options)
    sandbox, chat_store = opened(config, _wall)
    if options.deals:
        sandbox_deals.bring_in(sandbox.store, _wall, options.deals)
    if typed:
        print(talk.say(sandbox, chat_store, typed.who, typed.text, typed.place, answers=typed.answers))
        return
    from adapters.mcp.serve import agent_routes
    from adapters.sandbox import server as page
    from bot.agents.logins import AgentLogins
    from bot.sandbox.agents import SandboxAgents

    logins = AgentLogins(sandbox.store, _wall)
    routes = agent_routes(SandboxAgents(sandbox), logins, "", time.monotonic)
    application = page.application(sandbox, chat_store, routes)
    page.serve(application, "127.0.0.1", config.sandbox_port, sandbox_options.greet)


def _mcp(config: Settings, options: argparse.Namespace) -> None:
    from bot.terminal import agents

    called = agents.called(options)
    if called is None:
        agents.speak(config, _wall)
        return
    from bot.sandbox.agents import SandboxAgents, caller_for
    from bot.terminal.sandbox import opened

    sandbox, _ = opened(config, _wall)
    caller = caller_for(*called)
    agents.listen(SandboxAgents(sandbox), lambda: caller)


def _wall() -> datetime:
    return datetime.now(UTC)


def _web(config: Settings, options: argparse.Namespace) -> None:
    from adapters.mcp.serve import agent_routes
    from bot import web
    from bot.agents.agents import Agents
    from bot.agents.logins import AgentLogins
    from bot.assistant import Assistant
    from bot.chats import connected
    from bot.company import playbook_files
    from bot.effects import notify
    from bot.store.engine.store import Store
    from bot.terminal.sandbox import make_current
    from bot.views import starting

    store = Store.open(config.database_url)
    texts = playbook_files.texts(config.playbook)
    make_current(store, texts)
    assistant, chats = Assistant(store, _wall, texts), connected.senders(config, store, _wall)
    logins = AgentLogins(store, _wall)
    for_agents = agent_routes(Agents(store, _wall, texts), logins, config.public_url, time.monotonic)
    routes = connected.routes(config, store, assistant, for_agents)
    if not chats:
        print(starting.NO_CHAT, flush=True)
    web.serve_web(config, store, chats, notify.notify, assistant.answer, routes=routes)


def _worker(config: Settings, options: argparse.Namespace) -> None:
    from bot import web
    from bot.assistant import Assistant
    from bot.chats import connected
    from bot.company import playbook_files
    from bot.effects import notify
    from bot.store.engine.store import Store

    store = Store.open(config.database_url)
    assistant = Assistant(store, _wall, playbook_files.texts(config.playbook))
    web.work(config, store, connected.senders(config, store, _wall), notify.notify, assistant.answer)


def _migrate(config: Settings, options: argparse.Namespace) -> None:
    from bot.store.engine.store import Store

    Store.open(config.database_url).migrate()
    print("The database is up to date.")


def _check(config: Settings, options: argparse.Namespace) -> None:
    from bot.terminal import check

    check.check(config, options)


def _slack_manifest(config: Settings, options: argparse.Namespace) -> None:
    from adapters.icon import COLOUR, icon
    from bot.chats import slack_manifest
    from bot.terminal.stopped import Stopped

    if options.url and not options.url.startswith("https://"):
        raise Stopped("--url should begin with https://")
    if options.icon:
        options.icon.write_bytes(icon(slack_manifest.ICON, COLOUR))
    json.dump(slack_manifest.made(options.url, config.slack_command), sys.stdout, indent=2)
    print()


def _teams_package(config: Settings, options: argparse.Namespace) -> None:
    from bot.chats import teams_package
    from bot.terminal.stopped import Stopped

    if not options.site.startswith("https://"):
        raise Stopped("--site should begin with https://")
    zipped = teams_package.packed(config.microsoft_app_id, options.company, options.site, options.older)
    options.out.write_bytes(zipped)
    print(f"{options.out} is ready: upload it in Teams under Apps > Manage your apps.")


def _import(config: Settings, options: argparse.Namespace) -> None:
    from bot.imports import options as import_options
    from bot.imports.terminal import IN_EARNEST, Terminal
    from bot.terminal.sandbox import opened
    from bot.terminal.sandbox_deals import IN_SANDBOX
    from bot.terminal.which_tenant import company_store

    store = opened(config, _wall)[0].store if options.sandbox else company_store(config.database_url)
    terminal = Terminal(store, _wall, print, import_options.asks(), IN_SANDBOX if options.sandbox else IN_EARNEST)
    raise SystemExit(terminal.bring_in(import_options.read(options)))


def _export(config: Settings, options: argparse.Namespace) -> None:
    from bot.terminal import export

    export.run(config, options)


def _backup(config: Settings, options: argparse.Namespace) -> None:
    from bot.terminal import backup

    backup.back_up(config, options)


def _restore(config: Settings, options: argparse.Namespace) -> None:
    from bot.terminal import backup

    backup.bring_back(config, options, _wall())


def _erase(config: Settings, options: argparse.Namespace) -> None:
    from bot.terminal import erase

    erase.erase(config, options, _wall())


def _xray(config: Settings, options: argparse.Namespace) -> None:
    from bot.terminal import xray

    xray.xray(config, options, _wall().date())


if __name__ == "__main__":
    main()
