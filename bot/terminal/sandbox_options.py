"""Options of `stagecoach sandbox`: what can be typed behind it, the message that it makes, and the greeting."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.terminal.stopped import Stopped
from bot.views import starting


@dataclass(frozen=True, slots=True)
class Message:
    """What someone types in the terminal: who, what, where, and the answers for a form by their keys."""

    who: str
    text: str
    place: str
    answers: Mapping[str, str]


def add(here: Callable[..., Any]) -> None:
    """Add them to a parser."""
    here("--deals", type=Path, metavar="FILE", help="with the deals of this CSV or XLSX file")
    here("--say", metavar="TEXT", help="type a message here instead of in the browser")
    here("--as", dest="who", metavar="WHO", help="who you are: rep, manager, legal, ...")
    here("--in", dest="place", nargs="?", const="", metavar="PLACE", help="where you type it: direct or deals")
    here("--with", dest="answers", metavar="KEY=VALUE", action="append", help="an answer for a form")


def message(options: Namespace) -> Message | None:
    """The message to send; None where the page is wanted. Raises Stopped if the options don't go together."""
    if options.place == "":
        raise Stopped(starting.NO_SIGN)
    if options.say is None:
        _nothing_more(options)
        return None
    answers = dict(_answer(one) for one in options.answers or ())
    return Message(options.who or "rep", options.say, options.place or "direct", answers)


def _nothing_more(options: Namespace) -> None:
    for option, typed in (("--as", options.who), ("--in", options.place), ("--with", options.answers)):
        if typed is not None:
            raise Stopped(starting.needs_say(option))


def _answer(typed: str) -> tuple[str, str]:
    key, sign, value = typed.partition("=")
    if not (key.strip() and sign):
        raise Stopped(starting.not_an_answer(typed))
    return key.strip(), value


def greet(address: str) -> None:
    """Print where the page is, once it can be opened."""
    print(f"\n  The Stagecoach sandbox runs at {address}\n")
    print('  No browser? Use a terminal:  .venv/bin/stagecoach sandbox --say "/deal list" --as rep')
    print("  Stop it with Ctrl-C. Your deals and messages are still there next time.\n", flush=True)
