"""Line by line: what the figures are counted from, made of each deal's line and moves.

The store makes the same of its columns; it has to come to the same. Here it is made of few deals that are at hand.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from statistics import median

from process.adherence import KEPT, Decided, DecidedDeals, Gates, Kept
from process.alike import Alike
from process.customers import Customer, customers, key_of, since
from process.deal import counts_as_won
from process.figures import Attempt, DealLine, Move, Span, in_span
from process.flywheel import Flywheel, Link, Links
from process.stays import DAY, Passage, Passages, Stay, stays
from process.totals import RULES
from process.worth import Sum, sum_of


def closing_in(lines: Iterable[DealLine], first: date, last: date) -> list[DealLine]:
    """The deals with a close date from one day to another, both of them included."""
    return [line for line in lines if line.close_date and first <= line.close_date <= last]


def alike(lines: Iterable[DealLine], span: Span | None = None) -> tuple[Alike, ...]:
    """The deals alike, by owner; with a span it says what was won and ended in it."""
    found: dict[Alike, tuple[int, Decimal, int]] = {}
    for line in lines:
        one = _of_line(line, span)
        key = replace(one, sum=Sum(0, one.sum.currency), waivers=0)
        deals, amount, waivers = found.get(key, (0, Decimal(), 0))
        found[key] = (deals + 1, amount + one.sum.amount, waivers + one.waivers)
    return tuple(_grouped(key, *counts) for key, counts in found.items())


def _grouped(key: Alike, deals: int, amount: Decimal, waivers: int) -> Alike:
    return replace(key, sum=Sum(deals, key.sum.currency, amount), waivers=waivers)


def _of_line(line: DealLine, span: Span | None) -> Alike:
    return Alike(
        line.stage,
        line.state,
        counts_as_won(line.state, line.won),
        line.kind,
        line.lost_as,
        sum_of(line.amount),
        line.waived,
        in_span(line.won_at, span),
        in_span(line.ended_at, span),
        line.owner,
    )


def stays_of(lines: Iterable[DealLine], moves: Iterable[Move]) -> list[tuple[DealLine, Stay]]:
    """The stays of each deal that counts, with its line. Moves of other deals are left aside."""
    theirs: dict[str, list[Move]] = {}
    for move in moves:
        theirs.setdefault(move.deal, []).append(move)
    found: list[tuple[DealLine, Stay]] = []
    for line in lines:
        if line.state != "withdrawn":
            found += [(line, stay) for stay in stays(theirs.get(line.id, ()), line.stage)]
    return found


def passages(lines: Iterable[DealLine], moves: Iterable[Move], span: Span | None = None) -> Passages:
    """How these deals left the stages; of a span, what passed and ended in it."""
    passed: Counter[Passage] = Counter()
    ended: Counter[Passage] = Counter()
    days: dict[str, list[float]] = {}
    for line, stay in stays_of(lines, moves):
        if stay.last:
            one = _passage(line, stay)
            passed[one] += in_span(stay.passed, span)
            ended[one] += in_span(line.ended_at, span)
        if stay.days is not None and in_span(stay.passed, span):
            days.setdefault(stay.stage, []).append(stay.days)
    groups = [replace(one, passed_then=passed[one], ended_then=ended[one]) for one in passed]
    counting = tuple(one for one in groups if one.passed_then or one.ended_then)
    return Passages(counting, {stage: median(some) for stage, some in days.items()})


def _passage(line: DealLine, stay: Stay) -> Passage:
    return Passage(stay.stage, line.stage, line.state, stay.entered, stay.passed is not None, 0, 0)


def gates(lines: Iterable[DealLine], moves: Iterable[Move], span: Span | None = None) -> list[Gates]:
    """The gates that these deals passed last, by owner; of a span, those passed in it."""
    counted: Counter[tuple[str, bool]] = Counter()
    for line, stay in stays_of(lines, moves):
        if stay.last and stay.passed is not None and in_span(stay.passed, span):
            counted[line.owner, not stay.waivers] += 1
    return [Gates(owner, clean, number) for (owner, clean), number in counted.items()]


def attempts_by(lines: Iterable[DealLine], attempts: Iterable[Attempt], span: Span | None = None) -> dict[str, int]:
    """How many skip attempts each of ours made on these deals; of a span, those in it."""
    known = {line.id for line in lines if line.state != "withdrawn"}
    tried = [attempt.by for attempt in attempts if attempt.deal in known and in_span(attempt.at, span)]
    return dict(Counter(tried))


def decided(lines: Iterable[DealLine], moves: Iterable[Move], span: Span | None = None) -> Decided:
    """Those of the deals that were won or lost; of a span, in it."""
    lines = tuple(lines)
    waived = {move.deal for move in moves if move.waived} | {line.id for line in lines if line.waived}
    counted: Counter[DecidedDeals] = Counter()
    days: dict[Kept, list[float]] = {}
    for line in lines:
        if not _is_decided(line, span):
            continue
        one = _decided(line, line.id in waived)
        counted[one] += 1
        took = days_between(line.began, line.won_at)
        for kept in KEPT:
            if one.won and took is not None and KEPT[kept](one):
                days.setdefault(kept, []).append(took)
    groups = tuple(replace(one, deals=deals) for one, deals in counted.items())
    return Decided(groups, {kept: median(some) for kept, some in days.items()})


def _is_decided(line: DealLine, span: Span | None) -> bool:
    one = _of_line(line, span)
    return RULES["won"].counts(one) or RULES["lost"].counts(one)


def _decided(line: DealLine, waived: bool) -> DecidedDeals:
    whole = line.amount is not None and line.close_date is not None and not line.alone
    return DecidedDeals(counts_as_won(line.state, line.won), bool(line.slips), waived, whole)


def days_between(began: datetime, won_at: datetime | None) -> float | None:
    """How many days a deal took from its beginning to the win; None where that isn't known."""
    return (won_at - began).total_seconds() / DAY if won_at else None


