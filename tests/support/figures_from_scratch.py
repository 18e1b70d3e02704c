"""Figures from scratch: counted from every deal and every fact of its ledger, to be compared with what is stored."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.store import adherence, customers, deal_lines, deal_queries, figures, ledger, links, passages
from bot.store.figures import Asked
from bot.store.names import company_key
from process import undo
from process.deal import Deal
from process.facts import (
    Advanced,
    Began,
    Changed,
    Churned,
    CycleClosed,
    Decided,
    Entry,
    Fact,
    Imported,
    Lost,
    Met,
    PlaybookMoved,
    Reopened,
    SentBack,
    SkipAttempted,
    Withdrawn,
)
from process.facts.imports import UNDONE
from process.figures import Attempt, DealLine, Move, Span, close_date_slips
from process.flywheel import Flywheel
from process.line_by_line import adherence_parts, alike, flywheel
from process.line_by_line import links as links_of
from process.line_by_line import passages as passed
from process.totals import RULES

MOST = 1_000
"""More than any of the companies has."""


@dataclass(frozen=True)
class Known:
    """Every deal's line, every move and every skip attempt."""

    lines: Sequence[DealLine]
    moves: Sequence[Move]
    attempts: Sequence[Attempt]

    def of(self, owners: Iterable[str] | None) -> "Known":
        """Only the deals of these owners."""
        return self if owners is None else replace(self, lines=[one for one in self.lines if one.owner in set(owners)])


def known(tx: Connection, tenant: str) -> Known:
    """All of a tenant, read entry by entry."""
    lines: list[DealLine] = []
    moves: list[Move] = []
    attempts: list[Attempt] = []
    for deal in deal_queries.every(tx, tenant):
        entries = ledger.of_deal(tx, tenant, deal.id)
        moves += [move for entry in entries for move in _moves(deal.id, entry)]
        attempts += [_attempt(deal.id, entry) for entry in entries if isinstance(entry.fact, SkipAttempted)]
        if deal.lost_as != UNDONE:
            lines.append(_line(deal, entries))
    return Known(lines, moves, attempts)


def _moves(deal: str, entry: Entry) -> list[Move]:
    match entry.fact:
        case Began(begun) | Imported(begun):
            return [Move(deal, entry.at, "", begun.stage)]
        case Advanced(left, stage, waivers):
            return [Move(deal, entry.at, left, stage, gate=True, waived=len(waivers))]
        case CycleClosed(stage, waivers):
            return [Move(deal, entry.at, stage, "", gate=True, waived=len(waivers))]
        case SentBack() | PlaybookMoved() as fact if fact.left != fact.stage:
            return [Move(deal, entry.at, fact.left, fact.stage)]
        case Reopened() as fact:
            return [Move(deal, entry.at, fact.left, fact.stage)]
        case _:
            return []


def _attempt(deal: str, entry: Entry) -> Attempt:
    assert isinstance(entry.fact, SkipAttempted)
    return Attempt(deal, entry.by, entry.at, entry.fact.asked, entry.fact.stage, entry.fact.missing)


def _line(deal: Deal, entries: Sequence[Entry]) -> DealLine:
    won = [entry.at for entry in entries if _wins(entry.fact)]
    won += [deal.won] if deal.won and not won else []  # a test can begin with a deal that is won
    ended = [entry.at for entry in entries if isinstance(entry.fact, Lost | Churned | CycleClosed | Withdrawn)]
    dates = [entry.fact for entry in undo.standing(entries) if _dated(entry)]
    return DealLine(
        deal.id,
        deal.name,
        deal.account,
        deal.owner,
        deal.stage,
        deal.state,
        deal.amount,
        deal.began,
        deal.entered,
        deal.kind,
        deal.parent,
        won=bool(won) and deal.state not in ("lost", "withdrawn"),
        waived=len(deal.waivers),
        lost_as=deal.lost_as,
        close_date=deal.close_date,
        won_at=min(won, default=None),
        ended_at=max(ended, default=None) if deal.state != "open" else None,
        alone=any(_alone(entry) for entry in entries),
        slips=close_date_slips([fact for fact in dates if isinstance(fact, Changed)]),
        customer=company_key(deal.account),
    )


