"""Rows of people, read by their mapping: our colleagues as another system lists them."""

from dataclasses import dataclass

from bot.records.checked_rows import beside_the_rows
from bot.records.known_rows import text_in
from bot.records.mapping import ColumnMapping
from bot.records.problems import Kind, Problem
from bot.spreadsheet.fields import plain_heading
from bot.spreadsheet.sheet import Table
from process.colleague import Role

ROLES: dict[Role, tuple[str, ...]] = {
    "manager": ("manager", "sales manager", "head of sales", "sales director", "team lead", "vertriebsleiter"),
    "account manager": ("account manager", "customer success manager", "csm", "key account manager"),
    "admin": ("admin", "administrator"),
    "rep": ("rep", "sales rep", "sales agent", "account executive", "ae", "sales", "vertrieb", "sales executive"),
}
"""What other systems call our roles."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A colleague of a file; `manager` is a name or an e-mail."""

    number: int
    name: str
    email: str
    role: Role
    manager: str = ""


def read_people(table: Table, mapping: ColumnMapping, problems: list[Problem]) -> list[PersonRow]:
    """The rows that come in; each of the others gets its problem."""
    seen: dict[str, int] = {}
    found: list[PersonRow] = []
    for row in table.rows:
        name = text_in(row, table, mapping, "name") or text_in(row, table, mapping, "first_name", "last_name")
        email = text_in(row, table, mapping, "email").casefold()
        if "@" not in email:
            problems.append(Problem(Kind.NO_EMAIL, row.number, name))
        elif seen.setdefault(email, row.number) != row.number:
            problems.append(Problem(Kind.TWICE, row.number, email, str(seen[email])))
        else:
            role = _role(text_in(row, table, mapping, "role"), row.number, problems)
            manager = text_in(row, table, mapping, "manager")
            found.append(PersonRow(row.number, name or email, email, role, manager))
    problems += beside_the_rows(table)
    return found


def _role(words: str, number: int, problems: list[Problem]) -> Role:
    """The role that words name; a rep where they name none of ours."""
    for role, known in ROLES.items():
        if plain_heading(words) in known:
            return role
    if words:
        problems.append(Problem(Kind.UNKNOWN_ROLE, number, words))
    return "rep"
