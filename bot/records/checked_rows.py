"""Checked rows: each row's key, rows that stand twice, lines that aren't deals, and names that are nearly the same."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from rapidfuzz import fuzz, process

from bot.records.deal_rows import DealRow
from bot.records.problems import Kind, Problem
from bot.spreadsheet.amounts import says_nothing
from bot.spreadsheet.sheet import Table, text_of
from bot.store.names import company_key, name_key

NOTE_COLUMNS, NOTE_WORDS = 3, 4
"""In a table of so many columns, a line with one text of so many words isn't a deal."""
TOTALS = (
    "total",
    "totals",
    "sum",
    "grand total",
    "grand totals",
    "summe",
    "gesamt",
    "gesamtsumme",
    "subtotal",
    "total general",
)
MOST_COMPARED = 3_000
"""So many different names are compared with each other; of more, the rest isn't."""
NEAR, SHORTEST = 90, 6
"""How alike names are, of 100, that are perhaps one; shorter ones differ by a letter on purpose."""


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row that comes in, with the key by which the next import knows it."""

    key: str
    row: DealRow


def checked(
    table: Table, rows: Iterable[DealRow], problems: list[Problem], accounts: Iterable[str] = ()
) -> list[CheckedRow]:
    """The rows that come in; each of the others gets its problem, so that every row is one or the other.

    `accounts` are names that were imported before: how they are spelt is right.
    """
    whole: dict[tuple[object, ...], int] = {}
    cells = {row.number: row.cells for row in table.rows}
    keys: dict[str, int] = {}
    nth: Counter[str] = Counter()
    found: list[CheckedRow] = []
    notes = _notes(table)
    for row in rows:
        if first := whole.setdefault(cells[row.number], row.number) - row.number:
            problems.append(Problem(Kind.TWICE, row.number, row.name, str(row.number + first)))
        elif row.number in notes:
            problems.append(Problem(Kind.NOTE, row.number, row.name or row.id))
        elif _is_total(row):
            problems.append(Problem(Kind.TOTAL, row.number, row.name))
        elif not row.name:
            problems.append(Problem(Kind.NO_NAME, row.number))
        else:
            key = _key(row, nth)
            if keys.setdefault(key, row.number) != row.number:
                problems.append(Problem(Kind.SAME_KEY, row.number, row.id, str(keys[key])))
            else:
                found.append(CheckedRow(key, row))
    problems += [*beside_the_rows(table)]
    problems += near_names([one.row for one in found], accounts)
    return numbered(found, problems)


def beside_the_rows(table: Table) -> Iterator[Problem]:
    """The lines of a table's sheet that aren't rows of it: headings that stand there again, and another table."""
    for number in table.again:
        yield Problem(Kind.HEADINGS_AGAIN, number)
    for row in table.below:
        yield Problem(Kind.BELOW, row.number, text_of(row.cells[0]))


def _is_total(row: DealRow) -> bool:
    """A line that adds up the others: it is called so, perhaps with how many there are, and is nothing else."""
    called = name_key(row.name).partition("(")[0].strip(" :")
    return called in TOTALS and row.id in ("", row.name) and not row.stage and row.created is None


def _notes(table: Table) -> set[int]:
    """The numbers of the lines below the last deal that hold one text, for example "Confidential, do not share it"."""
    found: set[int] = set()
    short: list[int] = []
    below = table.rows[-1].number + 1 if table.rows else 0
    for row in reversed(table.rows):
        if row.number + 1 < below:
            found.update(short)  # an empty line sets them apart, so they are notes however short they are
            short = []
        filled = [text_of(cell) for cell in row.cells if not says_nothing(cell)]
        if len(table.columns) < NOTE_COLUMNS or len(filled) != 1:
            break
        if len(filled[0].split()) >= NOTE_WORDS and not short:
            found.add(row.number)
        else:
            short.append(row.number)
        below = row.number
    return found


def _key(row: DealRow, nth: Counter[str]) -> str:
    """By the file's own id; without one by what a deal keeps from file to file, and the how-manieth it is of those."""
    if row.id:
        return f"id {row.id}"[:200]
    kept = "\n".join((name_key(row.name), company_key(row.account), name_key(row.product), str(row.created or "")))
    digest = sha256(kept.encode()).hexdigest()[:24]
    nth[digest] += 1
    return f"row {digest} {nth[digest]}"


def numbered(rows: Sequence[CheckedRow], problems: list[Problem]) -> list[CheckedRow]:
    """The rows, with a number behind the name of an open deal whose name the file has before: "Acme (2)"."""
    taken: set[str] = {name_key(one.row.name) for one in rows if one.row.state == "open"}
    seen: set[str] = set()
    found: list[CheckedRow] = []
    for one in rows:
        name = one.row.name
        if one.row.state == "open" and name_key(name) in seen:
            name = _free(name, taken)
            problems.append(Problem(Kind.NAMED_AGAIN, one.row.number, one.row.name, name))
        if one.row.state == "open":
            seen.add(name_key(name))
            taken.add(name_key(name))
        found.append(one if name == one.row.name else replace(one, row=replace(one.row, name=name)))
    return found


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while name_key(shown := f"{name[:74]} ({number})") in taken:
        number += 1
    return shown


def near_names(rows: Sequence[DealRow], accounts: Iterable[str] = ()) -> list[Problem]:
    """Products and accounts that are nearly spelt alike, `GTXPro` beside `GTX Pro`: the rarer one is reported."""
    found: list[Problem] = []
    for column in ("product", "account"):
        uses = Counter(str(getattr(row, column)) for row in rows if getattr(row, column))
        if column == "account":
            uses.update(dict.fromkeys(accounts, len(rows)))
        near = _nearly(uses)
        found += _reported(rows, column, near)
    return found


def _reported(rows: Sequence[DealRow], column: str, near: Mapping[str, str]) -> Iterator[Problem]:
    for row in rows:
        name = str(getattr(row, column))
        if name in near:
            yield Problem(Kind.NEAR_NAME, row.number, name, near[name])


def _nearly(uses: Counter[str]) -> dict[str, str]:
    """Each rarer spelling with the usual one."""
    found: dict[str, str] = {}
    by_letters: dict[str, str] = {}
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, _ in uses.most_common():
        letters = "".join(letter for letter in name_key(name) if letter.isalnum())
        if (usual := by_letters.setdefault(letters, name)) != name:
            found[name] = usual
        elif len(letters) >= SHORTEST and len(by_letters) <= MOST_COMPARED:
            others = alike.setdefault(_kind_of(name), [])
            best = process.extractOne(letters, others, scorer=fuzz.ratio, score_cutoff=NEAR)
            if best:
                found[name] = by_letters[best[0]]
            others.append(letters)
    return found


DIGIT = re.compile(r"\d")


def _kind_of(name: str) -> tuple[str, ...]:
    """What two spellings of one name share: how it begins, and its words with digits. "Plant 1" is not "Plant 2"."""
    words = name_key(name).split()
    return (words[0][:1], *filter(DIGIT.search, words))