def adherence_parts(
    lines: Sequence[DealLine], moves: Sequence[Move], attempts: Sequence[Attempt], span: Span | None = None
) -> tuple[tuple[Alike, ...], list[Gates], dict[str, int], Decided]:
    """All that `adherence` counts from."""
    return (
        alike(lines, span),
        gates(lines, moves, span),
        attempts_by(lines, attempts, span),
        decided(lines, moves, span),
    )


def flywheel(lines: Iterable[DealLine], most: int = 1_000, owner: str = "") -> Flywheel:
    """The flywheel of these deals, at most so many of each list. `latest` can be asked for of one owner only."""
    counting = [line for line in lines if line.state != "withdrawn"]
    found = customers(counting)
    return Flywheel(
        stand=Counter(one.progress for one in found),
        customers=found[:most],
        latest=_latest_wins(found, owner)[:most],
        to_ask=_to_ask(found, counting),
        referrals=links((line for line in counting if line.kind == "referral"), counting, most),
    )


def _latest_wins(found: Iterable[Customer], owner: str) -> tuple[DealLine, ...]:
    latest = [one.won[-1] for one in found if owner in ("", one.won[-1].owner)]
    return tuple(sorted(latest, key=lambda line: (since(line) or line.entered, line.id)))


def _to_ask(found: Iterable[Customer], lines: Iterable[DealLine]) -> str:
    """The first account that was served to the end, and from which no referral came."""
    accounts = {line.id: key_of(line) for line in lines}
    gave = {accounts.get(line.parent, "") for line in lines if line.kind == "referral"}
    asked = (one.account for one in found if one.turns and key_of(one.won[0]) not in gave)
    return next(asked, "")


def links(some: Iterable[DealLine], lines: Iterable[DealLine], most: int = 1_000) -> Links:
    """Those of some deals that came out of another one, the latest of them with its name. `lines` are all deals."""
    names = {line.id: line.name for line in lines if line.state != "withdrawn"}
    linked = [line for line in some if line.parent and line.state != "withdrawn"]
    linked.sort(key=lambda line: (line.began, line.id))
    latest = [Link(it.id, it.name, it.kind, it.parent, names.get(it.parent, "")) for it in linked[-most:]]
    return Links(len(linked), tuple(latest))
