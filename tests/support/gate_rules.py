"""Each rule of the gates and of four eyes, and how to take it out, so that the random walk must find it."""

from collections.abc import Callable

import pytest

from process import course, lowering, walk
from process.colleague import Colleague, Company
from process.four_eyes import FourEyes, Vote
from process.outcome import happened

Patch = Callable[[pytest.MonkeyPatch], None]


def owners_now_only(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FourEyes, "owners", property(lambda self: self.current))


def accounts_apart(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Company, "one", lambda self, person: person)


def roles_from_anyone(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FourEyes, "_doubt", lambda self, grant: None)


def waivers_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FourEyes, "waived", lambda self, person: False)


def any_number_of_waivers(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("process.proof._waived", lambda deal, context: 0)


def owners_decide(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FourEyes, "current", property(lambda self: frozenset[str]()))
    patch.setattr(FourEyes, "owners", property(lambda self: frozenset[str]()))


def own_specialists(patch: pytest.MonkeyPatch) -> None:
    def answerers(self: FourEyes, team: str) -> tuple[Vote, ...]:
        return tuple(Vote(one) for one in self.company.people.values() if one.active and team in one.teams)

    patch.setattr(FourEyes, "answerers", answerers)


def anyone_clears(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        FourEyes, "clearers", lambda self, team: tuple(Vote(one, ("no team",)) for one in self.company.people.values())
    )


def alone_among_many(patch: pytest.MonkeyPatch) -> None:
    def alone(self: FourEyes) -> tuple[Vote, ...]:
        owner = self.company.find(self.deal.owner)
        return (Vote(owner, ("alone",)),) if owner else ()

    patch.setattr(FourEyes, "_alone", alone)


def lighter_playbooks(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(course, "asks_less", lambda old, new: ())


def open_gates(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(walk, "missing", lambda deal, playbook, stage: ())


def no_handoff(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        "process.walk._ask",
        lambda deal, context, approval: happened(deal, context, walk.opened(deal, context.playbook)),
    )


def lowered_by_owners(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(lowering, "is_lower", lambda deal, changed, playbook: False)


def everyone_manages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Colleague, "manages", property(lambda self: self.active))


RULES: tuple[Patch, ...] = (
    owners_now_only,
    accounts_apart,
    roles_from_anyone,
    waivers_forgotten,
    any_number_of_waivers,
    owners_decide,
    own_specialists,
    anyone_clears,
    alone_among_many,
    lighter_playbooks,
    open_gates,
    no_handoff,
    lowered_by_owners,
    everyone_manages,
)
