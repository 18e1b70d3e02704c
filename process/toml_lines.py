"""TOML lines: in which line of a file each key and each table begins. Python's parser doesn't say it."""

import re
from collections.abc import Iterator, Mapping

Loc = tuple[int | str, ...]
"""A place in what the parser made of the file: keys, and numbers from 0 in lists."""

_HEADER = re.compile(r"^\s*(?P<open>\[\[?)\s*(?P<name>[^\[\]]+?)\s*\]\]?")
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = re.compile(rf"^\s*(?P<name>{_PART}(?:\s*\.\s*{_PART})*)\s*=")
_TEXT = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')
_LONG = ('"""', "'''")


def lines_of(text: str) -> Mapping[Loc, int]:
    """The line, from 1, of each key and table that has a line of its own; for text that is TOML."""
    found: dict[Loc, int] = {}
    counts: dict[Loc, int] = {}
    table: Loc = ()
    for number, line in _beginnings(text):
        if header := _HEADER.match(line):
            table = _table(_parts(header["name"]), counts, listed=len(header["open"]) > 1)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_parts(key["name"])), number)
    return found


def _parts(name: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, name)]


def _table(parts: list[str], counts: dict[Loc, int], *, listed: bool) -> Loc:
    """The place of a table by its header: each list on the way stands for the last table in it."""
    here: Loc = ()
    for depth, part in enumerate(parts, 1):
        here = (*here, part)
        if listed and depth == len(parts):
            counts[here] = counts.get(here, -1) + 1
        if here in counts:
            here = (*here, counts[here])
    return here


def _beginnings(text: str) -> Iterator[tuple[int, str]]:
    """The lines in which something begins: not those inside a list, a table in a line, or a text of several lines."""
    depth, until = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if until:
            until = "" if until in line else until
            continue
        if depth == 0:
            yield number, line
            if _HEADER.match(line):
                continue
        until = _left_open(line)
        bare = _TEXT.sub("", line)
        depth += sum(bare.count(one) for one in "[{") - sum(bare.count(one) for one in "]}")


def _left_open(line: str) -> str:
    """The quotes that end a text that this line begins, if it goes on in the next."""
    return next((quotes for quotes in _LONG if line.count(quotes) == 1), "")
