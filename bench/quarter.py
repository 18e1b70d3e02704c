"""A quarter of a team of ten: whom the clock nudged, beside what was truly forgotten and what legitimately waited.

Nobody answers a nudge here, so that the deals live as they would have without one. Every stretch of a deal's life
counts once, however often it was nudged.
"""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from random import Random

from sqlalchemy import Connection, select

from bench.lives import NEGLECT, STAGES, Deed, Event, Life, Stretch, lives
from bot.jobs.nudge import nudge
from bot.jobs.sweep import sweep
from bot.store import deals, people, playbooks
from bot.store.mail import dues as rows
from bot.store.store import Store
from process import playbook
from process.colleague import Colleague
from process.deal import Deal
from process.evidence import Evidence
from process.facts import Advanced, Began, Changed, Closed, Engaged, Entry, Fact, Listed, Logged, Lost, Met, Waited
from process.item import Item
from process.money import Money
from process.playbook import Exit

REPS, DEALS, DAYS = 10, 15, 65
LONG = 15
"""Whoever overlooks a deal for three weeks, or until it is lost, has truly forgotten it."""

FIRST = date(2026, 1, 5)
STANDARD = files("process").joinpath("standard.toml").read_text("utf-8")
BOOK = playbook.read(STANDARD)


def run() -> None:
    """Three quarters by chance, one after the other, and all of them together."""
    scores = [quarter(REPS, DEALS, DAYS, seed) for seed in (1, 2, 3)]
    for number, score in enumerate(scores, 1):
        print(f"  quarter {number}: {spoken(score)}")
    whole = together(scores)
    print(f"  together: {spoken(whole)}")
    for truth, (nudged, stretches) in sorted(whole.by_truth.items()):
        print(f"    {truth}: {nudged} of {stretches} stretches nudged")
    for rule, (right, wrong) in sorted(whole.by_rule.items()):
        print(f"    rule {rule}: {right} nudges right, {wrong} wrong")
    right, wrong = whole.by_rule.get("long", (0, 0))
    silent = (whole.right - right) / max(1, whole.right + whole.wrong - right - wrong)
    print(f"  precision without the rule long, which is about deals that are worked on: {silent:.1%}")
    for name, share, aim in (("precision", whole.precision, 0.9), ("recall", whole.recall, 0.95)):
        print(f"  {name} {share:.1%}; aim: {aim:.0%}, {'met' if share >= aim else 'not met'}")


@dataclass(frozen=True, slots=True)
class Nudged:
    """A deal was named to somebody on a morning, first of all because of this rule."""

    day: date
    rule: str


@dataclass(frozen=True, slots=True)
class Score:
    """Nudges that were right and wrong, forgotten deals and how many of them were found, days ahead of each loss.

    `by_truth` counts stretches (nudged, all) and `by_rule` nudges (right, wrong).
    """

    right: int
    wrong: int
    forgotten: int
    found: int
    ahead: tuple[int, ...]
    by_truth: Mapping[str, tuple[int, int]]
    by_rule: Mapping[str, tuple[int, int]]

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.forgotten)


def spoken(score: Score) -> str:
    """A score in a line."""
    ahead = sorted(score.ahead)
    lost = f"first nudge {ahead[len(ahead) // 2]} working days before the loss (median of {len(ahead)})"
    precise = f"precision {score.precision:.1%} ({score.right} of {score.right + score.wrong} nudges)"
    recalled = f"recall {score.recall:.1%} ({score.found} of {score.forgotten} forgotten deals)"
    return f"{precise}, {recalled}; {lost if ahead else 'nothing was lost'}"


def together(scores: Iterable[Score]) -> Score:
    """Several quarters as one."""
    some = list(scores)
    right, wrong = sum(one.right for one in some), sum(one.wrong for one in some)
    forgotten, found = sum(one.forgotten for one in some), sum(one.found for one in some)
    ahead = tuple(days for one in some for days in one.ahead)
    truths, by_rule = _added(one.by_truth for one in some), _added(one.by_rule for one in some)
    return Score(right, wrong, forgotten, found, ahead, truths, by_rule)


def _added(tables: Iterable[Mapping[str, tuple[int, int]]]) -> dict[str, tuple[int, int]]:
    added: dict[str, tuple[int, int]] = {}
    for table in tables:
        for name, (one, other) in table.items():
            had = added.get(name, (0, 0))
            added[name] = had[0] + one, had[1] + other
    return added


def quarter(reps: int, each: int, days: int, seed: int) -> Score:
    """Live it day by day in a database of its own, with the clock's own jobs each morning, and score it."""
    team = lives(reps, each, days, Random(seed))
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/deals.db")
        tenant = _company(store, reps)
        for day in range(days):
            morning = datetime.combine(_date(day), time(8), UTC)
            sweep(store, morning)
            nudge(store, morning + timedelta(hours=1, minutes=1))
            with store.writing() as tx:
                for life in team:
                    _live(tx, tenant, life, day)
        told = _told(store)
        store.close()
    return score(team, told)


def _company(store: Store, reps: int) -> str:
    with store.writing() as tx:
        tenant = people.make_tenant(tx, "bench", "w", "us").id
        playbooks.set_current(tx, tenant, "Standard", playbooks.keep(tx, tenant, STANDARD))
        staff = [Colleague("mia", "Mia", frozenset({"manager"})), Colleague("leo", "Leo", teams=frozenset({"legal"}))]
        staff += [Colleague(f"rep{number}", f"Rep {number}", boss="mia") for number in range(reps)]
        for one in staff:
            people.admit(tx, tenant, "bench", "w", one.id, one, "", "")
    return tenant


