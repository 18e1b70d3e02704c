"""Fields: what a column can hold, for each of the four kinds of table that Stagecoach takes."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["text", "amount", "day", "flag"]
TableKind = Literal["deals", "contacts", "people", "accounts"]
TABLE_KINDS: tuple[TableKind, ...] = ("deals", "contacts", "people", "accounts")
DAYS = ("created", "close_date", "closed")
AMOUNTS = ("amount",)
FLAGS = ("is_won", "is_lost", "is_closed")
"""Columns that say yes or no."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field with the headings it is known by, the likelier first, as `plain_heading` writes them."""

    key: str
    headings: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        if self.key in AMOUNTS:
            return "amount"
        if self.key in FLAGS:
            return "flag"
        return "day" if self.key in DAYS else "text"


@cache
def fields_of(kind: TableKind) -> tuple[Field, ...]:
    """The fields of a kind of table, in the order in which they are shown."""
    return tuple(Field(key, tuple(map(plain_heading, known))) for key, known in _headings()[kind].items())


@cache
def exit_headings(key: str) -> tuple[str, ...]:
    """How other systems head a column that answers the exit with that key; nothing for an exit we don't know."""
    return tuple(map(plain_heading, _exit_headings().get(key, ())))


@cache
def _exit_headings() -> Mapping[str, list[str]]:
    return tomllib.loads(files("bot.spreadsheet").joinpath("exit_headings.toml").read_text("utf-8"))


@cache
def _headings() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files("bot.spreadsheet").joinpath("headings.toml").read_text("utf-8"))


@cache
def all_headings() -> frozenset[str]:
    """Every heading that is known, of any kind of table."""
    return frozenset(one for kind in TABLE_KINDS for field in fields_of(kind) for one in field.headings)


UNIT = re.compile(r"\s*(?:[(\[]\s*([^()\[\]]+?)\s*[)\]]|\b(?:in|en)\s+([A-Za-z]{3}|[€$£¥]|Euro))\s*$")
"""What a heading says of its cells, as in "Amount (USD)" and "Betrag in EUR"."""


def bare_heading(text: str) -> str:
    """A plain heading without the unit at its end."""
    return plain_heading(UNIT.sub("", text)) or plain_heading(text)


def unit_of(heading: str) -> str:
    """The unit at the end of a heading, "USD" of "Amount (USD)"; "" where there is none."""
    found = UNIT.search(heading)
    return (found[1] or found[2] or "") if found else ""


def plain_heading(text: str) -> str:
    """A heading in lower case, with spaces instead of all but letters and digits: "close_date" is "close date"."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return " ".join(spaced.split())
