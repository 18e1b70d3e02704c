"""Stages of another system: which are states (won, lost), and which stage of the playbook the others come nearest."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from rapidfuzz import fuzz

from bot.spreadsheet.fields import plain_heading

RowState = Literal["open", "won", "lost"]
ROW_STATES: tuple[RowState, ...] = ("open", "won", "lost")
ALIKE = 85


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files("bot.spreadsheet").joinpath("stage_words.toml").read_text("utf-8"))


def state_of(words: str) -> RowState | None:
    """The state that a word of another system names, as "Closed Won" does; None for a stage or an unknown word."""
    plain = _plain(words)
    for state in ROW_STATES:
        if plain in _words()["states"][state]:
            return state
    return _closed_as(set(plain_heading(words).split()))


def _closed_as(words: set[str]) -> RowState | None:
    """The end that a longer name says: "Closed-Lost to Competition", "Fermée gagnée"."""
    if not words & set(_words()["ends"]["closed"]):
        return None
    won, lost = words & set(_words()["ends"]["won"]), words & set(_words()["ends"]["lost"])
    if won and not lost:
        return "won"
    return "lost" if lost and not won else None


def is_end(words: str) -> RowState | None:
    """Won or lost where a word says so; "open" is a stage as often as a state, and ends nothing."""
    state = state_of(words)
    return state if state in ("won", "lost") else None


def propose_stages(words: Iterable[str], stages: Sequence[tuple[str, str]]) -> dict[str, str]:
    """For each word of a file the key of the nearest stage, "won", "lost", or "" where a person has to say.

    `stages` are the (key, name) pairs of the playbook, in order.
    """
    return {word: is_end(word) or _nearest(_plain(word), stages) for word in dict.fromkeys(words)}


def _nearest(word: str, stages: Sequence[tuple[str, str]]) -> str:
    keys = [key for key, _ in stages]
    for key, name in stages:
        if word in (_plain(key), _plain(name)):
            return key
    for key, known in _words()["stages"].items():
        if word in known and key in keys:
            return key
    best = max(stages, key=lambda one: fuzz.ratio(word, _plain(one[1])))
    return best[0] if fuzz.ratio(word, _plain(best[1])) >= ALIKE else ""


def _plain(words: str) -> str:
    """A stage without its number and percentage: "3 - Demo (40%)" is "demo"."""
    bare = words.partition("(")[0].strip(" 0123456789.-–—:") or words
    return plain_heading(bare)
