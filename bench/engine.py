"""The engine: a deal goes through seven stages of three exits, beside two state machine libraries.

Ours checks who attests each answer and whether it fits, saves who gave it and when, asks at each gate for the
exits of every stage up to there, and writes a ledger. The libraries, used as their documentation shows, are measured
twice: with the same work by hand around their machine, and bare, with three flags a gate and nothing saved.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import cast

from statemachine import State, StateMachine
from transitions import Machine

from process import course, playbook_file, proof, walk
from process.colleague import Colleague, Company
from process.context import Context
from process.evidence import Evidence

STAGES = ("prospecting", "qualification", "development", "presentation", "discussion", "closing", "management")
EXITS = {stage: tuple(f"{stage}_{number}" for number in range(3)) for stage in STAGES}
UP_TO = {stage: tuple(chain(*(EXITS[it] for it in STAGES[: place + 1]))) for place, stage in enumerate(STAGES)}
LONGEST = 2000
ROUNDS, DEALS = 9, 60


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock and of our own processor, for one round."""

    wall: float
    cpu: float


def run() -> None:
    """Measure and print. Rounds alternate, so other load on the machine affects all of them."""
    ways: dict[str, Callable[[], None]] = {
        "ours": ours,
        "transitions": lambda: machine(SAME_ROUTE, Kept()),
        "python-statemachine": lambda: chart(SameChart, Kept()),
        "transitions, bare": lambda: machine(BARE_ROUTE, Bare()),
        "python-statemachine, bare": lambda: chart(BareChart, Bare()),
    }
    rounds = [{name: timed(way) for name, way in ways.items()} for _ in range(ROUNDS + 1)][1:]
    print("a deal through seven stages of three exits")
    for name in ways:
        print(f"  {name}: {spoken([took[name] for took in rounds])}")
    for name, aim in (("transitions", 2), ("python-statemachine", 20)):
        wall, cpu = times_as_fast(rounds, name)
        verdict = "met" if wall >= aim else "not met"
        print(f"  {wall:.2f} x as fast as {name} (CPU {cpu:.2f} x); aim: {aim} x, {verdict}")
        print(f"  {times_as_fast(rounds, f'{name}, bare')[0]:.2f} x as fast as {name}, bare")


def timed(way: Callable[[], None]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(DEALS):
        way()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def spoken(rounds: Sequence[Took]) -> str:
    wall = statistics.median(took.wall for took in rounds) / DEALS * 1000
    cpu = statistics.median(took.cpu for took in rounds) / DEALS * 1000
    return f"{wall:.3f} ms, CPU {cpu:.3f} ms"


def times_as_fast(rounds: Sequence[dict[str, Took]], name: str) -> tuple[float, float]:
    """How many times as fast ours is, in wall time and in processor time."""
    wall = statistics.median(took[name].wall / took["ours"].wall for took in rounds)
    return wall, statistics.median(took[name].cpu / took["ours"].cpu for took in rounds)


def ours() -> None:
    """Ours, as a command does it: three answers at once, then the gate."""
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
SCENE = Context(playbook_file.read(_playbook()), Company({"rob": ROB}), ROB, NOW, NOW.date())


@dataclass
class Bare:
    """A deal for the libraries: one answer for each exit, and a named condition for each."""

    state: str | None = None
    answers: dict[str, object] = field(default_factory=dict)

    def answer(self, key: str, value: str, by: str) -> None:
        self.answers[key] = value


@dataclass
class Kept(Bare):
    """The same with what ours does as well: who attests it, whether it fits, and a history."""

    owner: str = "rob"
    history: list[tuple[str | None, datetime]] = field(default_factory=list)

    def answer(self, key: str, value: str, by: str) -> None:
        if by != self.owner or not value.strip() or len(value) > LONGEST:
            raise ValueError(key)
        self.answers[key] = Evidence(key, value, "rep", by, NOW)

    def note(self) -> None:
        self.history.append((self.state, NOW))


def _answered(key: str) -> Callable[[Bare], bool]:
    return lambda deal: key in deal.answers


for _key in UP_TO[STAGES[-1]]:
    setattr(Bare, f"has_{_key}", _answered(_key))


def _has(keys: Sequence[str]) -> list[str]:
    """The names of the conditions for these exits."""
    return [f"has_{key}" for key in keys]


def _route(wanted: dict[str, tuple[str, ...]], after: str | None) -> Machine:
    return Machine(
        model=None,
        states=[*STAGES, "completed"],
        initial=STAGES[0],
        transitions=[
            {"trigger": "advance", "source": here, "dest": there, "conditions": _has(wanted[here]), "after": after}
            for here, there in zip(STAGES, [*STAGES[1:], "completed"], strict=True)
        ],
        auto_transitions=False,
    )


SAME_ROUTE, BARE_ROUTE = _route(UP_TO, "note"), _route(EXITS, None)


def machine(route: Machine, deal: Bare) -> None:
    """With `transitions`: one machine for all deals, and each deal is a model of it."""
    route.add_model(deal)
    advance = cast("Callable[[], bool]", deal.advance)  # type: ignore[attr-defined]  # the machine puts it on its model
    for stage in STAGES:
        for key in EXITS[stage]:
            deal.answer(key, "so it is", "rob")
        assert advance()
    route.remove_model(deal)
    assert deal.state == "completed"


def _chart(wanted: dict[str, tuple[str, ...]], after: str | None) -> type[StateMachine]:
    class Chart(StateMachine):
        prospecting = State(initial=True)
        qualification = State()
        development = State()
        presentation = State()
        discussion = State()
        closing = State()
        management = State()
        completed = State(final=True)
        advance = (
            prospecting.to(qualification, cond=_has(wanted["prospecting"]), after=after)
            | qualification.to(development, cond=_has(wanted["qualification"]), after=after)
            | development.to(presentation, cond=_has(wanted["development"]), after=after)
            | presentation.to(discussion, cond=_has(wanted["presentation"]), after=after)
            | discussion.to(closing, cond=_has(wanted["discussion"]), after=after)
            | closing.to(management, cond=_has(wanted["closing"]), after=after)
            | management.to(completed, cond=_has(wanted["management"]), after=after)
        )

    return Chart


SameChart, BareChart = _chart(UP_TO, "note"), _chart(EXITS, None)


def chart(route: type[StateMachine], deal: Bare) -> None:
    """With `python-statemachine`: a machine for each deal, with the deal as its model."""
    advancing = route(deal)
    for stage in STAGES:
        for key in EXITS[stage]:
            deal.answer(key, "so it is", "rob")
        advancing.send("advance")
    assert deal.state == "completed"
