"""The sandbox for the command line: opened with its story, and where it runs."""

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from adapters.sandbox.chat import SandboxChat
from adapters.sandbox.chat_store import ChatStore
from bot.company import playbook_files
from bot.sandbox.alone import alone
from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings
from bot.store.engine.store import Store, read_address
from bot.terminal.stopped import Stopped
from bot.views.starting import PREPARING


def opened(config: Settings, wall: Callable[[], datetime]) -> tuple[Sandbox, ChatStore]:
    """The sandbox with its story played, and its chat."""
    texts = playbook_files.texts(config.playbook)
    store = Store.at(config.sandbox_database_url)  # unguarded: a deleted sandbox should begin again
    store.migrate()
    make_current(store, texts)
    deals = Path(read_address(config.sandbox_database_url).database or "sandbox.db")
    sandbox = Sandbox(store, wall, texts, partial(alone, deals.with_name(f"{deals.stem}-start.db")))
    chat_store = ChatStore(deals.with_name(f"{deals.stem}-room.db"))  # its own file beside the deals
    sandbox.chats["sandbox"] = SandboxChat(chat_store, sandbox.now)
    if not sandbox.played():
        # On standard error: an answer, or an agent's, goes to the other one.
        print(PREPARING, file=sys.stderr, flush=True)
    sandbox.begin()
    return sandbox, chat_store


def make_current(store: Store, texts: playbook_files.Texts) -> None:
    if stops := playbook_files.make_current(store, texts):
        raise Stopped("\n".join(stops))