def _wins(fact: Fact) -> bool:
    return isinstance(fact, CycleClosed) or (isinstance(fact, Decided | PlaybookMoved) and fact.won)


def _dated(entry: Entry) -> bool:
    return isinstance(entry.fact, Changed) and entry.fact.attribute == "close date"


def _alone(entry: Entry) -> bool:
    match entry.fact:
        case Decided(marks=marks):
            return "alone" in marks
        case Met(evidence=given):
            return any("alone" in one.marks for one in given)
        case _:
            return False


def differences(tx: Connection, tenant: str, span: Span | None = None) -> list[str]:
    """What the stored figures say otherwise than the deals and their ledgers: of everyone, and of each owner."""
    every = known(tx, tenant)
    owners = {line.owner for line in every.lines}
    found = _differences(tx, Asked(tenant, None, span), every)
    for owner in sorted(owners):
        found += _differences(tx, Asked(tenant, frozenset({owner}), span), every.of([owner]))
    return found if span else [*found, *_on_the_wheel(tx, tenant, every.lines)]


def _differences(tx: Connection, asked: Asked, every: Known) -> list[str]:
    groups, gates, tried, decided = adherence_parts(every.lines, every.moves, every.attempts, asked.span)
    stored_ends = adherence.decided(tx, asked)
    pairs: dict[str, tuple[Any, Any]] = {
        "groups": (Counter(figures.alike(tx, asked, by_owner=True)), Counter(groups)),
        "gates": (Counter(adherence.gates(tx, asked)), Counter(gates)),
        "attempts": (adherence.attempts(tx, asked), tried),
        "decided": (Counter(stored_ends.groups), Counter(decided.groups)),
        "decided days": (stored_ends.days, decided.days),
    }
    stored, counted = passages.passages(tx, asked), passed(every.lines, every.moves, asked.span)
    pairs["passages"] = (Counter(stored.groups), Counter(counted.groups))
    pairs["days"] = (stored.days, counted.days)
    for standing in RULES:
        ids, number = deal_lines.counted_as(tx, standing, asked, most=MOST)
        theirs = {line.id for line in every.lines if RULES[standing].counts(alike([line], asked.span)[0])}
        pairs[standing] = ((set(ids), number), (theirs, len(theirs)))
    return _unlike(pairs)


def _unlike(pairs: Mapping[str, tuple[Any, Any]]) -> list[str]:
    return [f"{name}: stored {here}, counted {there}" for name, (here, there) in pairs.items() if here != there]


def _on_the_wheel(tx: Connection, tenant: str, lines: Sequence[DealLine]) -> list[str]:
    """The same for the flywheel, with what each owner can renew."""
    pairs: dict[str, tuple[Any, Any]] = {
        "flywheel": (_seen(_stored_wheel(tx, tenant)), _seen(flywheel(lines))),
        "links": (links.links(tx, tenant, MOST), links_of(lines, lines)),
    }
    for owner in {line.owner for line in lines}:
        stored, counted = customers.latest_wins(tx, tenant, MOST, owner), flywheel(lines, owner=owner).latest
        pairs[f"latest wins of {owner}"] = (_ids(stored), _ids(counted))
    return _unlike(pairs)


def _stored_wheel(tx: Connection, tenant: str) -> Flywheel:
    return Flywheel(
        customers.stand(tx, tenant),
        tuple(customers.first(tx, tenant, MOST)),
        tuple(customers.latest_wins(tx, tenant, MOST)),
        customers.to_ask(tx, tenant),
        links.links(tx, tenant, MOST, referrals=True),
    )


def _seen(wheel: Flywheel) -> tuple[Any, ...]:
    """What a person sees of it: of each deal its id."""
    first = [(one.account, one.turns, _ids(one.won), _ids(one.later)) for one in wheel.customers]
    return dict(wheel.stand), first, _ids(wheel.latest), wheel.to_ask, wheel.referrals


def _ids(lines: Sequence[DealLine]) -> list[str]:
    return [line.id for line in lines]


def parts(first: datetime, last: datetime) -> list[Span]:
    """The first and the second half of a stretch of time."""
    middle = first + (last - first) / 2
    return [Span(first, middle), Span(middle, last)]