def _date(day: int) -> date:
    """The calendar's day of a working day; there are no public holidays here."""
    weeks, rest = divmod(day, 5)
    return FIRST + timedelta(days=weeks * 7 + rest)


def _live(tx: Connection, tenant: str, life: Life, day: int) -> None:
    """Write down what happened to a deal that day."""
    at = datetime.combine(_date(day), time(15), UTC)
    if day == life.first:
        start = _start(life)
        deal = Deal(life.name, life.name, life.name, f"rep{life.rep}", BOOK.version, STAGES[start], at, at, at)
        deal = replace(_proven(deal, start, at), amount=Money.of(f"{life.amount} EUR"), product="goods")
        deals.save(tx, tenant, None, deal, [Entry(Began(deal), deal.owner, at)], "begin")
    today = [one for one in life.events if one.day == day]
    was = deals.find(tx, tenant, life.name) if today else None
    if was and was.state == "open":
        now, entries = was, []
        for one in today:
            for fact in _facts(one, now, at):
                now = _after(fact, now, at)
                entries.append(Entry(fact, now.owner, at))
        deals.save(tx, tenant, was, now, entries, f"day {day}")


def _start(life: Life) -> int:
    """The stage in which a life began: it ended in `stage`, so many gates later."""
    return life.stage - sum(one.deed == "advance" for one in life.events)


def _after(fact: Fact, deal: Deal, at: datetime) -> Deal:
    now = fact.on(deal, deal.owner, at)
    if not isinstance(fact, Advanced):
        return now
    taken = fact.stage == "account_management"
    return replace(_proven(now, STAGES.index(now.stage), at), account_manager=now.owner if taken else "")


def _facts(one: Event, deal: Deal, at: datetime) -> list[Fact]:
    day, number = _date(one.until), len(deal.listed("trigger"))
    board = Item("trigger", number + 1, "their board meets", deal.owner, at, owner=deal.owner, due=day)
    facts: dict[Deed, list[Fact]] = {
        "touch": [Logged("call", "went on")],
        "wait": [Waited(day, "they asked for it")],
        "plan": [Listed(board)],
        "happened": [Closed("trigger", number, "it did")],
        "engage": [Engaged("legal")],
        "cleared": [Met((_evidence(BOOK.exits["legal"], "leo", at),))],
        "date": [Changed("close date", "", close_date=day)],
        "lose": [Lost(deal.stage, "they went elsewhere")],
    }
    return facts[one.deed] if one.deed != "advance" else [Advanced(deal.stage, STAGES[STAGES.index(deal.stage) + 1])]


def _proven(deal: Deal, stage: int, at: datetime) -> Deal:
    """With everything proven that the stages before this one ask for."""
    exits = [item for one in BOOK.stage[:stage] for item in one.exit]
    evidence = {item.key: _evidence(item, deal.owner, at) for item in exits if item.kind != "list"}
    lists = {item.of for item in exits if item.of and "named" in item.want} - {item.list for item in deal.items}
    named = [Item(of, 1, "named", deal.owner, at, closed_at=at, how="it did") for of in sorted(lists)]
    return replace(deal, evidence={**evidence, **deal.evidence}, items=(*deal.items, *named))


def _evidence(item: Exit, by: str, at: datetime) -> Evidence:
    return Evidence(item.key, item.must or "so it is", item.attest, by, at)


def _told(store: Store) -> dict[str, list[Nudged]]:
    """On which mornings each deal was named to whoever holds it, and by which rule; managers hear the same later."""
    told: dict[str, dict[date, Nudged]] = {}
    with store.reading() as tx:
        for row in tx.execute(select(rows).where(rows.c.kind == "stall", rows.c.state == "done").order_by(rows.c.day)):
            told.setdefault(row.subject, {}).setdefault(row.day, Nudged(row.day, row.note.partition(" ")[2]))
    return {name: list(days.values()) for name, days in told.items()}


def score(team: Iterable[Life], told: Mapping[str, list[Nudged]]) -> Score:
    """Hold the nudges against the truth: nudge by nudge for precision, stretch by stretch for recall."""
    judged = [(one, _right(life, one)) for life in team for one in told.get(life.name, [])]
    stretches = [(one, _first(one, told.get(life.name, []))) for life in team for one in life.stretches]
    forgotten = [(one, first) for one, first in stretches if _forgotten(one)]
    found = [one for one, first in forgotten if first is not None]
    ahead = tuple(one.last - 1 - first for one, first in stretches if one.lost and first is not None)
    by_truth = _added({one.truth: (int(first is not None), 1)} for one, first in stretches)
    by_rule = _added({one.rule: (int(right), int(not right))} for one, right in judged)
    right = sum(right for _, right in judged)
    return Score(right, len(judged) - right, len(forgotten), len(found), ahead, by_truth, by_rule)


def _right(life: Life, nudged: Nudged) -> bool:
    """Whether somebody owed the deal something on that morning."""
    day = _number(nudged.day)
    return life.slipped(day) or any(one.first <= day < one.last and one.truth in NEGLECT for one in life.stretches)


def _number(day: date) -> int:
    weeks, rest = divmod((day - FIRST).days, 7)
    return weeks * 5 + min(rest, 4)


def _forgotten(one: Stretch) -> bool:
    return one.truth in ("overlooked", "legal is silent") and (one.lost or one.last - one.first >= LONG)


def _first(one: Stretch, told: Iterable[Nudged]) -> int | None:
    """On which working day of the quarter a stretch was first nudged; None if it never was."""
    days = {_number(nudged.day) for nudged in told}
    return next((day for day in range(one.first, one.last) if day in days), None)
