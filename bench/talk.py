"""Talk: how much of the corpus is understood, and how long an answer takes among many open deals."""

import tempfile
from pathlib import Path
from time import perf_counter

from adapters.chat import Inbound, Place, Speaker
from bench.open_deals import FIRST, NOW, Field
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.store.engine.store import Store
from bot.store.tenants import connect
from tests.support.talk_score.figures import figures_of, spoken
from tests.support.talk_score.founding import found
from tests.support.talk_score.judge import Judge
from tests.support.talk_score.lines import read_lines
from tests.support.talk_score.office import Office

DEALS, FEW, MESSAGES = 5_000, 50, 120
SAYINGS = (
    "the CFO of Customer {n} told me on the phone that the budget is 50k",
    "what is missing on Customer {n}?",
    "Customer {n} closes on 15 August",
    "called Customer {n}, they want a second reference and a call with our experts next week",
    "hello",
    "we lost Customer {n} because they built it themselves",
    "notes Customer {n}: situation: three plants. terms: two years. our solution fits. next call on Tuesday",
    "the weather is great and lunch was terrible",
)


def run(number: int = DEALS) -> None:
    """Print how well each half of the corpus is understood, and how long answers take."""
    with tempfile.TemporaryDirectory() as folder:
        _understood(Path(folder))
        _timed(Path(folder), number)


def _understood(folder: Path) -> None:
    """Print the figures of each writer's sentences."""
    found(folder / "origin.db")
    office = Office(folder / "origin.db", folder)
    judge = Judge(office)
    for name in (f"sentences_{writer}.jsonl" for writer in "abcdef"):
        print(f"{name}: {spoken(figures_of(judge.judge(line) for line in read_lines(name)))}", flush=True)
    office.close()


def _timed(folder: Path, number: int) -> None:
    """Print the middle and the slowest twentieth of the answers, and how much longer that is than among few deals."""
    few, many = _milliseconds(folder, FEW), _milliseconds(folder, number)
    (_, floor), (middle, late) = _middle_and_late(few), _middle_and_late(many)
    print(f"{number:,} open deals: p50 {middle:.0f} ms, p95 {late:.0f} ms, {len(many)} messages", end="; ")
    print(f"among {FEW}: p95 {floor:.0f} ms, so {late / floor:.1f} times as long")


def _middle_and_late(took: list[float]) -> tuple[float, float]:
    return took[len(took) // 2], took[int(len(took) * 0.95)]


def _milliseconds(folder: Path, number: int) -> list[float]:
    """How long each answer takes among so many open deals, sorted."""
    file = folder / f"{number}.db"
    store = Store.open(f"sqlite:///{file}")
    Field(number, number // 50, tenants=1).plant(store)
    with store.writing() as tx:
        connect(tx, FIRST, "slack", FIRST)
    assistant = Assistant(store, lambda: NOW, playbook_files.texts(None))
    for key in range(-len(SAYINGS), 0):
        _answered(assistant, key)
    took = sorted(_answered(assistant, key) for key in range(MESSAGES))
    store.close()
    return took


def _answered(assistant: Assistant, key: int) -> float:
    """The milliseconds that one message took."""
    text = SAYINGS[key % len(SAYINGS)].format(n=20 * abs(key))
    place = Place("slack", FIRST, "rep-0", "direct")
    began = perf_counter()
    assistant.answer(Inbound(f"talk-{key}", Speaker("slack", FIRST, "rep-0", "Rep 0"), place, text, talk=True))
    return (perf_counter() - began) * 1000
