"""Words: the tables of a language as its folder holds them; what a folder leaves out is as in English."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent.parent / "words"
ENGLISH = "en"
GOES_ON = "+"
"""The first entry of a list that goes on from English's."""

RULES = ("rule", "read", "saying")
OWN = frozenset({"short"})
"""Tables that no other language has from English: slips of English words are words elsewhere, as "contrat"."""


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a folder, English first."""
    folders = sorted(path.name for path in WORDS.iterdir() if path.is_dir())
    return (ENGLISH, *(one for one in folders if one != ENGLISH))


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """All tables of a language."""
    own = own_words(language)
    return own if language == ENGLISH else _laid_over(words_of(ENGLISH), own)


@cache
def own_words(language: str) -> Mapping[str, Any]:
    """The tables of a language's own files; lists of rules and tables go through several files, in order of names."""
    found: dict[str, Any] = {"choice": {}}
    for path in sorted((WORDS / language).rglob("*.toml")):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(table, list):
                found[name] = [*found.get(name, []), *table]
            else:
                found[name] = {**found.get(name, {}), **table}
    return found


def _laid_over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """English's tables with a language's own in their place."""
    found = {
        name: _table(None if name in OWN else base.get(name), table) for name, table in own.items() if name not in RULES
    }
    rules = {name: _rules(base[name], own.get(name, [])) for name in RULES}
    left_out: dict[str, Any] = {name: {} for name in OWN}
    return {**base, **left_out, **found, **rules}


def _table(base: Any, own: Any) -> Any:  # a table of TOML can hold anything
    """A table over English's: entry by entry; a list that begins with the sign goes on from English's."""
    if isinstance(own, Mapping):
        below = base if isinstance(base, Mapping) else {}
        return {**below, **{key: _table(below.get(key), value) for key, value in own.items()}}
    if isinstance(own, list) and own[:1] == [GOES_ON]:
        return [*(base or ()), *own[1:]]
    return own


def _rules(base: Sequence[Mapping[str, Any]], own: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rules that a language has phrases for, in English's order; what they do is written in English's only."""
    said = {one["name"]: one for one in own}
    found: list[dict[str, Any]] = []
    for rule in base:
        if phrases := said.get(rule["name"]):
            kept = {key: value for key, value in rule.items() if key not in ("says", "finds")}
            found.append({**kept, **phrases})
    return found
