"""The engine: a deal made and taken through seven stages of three exits, beside two state machine libraries.

Each keeps three answers a stage and opens its gate only on all three. Ours asks for those of every earlier stage
again, keeps who said what and when, and leaves a ledger; the others are used as their own documentation shows.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain

from statemachine import State, StateMachine
from transitions import Machine

from process import course, playbook, proof, walk
from process.colleague import Colleague, Company
from process.evidence import Evidence
from process.scene import Scene

STAGES = ("prospecting", "qualification", "development", "presentation", "discussion", "closing", "management")
EXITS = {stage: tuple(f"{stage}_{number}" for number in range(3)) for stage in STAGES}
ROUNDS, DEALS = 9, 60


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock and of our own processor, for one round."""

    wall: float
    cpu: float


def run() -> None:
    """Measure and print: round by round, one after the other, so that what the machine does meanwhile meets all."""
    ways: dict[str, Callable[[], None]] = {"ours": ours, "transitions": machine, "python-statemachine": chart}
    rounds = [{name: timed(way) for name, way in ways.items()} for _ in range(ROUNDS + 1)][1:]
    print("a deal through seven stages of three exits: " + "; ".join(f"{name} {spoken(rounds, name)}" for name in ways))
    for name, aim in (("transitions", 2), ("python-statemachine", 20)):
        wall = statistics.median(took[name].wall / took["ours"].wall for took in rounds)
        cpu = statistics.median(took[name].cpu / took["ours"].cpu for took in rounds)
        verdict = "met" if wall >= aim else "not met"
        print(f"  {wall:.1f} x as fast as {name} (CPU {cpu:.1f} x); aim: {aim} x, {verdict}")


def timed(way: Callable[[], None]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(DEALS):
        way()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def spoken(rounds: list[dict[str, Took]], name: str) -> str:
    wall, cpu = (
        statistics.median(getattr(took[name], what) for took in rounds) / DEALS * 1000 for what in ("wall", "cpu")
    )
    return f"{wall:.3f} ms, CPU {cpu:.3f} ms"


def ours() -> None:
    """With `process`, as a command does: three answers at once, then the gate."""
    deal = course.begin(SCENE, "d1", "Acme", "Acme").deal
    for stage in STAGES:
        deal = proof.meet(deal, SCENE, [Evidence(key, "so it is", "rep", "rob", NOW) for key in EXITS[stage]]).deal
        deal = walk.advance(deal, SCENE, "a1").deal
    assert deal.state == "completed"


def _playbook() -> str:
    stages = (
        f'[[stage]]\nkey = "{stage}"\nname = "{stage}"\npurpose = "Here."\ncoaching = "Go on."\nexit = ['
        + ", ".join(f'{{ key = "{key}", name = "{key}", question = "And?" }}' for key in EXITS[stage])
        + "]\n"
        for stage in STAGES
    )
    return 'name = "Seven"\n' + "".join(stages)


NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
ROB = Colleague("rob", "Rob")
SCENE = Scene(playbook.read(_playbook()), Company({"rob": ROB}), ROB, NOW, NOW.date())


@dataclass
class Answered:
    """What a deal is to the other libraries: its answers, and by name a condition for each."""

    state: str | None = None
    answers: dict[str, str] = field(default_factory=dict)


def _answered(key: str) -> Callable[[Answered], bool]:
    return lambda deal: bool(deal.answers.get(key))


def _has(stage: str) -> list[str]:
    """The names of a stage's conditions."""
    return [f"has_{key}" for key in EXITS[stage]]


for _key in chain.from_iterable(EXITS.values()):
    setattr(Answered, f"has_{_key}", _answered(_key))


class Triggered(Answered):
    """A model of `transitions`, which puts `advance` on it."""

    advance: Callable[[], bool]


ROUTE = Machine(
    model=None,
    states=[*STAGES, "completed"],
    initial=STAGES[0],
    transitions=[
        {"trigger": "advance", "source": here, "dest": there, "conditions": _has(here)}
        for here, there in zip(STAGES, [*STAGES[1:], "completed"], strict=True)
    ],
    auto_transitions=False,
)


def machine() -> None:
    """With `transitions`: one machine for all deals, each deal a model of it for as long as it lives."""
    deal = Triggered()
    ROUTE.add_model(deal)
    for stage in STAGES:
        deal.answers.update((key, "so it is") for key in EXITS[stage])
        assert deal.advance()
    ROUTE.remove_model(deal)
    assert deal.state == "completed"


class Chart(StateMachine):
    """The same route in `python-statemachine`, one machine for each deal."""

    prospecting = State(initial=True)
    qualification = State()
    development = State()
    presentation = State()
    discussion = State()
    closing = State()
    management = State()
    completed = State(final=True)
    advance = (
        prospecting.to(qualification, cond=_has("prospecting"))
        | qualification.to(development, cond=_has("qualification"))
        | development.to(presentation, cond=_has("development"))
        | presentation.to(discussion, cond=_has("presentation"))
        | discussion.to(closing, cond=_has("discussion"))
        | closing.to(management, cond=_has("closing"))
        | management.to(completed, cond=_has("management"))
    )


def chart() -> None:
    """With `python-statemachine`."""
    deal = Answered()
    route = Chart(deal)
    for stage in STAGES:
        deal.answers.update((key, "so it is") for key in EXITS[stage])
        route.advance()
    assert deal.state == "completed"
