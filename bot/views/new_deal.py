"""A new deal: the questions which playbook is meant, and whether the deal is there already."""

from collections.abc import Sequence

from adapters.card import Button, Buttons, Card, Text
from bot.views.words import cut, either


def which_playbook(readings: Sequence[tuple[str, str]]) -> Card:
    """Ask which (name, playbook) was meant, each a button; without a playbook the deal goes on the default one."""
    row = tuple(Button(_label(name, playbook), _command(name, playbook)) for name, playbook in readings)
    return Card("Which playbook do you mean?", (Text(("Nothing is saved yet. Choose one:",)), Buttons(row)))


def is_it_this(name: str, playbook: str, known: Sequence[tuple[str, str]]) -> Card:
    """Ask whether one of the open deals (their ids and names) of nearly this name is meant; a button begins it."""
    shown = tuple(Button(f"Show {cut(one, 50)}", f"show #{deal}") for deal, one in known)
    anyway = Button(f"Begin {cut(name, 40)} anyway", f"{_command(name, playbook)} anyway")
    names = either([cut(one, 60) for _, one in known])
    words = "Nothing is saved yet. The names differ only in punctuation or legal form."
    return Card(f"Do you mean {names}?", (Text((words,)), Buttons((*shown, anyway))), "warning")


def _label(name: str, playbook: str) -> str:
    return f"{cut(name, 30)} on {cut(playbook, 30)}" if playbook else f"Name it {cut(name, 50)}"


def _command(name: str, playbook: str) -> str:
    """What the button types: in quotes, so that it can be read in one way only."""
    return f'new "{name}" on "{playbook}"' if playbook else f'new "{name}"'


def not_for_new(playbook: str, others: Sequence[str]) -> str:
    """A playbook that no new deal begins on, and those that one can."""
    return f"The playbook {playbook} isn't for new deals. Start it on {either(list(others))}."
