"""Rows of deals: each row of a table read by its mapping, with everything that is odd about it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from bot.language.values.names import LONGEST_NAME, SIGNS, tidy
from bot.records.answers import AnswerReader
from bot.records.currency import currency_of
from bot.records.mapping import ColumnMapping, column_of
from bot.records.owners import Owners
from bot.records.problems import Kind, Problem
from bot.spreadsheet.amounts import read_amount, says_nothing
from bot.spreadsheet.days import read_day
from bot.spreadsheet.fields import FLAGS, fields_of
from bot.spreadsheet.flags import read_flag
from bot.spreadsheet.sheet import NO_RESULT, Number, Row, Table, is_fault, text_of
from bot.spreadsheet.stages import RowState, is_end, state_of
from process.money import Money
from process.playbook import Exit

LINK = re.compile(r"\s*\(https?://[^\s()]*\)")
MOST_TEXT = 500
"""Characters of a cell that are kept."""


@dataclass(frozen=True, slots=True)
class DealRow:
    """One deal of a file. `claim` is the key of the stage that the file claims, `stage` its own word for it.

    `owner` is a person's id, or "" where the file names no colleague; `owner_words` are the file's. `answers` are
    what it says of exits, by their keys, in canonical words.
    """

    number: int
    id: str = ""
    name: str = ""
    account: str = ""
    product: str = ""
    amount: Money | None = None
    state: RowState = "open"
    stage: str = ""
    claim: str = ""
    owner: str = ""
    owner_words: str = ""
    created: date | None = None
    close_date: date | None = None
    closed: date | None = None
    lost_reason: str = ""
    contact: str = ""
    contact_email: str = ""
    answers: tuple[tuple[str, str], ...] = ()


class DealReader:
    """Reads the rows of one table; the problems it meets are gathered in `problems`."""

    def __init__(
        self, table: Table, mapping: ColumnMapping, owners: Owners, exits: Mapping[str, Exit] = MappingProxyType({})
    ) -> None:
        self.table, self.mapping, self.owners = table, mapping, owners
        self.problems: list[Problem] = []
        self.answers = AnswerReader(table, mapping, owners, exits)
        self._columns = {one.key: column_of(table, mapping, one.key) for one in fields_of(mapping.kind)}
        self._held = [column for column in self._columns.values() if column >= 0]
        self._flags = [self._columns[key] for key in FLAGS] if mapping.kind == "deals" else []

    def rows(self) -> Iterator[DealRow]:
        for row in self.table.rows:
            yield self.read(row)

    def read(self, row: Row) -> DealRow:
        account, product = self._text(row, "account"), self._text(row, "product")
        state, stage, claim = self._state(row)
        owner_words = self._text(row, "owner") or self._text(row, "owner_email")
        found = DealRow(
            number=row.number,
            id=self._text(row, "id"),
            account=account,
            product=product,
            amount=self._amount(row),
            state=state,
            stage=stage,
            claim=claim,
            owner=self._owner(row, owner_words),
            owner_words=owner_words,
            created=self._day(row, "created"),
            close_date=self._day(row, "close_date"),
            closed=self._day(row, "closed"),
            lost_reason=self._text(row, "lost_reason"),
            contact=self._text(row, "contact"),
            contact_email=self._text(row, "contact_email"),
            answers=self.answers.of(row),
            name=self._name(row, account, product),
        )
        self._look_at(found)
        self._look_for_faults(row)
        return found

    def _text(self, row: Row, key: str) -> str:
        column = self._columns[key]
        cell = row.at(column) if column >= 0 else ""
        return "" if cell == "" or says_nothing(cell) else tidy(without_links(text_of(cell)))[:MOST_TEXT]

    def _problem(self, kind: Kind, row: Row, words: str = "", other: str = "") -> None:
        self.problems.append(Problem(kind, row.number, words, other))

    def _name(self, row: Row, account: str, product: str) -> str:
        """By its name, else by account and product, else by its id."""
        parts = f"{account}, {product}" if account and product else account
        said = self._text(row, "name") or parts or self._text(row, "id") or product
        fit = fitting(said)
        if fit != said:
            self._problem(Kind.NAME_CHANGED, row, said, fit)
        return fit

    def _amount(self, row: Row) -> Money | None:
        cell = row.at(self._columns["amount"])
        if says_nothing(cell):
            return None
        amount = read_amount(cell, self.mapping.decimal)
        if amount is None:
            self._problem(Kind.NO_AMOUNT, row, text_of(cell))
            return None
        if amount.value < 0:
            self._problem(Kind.BELOW_ZERO, row, text_of(cell))
            return None
        currency = "" if isinstance(cell, Number) and _is_a_unit(amount.currency) else amount.currency
        return self._money(row, amount.value, currency)

    def _money(self, row: Row, value: Decimal, written: str) -> Money | None:
        said = self._text(row, "currency") or written
        currency = currency_of(said) or currency_of(written) if said else self.mapping.currency
        if not currency:
            self._problem(Kind.UNKNOWN_CURRENCY, row, said)
            return None
        money = Money(value, currency)
        if money.sound():
            return money
        self._problem(Kind.NO_AMOUNT, row, str(value))
        return None

    def _day(self, row: Row, key: str) -> date | None:
        cell = row.at(self._columns[key])
        if says_nothing(cell):
            return None
        day = read_day(cell, self.mapping.days)
        if day is None:
            words = text_of(cell)
            letters = words.replace(" ", "").replace(".", "").isalpha()
            self._problem(Kind.NAME_AS_DAY if letters else Kind.NO_DAY, row, words, key)
        return day

    def _state(self, row: Row) -> tuple[RowState, str, str]:
        """The row's state, the file's word for its stage, and the stage that it claims."""
        word, said = self._text(row, "stage"), self._text(row, "state")
        meaning = self.mapping.stages.get(word, "")
        ended: RowState | None = "won" if meaning == "won" else None
        if meaning == "lost":
            ended = "lost"
        if word and not meaning:
            self._problem(Kind.UNKNOWN_STAGE, row, word)
        named = state_of(said) if said else None
        if said and named is None:
            self._problem(Kind.UNKNOWN_STATE, row, said)
        if named and word and named != (ended or "open") and not (ended is None and is_end(said) == "lost"):
            self._problem(Kind.STATE_AND_STAGE, row, said, word)
        named = named or self._flagged(row)
        by_state = named if self.mapping.trust == "state" or not word else ended or "open"
        state = by_state or ended or "open"
        return state, word, meaning if state == "open" and not ended else ""

    def _flagged(self, row: Row) -> RowState | None:
        """The state that columns like "Is Won" and "Is Closed" say; None where they say too little."""
        if max(self._flags) < 0:
            return None
        won, lost, closed = (read_flag(row.at(column)) for column in self._flags)
        if won:
            return "won"
        return "lost" if lost or (closed and won is False) else None

    def _owner(self, row: Row, words: str) -> str:
        found = self.owners.meant(self._text(row, "owner_email"), words)
        if words and not found:
            self._problem(Kind.UNKNOWN_OWNER, row, words)
        if len(found) > 1:
            self._problem(Kind.TWO_OWNERS, row, words)
        return found[0] if len(found) == 1 else ""

    def _look_at(self, row: DealRow) -> None:
        """What only shows from several cells together."""
        end = row.closed or (row.close_date if row.state != "open" else None)
        if row.created and end and end < row.created:
            self.problems.append(Problem(Kind.CLOSED_BEFORE_CREATED, row.number, str(end), str(row.created)))
        if row.state == "won" and row.amount is None:
            self.problems.append(Problem(Kind.WON_WITHOUT_AMOUNT, row.number, row.name))

    def _look_for_faults(self, row: Row) -> None:
        """Cells in which a spreadsheet couldn't calculate what should stand there."""
        for column in self._held:
            cell = row.at(column)
            if isinstance(cell, str) and cell[:1] == "#" and is_fault(cell):
                kind = Kind.NO_RESULT if cell == NO_RESULT else Kind.CELL_FAULT
                self._problem(kind, row, text_of(cell), self.table.columns[column])


def without_links(text: str) -> str:
    """A text without the address that Notion and Airtable write behind what a cell links to."""
    return LINK.sub("", text) if "(http" in text else text


def _is_a_unit(said: str) -> bool:
    """Whether a number's format shows three letters that name something else, for example PCS."""
    return said.isascii() and said.isalpha() and said.isupper() and not currency_of(said)


def fitting(said: str) -> str:
    """A name that a deal can have: without the signs that chats go by, and not too long."""
    bare = tidy("".join(" " if letter in SIGNS else letter for letter in said))
    if not any(letter.isalnum() for letter in bare):
        return ""
    return bare if len(bare) <= LONGEST_NAME else bare[: LONGEST_NAME - 1].rstrip() + "…"
