"""Columns of an x-ray: the fields of deals, what a history holds, and days on which stages were entered."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files

from bot.spreadsheet.columns import propose_columns
from bot.spreadsheet.days import DAY_ORDERS, read_day
from bot.spreadsheet.fields import plain_heading
from bot.spreadsheet.sheet import Cell, Table
from bot.xray.settings import FileWords, UnknownColumn

SAMPLE = 100
"""How many cells of a column are looked at to see whether it holds days or answers."""
YES_OR_NO = frozenset(
    {"yes", "no", "true", "false", "1", "0", "1.0", "0.0", "ja", "nein", "oui", "non", "wahr", "falsch"}
)
DAYS = ("created", "close_date", "closed", "day")


@cache
def headings() -> Mapping[str, Mapping[str, list[str]]]:
    """The headings of `headings.toml`, by list and field."""
    return tomllib.loads(files("bot.xray").joinpath("headings.toml").read_text("utf-8"))


def deal_columns(table: Table, words: FileWords) -> dict[str, int]:
    """The column of each field: as a person says, else as an import proposes, else the x-ray's own."""
    given = {field: _named(table, heading) for field, heading in words.columns.items()}
    found = {field: at for field, at in propose_columns(table, "deals").items() if at not in given.values()}
    found = {**found, **given}
    for field, known in headings()["deals"].items():
        for at in _headed(table, known):
            if field not in found and _fits(table, at, field, found):
                found[field] = at
    return found


def _named(table: Table, heading: str) -> int:
    plain = [plain_heading(column) for column in table.columns]
    if plain_heading(heading) not in plain:
        raise UnknownColumn(heading, table.columns)
    return plain.index(plain_heading(heading))


def _headed(table: Table, known: Iterable[str]) -> list[int]:
    """The columns with one of these headings, the likelier first."""
    plain = [plain_heading(column) for column in table.columns]
    wanted = [plain_heading(one) for one in known]
    return [plain.index(one) for one in wanted if one in plain]


def _fits(table: Table, at: int, field: str, found: Mapping[str, int]) -> bool:
    """Whether a column can hold one of the x-ray's own fields, and holds no other."""
    if field in ("is_won", "is_closed"):
        cells = {str(cell).casefold() for cell in _sample(table, at)}
        return bool(cells) and cells <= YES_OR_NO
    return at not in found.values()


def _sample(table: Table, at: int) -> list[object]:
    found: list[object] = []
    for cell in table.column(at):
        found.append(cell)
        if len(found) == SAMPLE:
            break
    return found


def history_columns(table: Table) -> dict[str, int]:
    """The column of each field of a history file."""
    found: dict[str, int] = {}
    for field, known in headings()["history"].items():
        free = [at for at in _headed(table, known) if at not in found.values()]
        fitting = [at for at in free if field != "day" or _holds_days(table, at)]
        if fitting:
            found[field] = fitting[0]
    return found


def _holds_days(table: Table, at: int) -> bool:
    cells = list(table.column(at))[:SAMPLE]
    days = sum(map(_is_day, cells))
    return bool(cells) and days * 2 >= len(cells)


def _is_day(cell: Cell) -> bool:
    return any(read_day(cell, order) for order in DAY_ORDERS)


def entered_columns(table: Table, stages: Collection[str], taken: Collection[int]) -> dict[int, str]:
    """The columns of days on which a stage was entered, each with its stage.

    A heading names one as "Date entered Demo", or as "Demo date" where the file has the stage Demo.
    """
    found: dict[int, str] = {}
    known = {plain_heading(stage): stage for stage in stages}
    for at, column in enumerate(table.columns):
        stage = _entered(column) or _dated(column, known)
        if stage and at not in taken and _holds_days(table, at):
            found[at] = known.get(plain_heading(stage), stage)
    return found


def _entered(column: str) -> str:
    """The stage that a heading says was entered: without quotes, and without the pipeline in brackets."""
    letters = re.sub(r"[\"'“”„‘’«»]", "", column).strip()
    for beginning in headings()["entered"]["before"]:
        pattern = r"[\W_]+".join(map(re.escape, beginning.split()))
        match = re.match(rf"{pattern}[\W_]+(?P<stage>\S.*)", letters, re.IGNORECASE)
        if match:
            return re.sub(r"\s*\([^()]*\)$", "", match["stage"]).strip()
    return ""


def _dated(column: str, known: Mapping[str, str]) -> str:
    """The known stage whose name stands before "date"."""
    plain = plain_heading(column)
    for ending in headings()["entered"]["after"]:
        stage = plain.removesuffix(f" {ending}")
        if stage != plain and stage in known:
            return stage
    return ""
