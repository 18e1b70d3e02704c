"""Marks: what an XLSX file says of its cells besides their values, which the library that reads it leaves out.

These are a spreadsheet's errors, formulas that no program has calculated yet, and the currency that a number's format
shows. The parts of the file are searched as text, since a parser would build a tree of it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from bot.spreadsheet.sheet import NO_RESULT

ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
FORMAT = re.compile(r"<(?:\w+:)?numFmt\b([^>]*)>")
STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
STYLE = re.compile(r"<(?:\w+:)?xf\b([^>]*)>")
FROM_1904 = re.compile(r"<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*[\"'](?:1|true)[\"']")
CELL = re.compile(r"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
RESULT = re.compile(r"<(?:\w+:)?v\b[^>]*>([^<]+)</")
FORMULA = re.compile(r"<(?:\w+:)?f\b")
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
NAMED = re.compile(r"\[\$([^\]\-]+)(?:-[^\]]*)?\]")
"""A currency in a number's format: [$€-407], [$CHF]. Without a sign, as in [$-409], it only names a language."""
QUOTED = re.compile(r'"([^"]*)"|\\(.)|([^\w\s#.,;@?*_()\[\]-])')
LETTERS = frozenset({"kr", "kr.", "zł", "kč", "ft", "lei", "fr.", "sfr.", "r$"})
"""Signs of currencies that are letters; other words in a format are units, for example days."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one cell is besides its value: a spreadsheet's fault, or a number in a currency."""

    fault: str = ""
    currency: str = ""


Marks = Mapping[int, Mapping[int, Mark]]
"""The marks of a sheet by row, counted from 1, and by column, counted from 0."""


class Package:
    """An XLSX file as its parts. Of another kind of file it says nothing."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def marks(self, sheet: str) -> Marks:
        """What the named sheet says of its cells."""
        part = self._parts.get(sheet)
        text = self._text(part) if part else ""
        if not ('t="e"' in text or FORMULA.search(text) or any(self._currencies)):
            return {}
        found: dict[int, dict[int, Mark]] = {}
        for row, column, mark in self._marked(text):
            found.setdefault(row, {})[column] = mark
        return found

    @cached_property
    def counts_from_1904(self) -> bool:
        """Whether days are numbers from 1904 on, as Excel for Mac once wrote them."""
        return bool(FROM_1904.search(self._text("xl/workbook.xml")))

    def _marked(self, text: str) -> Iterator[tuple[int, int, Mark]]:
        for cell in CELL.finditer(text):
            said = _attributes(cell[1])
            place, mark = PLACE.fullmatch(said.get("r", "")), self._mark(said, cell[2] or "")
            if place and mark:
                yield int(place[2]), _column(place[1]), mark

    def _mark(self, said: Mapping[str, str], inner: str) -> Mark | None:
        result = RESULT.search(inner)
        if said.get("t") == "e":
            return Mark(fault=unescape(result[1]) if result else NO_RESULT)
        if not result:
            # A formula whose result is an empty text says so by its type.
            return Mark(fault=NO_RESULT) if FORMULA.search(inner) and said.get("t") != "str" else None
        style = said.get("s", "")
        number = said.get("t", "n") == "n" and style.isdecimal() and int(style) < len(self._currencies)
        currency = self._currencies[int(style)] if number else ""
        return Mark(currency=currency) if currency else None

    @cached_property
    def _zip(self) -> ZipFile | None:
        try:
            return ZipFile(BytesIO(self._content))
        except BadZipFile:
            return None

    def _text(self, part: str) -> str:
        """A part as text; "" where the file has none of that name."""
        if self._zip is None or part not in self._zip.namelist():
            return ""
        return self._zip.read(part).decode("utf-8", errors="replace")

    @cached_property
    def _parts(self) -> Mapping[str, str]:
        """The part of each sheet, by its name."""
        targets: dict[str, str] = {}
        for relation in RELATION.finditer(self._text("xl/_rels/workbook.xml.rels")):
            said = _attributes(relation[1])
            targets[said.get("Id", "")] = said.get("Target", "")
        found: dict[str, str] = {}
        for sheet in SHEET.finditer(self._text("xl/workbook.xml")):
            said = _attributes(sheet[1])
            target = targets.get(said.get("r:id", ""), "")
            found[said.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return found

    @cached_property
    def _currencies(self) -> list[str]:
        """The currency that each style of a cell shows, by the style's number; "" where it shows none."""
        text = self._text("xl/styles.xml")
        formats: dict[str, str] = {}
        for one in FORMAT.finditer(text):
            said = _attributes(one[1])
            formats[said.get("numFmtId", "")] = currency_in(said.get("formatCode", ""))
        styles = STYLES.search(text)
        of_styles = STYLE.finditer(styles[0]) if styles else ()
        return [formats.get(_attributes(one[1]).get("numFmtId", ""), "") for one in of_styles]


def _attributes(text: str) -> dict[str, str]:
    return {one[1]: unescape(one[2] or one[3] or "") for one in ATTRIBUTE.finditer(text)}


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def currency_in(code: str) -> str:
    """The currency that a number's format shows, as it is written there: € of `#,##0.00 "€"`, "" for none."""
    first = code.partition(";")[0]
    if named := NAMED.search(first):
        return named[1].strip()
    for one in QUOTED.finditer(re.sub(r"\[[^\]]*\]", "", first)):
        said = (one[1] or one[2] or one[3] or "").strip()
        if _is_currency(said):
            return said
    return ""


def _is_currency(said: str) -> bool:
    signs = any(unicodedata.category(letter) == "Sc" for letter in said)
    code = len(said) == len("EUR") and said.isascii() and said.isupper() and said.isalpha()
    return len(said) <= 4 and (signs or code or said.casefold() in LETTERS)
