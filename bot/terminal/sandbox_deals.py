"""`sandbox --deals`: your own deals in the sandbox, brought in by its manager."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from adapters.sandbox import demo_people
from bot.imports import options as import_options
from bot.imports.terminal import TO_DECIDE, Options, Terminal
from bot.store.engine.store import Store
from bot.terminal.stopped import Stopped
from bot.views.xray import reading_words

MANAGER = "mia"
IN_SANDBOX = "stagecoach import --sandbox"


def bring_in(store: Store, wall: Callable[[], datetime], file: Path) -> None:
    """Import a file into the sandbox; where someone is at the terminal, they are asked what isn't clear.

    Raises Stopped if something has to be decided first, or if there is no such file.
    """
    if not file.is_file():
        raise Stopped(reading_words.no_file(str(file)))
    ask = import_options.asks()
    asked_for = Options(file, yes=ask is None, by=demo_people.speaker(MANAGER).email)
    if Terminal(store, wall, print, ask, IN_SANDBOX).bring_in(asked_for) == TO_DECIDE:
        raise Stopped(reading_words.DECIDE_FIRST)
