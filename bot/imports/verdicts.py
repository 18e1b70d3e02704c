"""Verdicts: what becomes of each row, by what was imported before and by what happened here since."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.records.checked_rows import CheckedRow
from bot.records.deal_rows import DealRow
from bot.records.plan import What
from bot.records.problems import Kind, Problem
from bot.store.imports import ImportedRow
from bot.store.names import company_key, name_key
from process.deal import Deal
from process.facts import Changed
from process.money import Money


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one row. For a deal: what changes, its new `owner`, a new claim, new `answers`."""

    what: What
    changes: tuple[Changed, ...] = ()
    owner: str = ""
    claim: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def body_of(row: DealRow, owner: str) -> str:
    """What the file says of a deal that the next import compares; `owner` is who got it."""
    said: dict[str, object] = {"answers": dict(row.answers)} if row.answers else {}
    return json.dumps(
        {
            "state": row.state,
            "amount": str(row.amount or ""),
            "close date": row.close_date.isoformat() if row.close_date else "",
            "product": row.product,
            "owner": owner,
            "claim": row.claim,
            **said,
        }
    )


def judge(one: CheckedRow, known: ImportedRow | None, deal: Deal | None, namesake: Deal | None, owner: str) -> Verdict:
    """The verdict on a row. `known` is the row as it was imported before, `deal` what it became.

    `namesake` is another open deal here with its name; `owner` gets the deal.
    """
    row = one.row
    if known is None:
        return _first_time(row, namesake)
    if not _is_same(row, known):
        return _left_out(Kind.OTHER_DEAL, row, known.name)
    if not known.deal:
        return _history_again(row, known, owner)
    if deal is None or deal.state == "withdrawn":
        return Verdict("same")
    return _again(row, json.loads(known.body), deal)


def _first_time(row: DealRow, namesake: Deal | None) -> Verdict:
    if row.state == "open":
        return _left_out(Kind.NAME_TAKEN, row, namesake.name) if namesake else Verdict("new")
    # Deals of one file often share a name; a deal that was begun here has to be looked at by a person.
    if namesake and namesake.imported is None:
        return _left_out(Kind.OPEN_HERE, row, row.state)
    return Verdict("history")


def _is_same(row: DealRow, known: ImportedRow) -> bool:
    """Whether an id still means the deal that it meant: another system counts from 1 too.

    A deal that was renamed there has its account or its creation day still.
    """
    named = name_key(row.name) == name_key(known.name)
    of_account = bool(known.account_key) and company_key(row.account) == known.account_key
    return named or of_account or (row.created is not None and row.created == known.began)


def _left_out(kind: Kind, row: DealRow, other: str = "") -> Verdict:
    return Verdict("left out", problems=(Problem(kind, row.number, row.name, other),))


def _history_again(row: DealRow, known: ImportedRow, owner: str) -> Verdict:
    if row.state == "open":
        return _left_out(Kind.WON_BEFORE, row, known.state)
    return Verdict("same" if known.body == body_of(row, owner) else "changed")


def _again(row: DealRow, before: Mapping[str, Any], deal: Deal) -> Verdict:
    if row.state != "open":
        # A row never closes a deal that is open here.
        reported = (Problem(Kind.CLOSED_THERE, row.number, deal.name, row.state),) if deal.state == "open" else ()
        return Verdict("same", problems=reported)
    changes, problems = _differences(row, before, deal)
    # An owner who isn't known here takes the deal from no one.
    moved = row.owner if row.owner not in ("", before["owner"], deal.owner) and before["owner"] == deal.owner else ""
    claim = bool(row.claim) and row.claim != before["claim"]
    if changes and (deal.is_won or deal.state != "open"):
        kind = Kind.AFTER_WIN if deal.is_won else Kind.NOT_CHANGED
        problems = [*problems, *(Problem(kind, row.number, deal.name, change.attribute) for change in changes)]
        return Verdict("same", problems=tuple(problems))
    answers = _new_answers(row, before.get("answers", {}), deal)
    news = bool(changes or moved or claim or answers) and deal.state == "open"
    return Verdict("changed" if news else "same", tuple(changes), moved, claim, answers, tuple(problems))


def _new_answers(row: DealRow, before: Mapping[str, str], deal: Deal) -> dict[str, str]:
    """What the file says of exits since the last import, and no one answered here."""
    new = [(key, value) for key, value in row.answers if before.get(key) != value]
    return {key: value for key, value in new if key not in deal.evidence and deal.claimed.get(key) != value}


def _differences(row: DealRow, before: Mapping[str, str], deal: Deal) -> tuple[list[Changed], list[Problem]]:
    """What the file changes, and what was changed here since, which stays. An empty cell says nothing."""
    changes: list[Changed] = []
    problems: list[Problem] = []
    for change, there, here in _values(row, deal):
        if not there or there == here:
            continue
        untouched = here == before[change.attribute]
        if untouched and there != before[change.attribute]:
            changes.append(change)
        elif not untouched:
            problems.append(Problem(Kind.CHANGED_HERE, row.number, f"{deal.name}: {there}", here or "nothing"))
    return changes, problems


def _values(row: DealRow, deal: Deal) -> list[tuple[Changed, str, str]]:
    """Each attribute as a change, with its value in the file and here, in canonical words."""
    amount, day = str(deal.amount or ""), _day(deal.close_date)
    return [
        (Changed("amount", amount, amount=row.amount), _amount(row.amount), amount),
        (Changed("close date", day, close_date=row.close_date), _day(row.close_date), day),
        (Changed("product", deal.product, product=row.product), row.product, deal.product),
    ]


def _amount(amount: Money | None) -> str:
    return str(amount) if amount else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
