"""Take out any one rule, and the random walk finds it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from process import course, walk
from process.colleague import Colleague, Company
from process.four_eyes import FourEyes, Vote
from process.outcome import happened
from tests.support.gate_walk import walked

STEPS = 1500
Patch = Callable[[pytest.MonkeyPatch], None]


def _owners_now_only(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FourEyes, "owners", property(lambda self: self.current))


def _accounts_apart(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Company, "one", lambda self, person: person)


def _roles_from_anyone(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FourEyes, "_doubt", lambda self, grant: None)


def _waivers_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FourEyes, "waived", lambda self, person: False)


def _any_number_of_waivers(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("process.proof._waived", lambda deal, context: 0)


def _owners_decide(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FourEyes, "current", property(lambda self: frozenset[str]()))
    patch.setattr(FourEyes, "owners", property(lambda self: frozenset[str]()))


def _own_specialists(patch: pytest.MonkeyPatch) -> None:
    def answerers(self: FourEyes, team: str) -> tuple[Vote, ...]:
        return tuple(Vote(one) for one in self.company.people.values() if one.active and team in one.teams)

    patch.setattr(FourEyes, "answerers", answerers)


def _anyone_clears(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        FourEyes, "clearers", lambda self, team: tuple(Vote(one, ("no team",)) for one in self.company.people.values())
    )


def _alone_among_many(patch: pytest.MonkeyPatch) -> None:
    def alone(self: FourEyes) -> tuple[Vote, ...]:
        owner = self.company.find(self.deal.owner)
        return (Vote(owner, ("alone",)),) if owner else ()

    patch.setattr(FourEyes, "_alone", alone)


def _lighter_playbooks(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(course, "asks_less", lambda old, new: ())


def _open_gates(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(walk, "missing", lambda deal, playbook, stage: ())


def _no_handoff(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        "process.walk._ask",
        lambda deal, context, approval: happened(deal, context, walk.opened(deal, context.playbook)),
    )


def _lowered_by_owners(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(course, "_lower", lambda deal, changed: False)


def _everyone_manages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Colleague, "manages", property(lambda self: self.active))


RULES: tuple[Patch, ...] = (
    _owners_now_only,
    _accounts_apart,
    _roles_from_anyone,
    _waivers_forgotten,
    _any_number_of_waivers,
    _owners_decide,
    _own_specialists,
    _anyone_clears,
    _alone_among_many,
    _lighter_playbooks,
    _open_gates,
    _no_handoff,
    _lowered_by_owners,
    _everyone_manages,
)


@pytest.mark.ring
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__.strip("_"))
def test_the_walk_finds_a_rule_that_is_gone(rule: Patch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule(monkeypatch)
    with pytest.raises(AssertionError):
        walked(tmp_path, 1, STEPS)


@pytest.mark.ring
def test_twenty_thousand_steps_find_nothing(tmp_path: Path) -> None:
    assert walked(tmp_path, 1000, 20_000) == 20_000
