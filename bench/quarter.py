"""A quarter of a team of ten: the clock's nudges, beside what was really forgotten and what had a reason to wait.

No one answers a nudge here, so the deals develop as they would without one.
"""

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from random import Random

from sqlalchemy import Connection, select

from bench.deal_lives import STAGES, Deed, Event, Life, lives
from bench.score import Nudged, Score, date_of, score, spoken, together
from bot.jobs.nudge import nudge
from bot.jobs.sweep import sweep
from bot.store import deals, people, playbooks, tenants
from bot.store.engine.store import Store
from bot.store.schema.mail_tables import dues as rows
from process import playbook_file
from process.colleague import Colleague
from process.deal import Deal
from process.evidence import Evidence
from process.facts import Advanced, Began, Changed, Closed, Engaged, Entry, Fact, Listed, Logged, Lost, Met, Waited
from process.list_item import ListItem
from process.money import Money
from process.playbook import Exit

REPS, DEALS, DAYS = 10, 15, 65
QUARTERS = 12
STANDARD = files("process").joinpath("standard.toml").read_text("utf-8")
BOOK = playbook_file.read(STANDARD)


def run() -> None:
    """A dozen random quarters, one after the other, and all of them together."""
    scores = [quarter(REPS, DEALS, DAYS, seed) for seed in range(1, QUARTERS + 1)]
    for number, one in enumerate(scores, 1):
        print(f"  quarter {number}: {spoken(one)}")
    whole = together(scores)
    print(f"  together: {spoken(whole)}")
    for truth, (nudged, stretches) in sorted(whole.by_truth.items()):
        print(f"    {truth}: {nudged} of {stretches} stretches nudged")
    for rule, (right, wrong) in sorted(whole.by_rule.items()):
        print(f"    rule {rule}: {right} nudges right, {wrong} wrong")
    known = whole.right / max(1, whole.right + whole.wrong - whole.untold)
    print(f"  {whole.untold} of the {whole.wrong} wrong ones met pauses and holidays that no one wrote down")
    print(f"  precision on what the clock could know: {known:.1%}")
    for name, share, aim in (("precision", whole.precision, 0.9), ("recall", whole.recall, 0.95)):
        print(f"  {name} {share:.1%}; aim: {aim:.0%}, {'met' if share >= aim else 'not met'}")


def quarter(reps: int, each: int, days: int, seed: int) -> Score:
    """Play a quarter day by day in its own database, with the clock's own jobs each morning, and score it."""
    team = lives(reps, each, days, Random(seed))
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/deals.db")
        tenant = _company(store, reps)
        for day in range(days):
            morning = datetime.combine(date_of(day), time(8), UTC)
            sweep(store, morning)
            nudge(store, morning + timedelta(hours=1, minutes=1))
            with store.writing() as tx:
                for life in team:
                    _live(tx, tenant, life, day)
        nudges = _nudges(store)
        store.close()
    return score(team, nudges)


def _company(store: Store, reps: int) -> str:
    with store.writing() as tx:
        tenant = tenants.make_tenant(tx, "bench", "w", "us").id
        playbooks.set_current(tx, tenant, "Standard", playbooks.save(tx, tenant, STANDARD))
        staff = [Colleague("mia", "Mia", frozenset({"manager"})), Colleague("leo", "Leo", teams=frozenset({"legal"}))]
        staff += [Colleague(f"rep{number}", f"Rep {number}", boss="mia") for number in range(reps)]
        for one in staff:
            people.admit(tx, tenant, "bench", "w", one.id, one, "", "")
    return tenant


def _live(tx: Connection, tenant: str, life: Life, day: int) -> None:
    """Save what happened to a deal that day."""
    at = datetime.combine(date_of(day), time(15), UTC)
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
    """The stage in which a life began, from its last stage and the number of gates between them."""
    return life.stage - sum(one.deed == "advance" for one in life.events)


def _after(fact: Fact, deal: Deal, at: datetime) -> Deal:
    now = fact.on(deal, deal.owner, at)
    if not isinstance(fact, Advanced):
        return now
    taken = fact.stage == "account_management"
    return replace(_proven(now, STAGES.index(now.stage), at), account_manager=now.owner if taken else "")


def _facts(one: Event, deal: Deal, at: datetime) -> list[Fact]:
    day, number = date_of(one.until), len(deal.listed("trigger"))
    board = ListItem("trigger", number + 1, "their board meets", deal.owner, at, owner=deal.owner, due=day)
    facts: dict[Deed, list[Fact]] = {
        "touch": [Logged("call", "went on")],
        "wait": [Waited(day, "they asked for it")],
        "plan": [Listed(board)],
        "happened": [Closed("trigger", number, "it did")],
        "engage": [Engaged("legal")],
        "cleared": [Met((_evidence(BOOK.exits["legal"], "leo", at),))],
        "prove": _proof(deal, at),
        "date": [Changed("close date", "", close_date=day)],
        "lose": [Lost(deal.stage, "they went elsewhere")],
    }
    return facts[one.deed] if one.deed != "advance" else [Advanced(deal.stage, STAGES[STAGES.index(deal.stage) + 1])]


def _proof(deal: Deal, at: datetime) -> list[Fact]:
    """The next exit of its stage that a text can prove."""
    asked = [item for item in BOOK.at(deal.stage).exit if item.kind != "list" and item.key not in deal.evidence]
    return [Met((_evidence(item, deal.owner, at),)) for item in asked[:1]]


def _proven(deal: Deal, stage: int, at: datetime) -> Deal:
    """The deal with all exits of the stages before this one proven."""
    exits = [item for one in BOOK.stage[:stage] for item in one.exit]
    evidence = {item.key: _evidence(item, deal.owner, at) for item in exits if item.kind != "list"}
    lists = {item.of for item in exits if item.of and "named" in item.want} - {item.list for item in deal.items}
    named = [ListItem(of, 1, "named", deal.owner, at, closed_at=at, how="it did") for of in sorted(lists)]
    return replace(deal, evidence={**evidence, **deal.evidence}, items=(*deal.items, *named))


def _evidence(item: Exit, by: str, at: datetime) -> Evidence:
    return Evidence(item.key, item.must or "so it is", item.attest, by, at)


def _nudges(store: Store) -> dict[str, list[Nudged]]:
    """The mornings on which each deal was in a nudge, with its rule; without managers, who get the same later."""
    nudges: dict[str, dict[date, Nudged]] = {}
    with store.reading() as tx:
        for row in tx.execute(select(rows).where(rows.c.kind == "stall", rows.c.state == "done").order_by(rows.c.day)):
            nudges.setdefault(row.subject, {}).setdefault(row.day, Nudged(row.day, row.note.partition(" ")[2]))
    return {name: list(days.values()) for name, days in nudges.items()}
