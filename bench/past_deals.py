"""Past deals for measuring figures: the way of the open deals so far, deals that ended, and imported history."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice, pairwise
from typing import TypeVar

from sqlalchemy import Connection, insert, text

from bench.open_deals import FIRST, NOW, REPS
from bot.company import playbook_files
from bot.company.playbooks import parsed
from bot.store import deal_figures, deal_queries, ledger
from bot.store import deals as saved
from bot.store.engine.store import Store
from bot.store.schema.tables import deals, imported_rows
from process.deal import CycleKind, Deal
from process.facts import Advanced, Began, CycleClosed, Decided, Entry, Fact, Lost
from process.money import Money
from process.playbook import Playbook

AT_ONCE = 1_000
T = TypeVar("T")
ENDS = (*("completed", "lost") * 9, "lost", "served")
"""What became of each past deal in turn; one that is served is won and open."""
STEP, YEAR = timedelta(days=6), 365


def plant_past(store: Store, closed: int) -> None:
    """Give the open deals of the first tenant their ledgers, then add closed deals and as many rows of history."""
    playbook = parsed(next(iter(playbook_files.texts(None).values())))
    with store.writing(patient=True) as tx:
        _ledgers(tx, ((deal, _way(deal, playbook)) for deal in list(deal_queries.every(tx, FIRST))))
        for numbers in _chunks(range(closed)):
            ended = [_ended(playbook, number) for number in numbers]
            tx.execute(insert(deals), [{"tenant": FIRST, "id": deal.id, **saved.columns_of(deal)} for deal, _ in ended])
            _ledgers(tx, ended)
            tx.execute(insert(imported_rows), list(_history(numbers)))
        deal_figures.fill(tx)
        tx.execute(text("ANALYZE"))


def _chunks(some: Iterable[T]) -> Iterator[list[T]]:
    left = iter(some)
    while chunk := list(islice(left, AT_ONCE)):
        yield chunk


def _ledgers(tx: Connection, ways: Iterable[tuple[Deal, list[Entry]]]) -> None:
    for some in _chunks(ways):
        ledger.add_all(tx, FIRST, some, "bench")


def _way(deal: Deal, playbook: Playbook) -> list[Entry]:
    """How a deal came to the stage that it is in, a step at a time."""
    stages = [stage.key for stage in playbook.stage[: playbook.order[deal.stage] + 1]]
    facts: list[Fact] = [Began(deal), *(Advanced(left, stage) for left, stage in pairwise(stages))]
    return _entries(facts, deal)


def _entries(facts: list[Fact], deal: Deal) -> list[Entry]:
    """The facts with their times, up to some weeks before today; each deal has a pace of its own."""
    number = int(deal.id[-6:])
    last = min(deal.entered, NOW - timedelta(days=number % 90))
    pace = STEP + timedelta(hours=number % 97)
    return [Entry(fact, deal.owner, last - pace * (len(facts) - place)) for place, fact in enumerate(facts, 1)]


def _ended(playbook: Playbook, number: int) -> tuple[Deal, list[Entry]]:
    """A deal of the last two years and its ledger."""
    end, began = ENDS[number % len(ENDS)], _day(number)
    stages = [stage.key for stage in playbook.stage]
    stage = stages[number % 6] if end == "lost" else stages[-1]
    kind, parent = _linked(number)
    begun = Deal(
        f"past-{number:06}",
        f"Past {number // 3}",
        f"Past {number}",
        f"rep-{number % REPS}",
        playbook.version,
        stage,
        began,
        began,
        began,
        amount=Money.of(f"{10 + number % 90}500.50 EUR"),
        close_date=(began + timedelta(days=60)).date(),
        kind=kind,
        parent=parent,
        version=1,
    )
    way = _way(begun, playbook)
    facts: list[Fact] = [entry.fact for entry in way]
    facts += [Lost(stage, "no budget")] if end == "lost" else [Decided("a", "done", won=True)]
    facts += [CycleClosed(stage)] if end == "completed" else []
    deal = begun
    for entry in _entries(facts, begun)[len(way) :]:
        deal = entry.fact.on(deal, entry.by, entry.at)
    return deal, _entries(facts, begun)


def _linked(number: int) -> tuple[CycleKind, str]:
    """Of each three deals the last is a renewal of the first one, and of some the second came from another customer."""
    if number % 3 == 2:
        return "renewal", f"past-{number - 2:06}"
    return ("referral", f"past-{number - 31:06}") if number % 30 == 1 and number > 31 else ("new", "")


def _day(number: int) -> datetime:
    return NOW - timedelta(days=90 + number * 7 % (2 * YEAR))


def _history(numbers: Iterable[int]) -> Iterator[dict[str, object]]:
    """Rows of deals that were over before they were imported."""
    for number in numbers:
        empty = dict.fromkeys(("deal", "account", "account_key", "owner", "body"), "")
        yield {
            **empty,
            "tenant": FIRST,
            "kind": "deals",
            "key": f"row {number}",
            "import_id": "bench",
            "number": number,
            "version": 0,
            "state": ("won", "lost")[number % 2],
            "name": f"Old {number}",
            "amount": Money.of(f"{number % 900}00 EUR").amount,
            "currency": "EUR",
            "began": date(2024, 1, 1),
            "ended": date(2024, 6, 1),
        }
