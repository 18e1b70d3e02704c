"""Rows of contacts and of accounts, read by their mapping."""

from dataclasses import dataclass

from bot.records.checked_rows import beside_the_rows
from bot.records.deal_rows import MOST_TEXT, fitting, without_links
from bot.records.mapping import ColumnMapping, column_of
from bot.records.problems import Kind, Problem
from bot.spreadsheet.amounts import says_nothing
from bot.spreadsheet.sheet import Row, Table, text_of
from bot.store.names import company_key, name_key


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A contact or an account of a file. `body` is what is kept of it: "Carla Chen, CFO, carla@acme.example"."""

    number: int
    key: str
    name: str
    account: str
    body: str


def read_rows(table: Table, mapping: ColumnMapping, problems: list[Problem]) -> list[KnownRow]:
    """The rows that come in; each of the others gets its problem."""
    seen: dict[str, int] = {}
    found: list[KnownRow] = []
    for row in table.rows:
        one = _read(row, table, mapping)
        if one is None:
            problems.append(Problem(Kind.NO_NAME, row.number))
        elif seen.setdefault(one.key, row.number) != row.number:
            problems.append(Problem(Kind.TWICE, row.number, one.name, str(seen[one.key])))
        else:
            found.append(one)
    problems += beside_the_rows(table)
    return found


def text_in(row: Row, table: Table, mapping: ColumnMapping, *fields: str) -> str:
    """What these fields of a row say, one after another."""
    cells = [row.at(column_of(table, mapping, field)) for field in fields]
    return " ".join(without_links(text_of(cell)) for cell in cells if not says_nothing(cell))[:MOST_TEXT]


def _read(row: Row, table: Table, mapping: ColumnMapping) -> KnownRow | None:
    name = fitting(text_in(row, table, mapping, "name") or text_in(row, table, mapping, "first_name", "last_name"))
    if mapping.kind == "accounts":
        return KnownRow(row.number, company_key(name), name, name, name) if name else None
    email, role = text_in(row, table, mapping, "email"), text_in(row, table, mapping, "role")
    account = text_in(row, table, mapping, "account") or text_in(row, table, mapping, "deal")
    body = ", ".join(part for part in (name, role, email) if part)
    if not (name or email):
        return None
    key = f"{company_key(account)} {email.casefold() or name_key(name)}"[:200]
    return KnownRow(row.number, key, name or email, account, body)
