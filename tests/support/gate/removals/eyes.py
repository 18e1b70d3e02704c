"""Rules of four eyes, each taken out: whose deal it is, who decides, waives and answers, and what is said of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.store import people, team_ledger
from bot.store.people import Person
from process import course, handoff, proof, walk
from process.colleague import Colleague, Company, Grant
from process.context import Context
from process.deal import Deal
from process.decision_marks import Mark
from process.four_eyes import FourEyes, Vote, requester
from process.outcome import Outcome
from process.playbook import Playbook
from tests.support.gate.removals.facts import SILENT

Patch = pytest.MonkeyPatch


def owners_now_only(patch: Patch) -> None:
    patch.setattr(FourEyes, "owners", property(lambda self: self.current))


def openers_forgotten(patch: Patch) -> None:
    patch.setattr(FourEyes, "owners", property(lambda self: _owners(self, replace(self.deal, opener=""))))


def provers_forgotten(patch: Patch) -> None:
    patch.setattr(FourEyes, "owners", property(lambda self: _owners(self, replace(self.deal, proved={}))))


def _owners(eyes: FourEyes, deal: Deal) -> frozenset[str]:
    handed = deal.handed
    proved = {person for person, at in deal.proved.items() if handed is None or at > handed}
    return eyes.current | eyes._persons(proved | ({deal.opener} - {""}))


def askers_forgotten(patch: Patch) -> None:
    patch.setattr(FourEyes, "current", property(lambda self: self._persons({self.deal.owner})))


def owners_decide(patch: Patch) -> None:
    patch.setattr(
        FourEyes,
        "current",
        property(lambda self: self._persons({self.asker or requester(self.deal)} - {self.deal.owner, ""})),
    )
    patch.setattr(FourEyes, "owners", property(lambda self: self.current))


def roles_from_owners(patch: Patch) -> None:
    doubt = FourEyes._doubt

    def late_alone(self: FourEyes, grant: Grant | None) -> Mark | None:
        found = doubt(self, grant)
        return None if found == "by owner" else found

    patch.setattr(FourEyes, "_doubt", late_alone)


def roles_just_now(patch: Patch) -> None:
    doubt = FourEyes._doubt

    def owners_alone(self: FourEyes, grant: Grant | None) -> Mark | None:
        found = doubt(self, grant)
        return None if found == "named late" else found

    patch.setattr(FourEyes, "_doubt", owners_alone)


def put_out_unsaid(patch: Patch) -> None:
    patch.setattr(FourEyes, "_pushed_out", lambda self: None)


def stand_ins_apart(patch: Patch) -> None:
    """A stand-in for the owner is judged as if they stood in for no one of the deal's."""
    managers = FourEyes._managers

    def apart(self: FourEyes, *, stand_ins: bool) -> Any:
        yield from managers(self, stand_ins=stand_ins)
        for one, behind in ((self.company.people[name], them) for name, them in self._acting().items()):
            if stand_ins and one.active and one.vouched and any(other.manages for other in behind):
                yield Vote(one)

    patch.setattr(FourEyes, "_managers", apart)


def team_unwritten(patch: Patch) -> None:
    patch.setattr(team_ledger, "add", lambda tx, tenant, change: None)


def accounts_apart(patch: Patch) -> None:
    patch.setattr(Company, "one", lambda self, person: person)


def emails_apart(patch: Patch) -> None:
    patch.setattr(people, "_as_one", lambda person, first: person)


def links_unconfirmed(patch: Patch) -> None:
    save = people.save

    def at_once(tx: Any, tenant: str, was: Person, person: Person) -> None:
        if person.claimed and not was.claimed:
            person = replace(person, claimed="", colleague=replace(person.colleague, same_as=person.claimed))
        save(tx, tenant, was, person)

    patch.setattr(people, "save", at_once)


def without_a_work_email(patch: Patch) -> None:
    read: Callable[[Any], Person] = people._read

    def vouched(row: Any) -> Person:
        found = read(row)
        return replace(found, colleague=replace(found.colleague, vouched=True))

    patch.setattr(people, "_read", vouched)


def everyone_manages(patch: Patch) -> None:
    patch.setattr(Colleague, "manages", property(lambda self: self.active))


def own_specialists(patch: Patch) -> None:
    def answerers(self: FourEyes, team: str) -> tuple[Vote, ...]:
        return tuple(Vote(one) for one in self.company.people.values() if one.active and team in one.teams)

    patch.setattr(FourEyes, "answerers", answerers)


def teams_overlooked(patch: Patch) -> None:
    patch.setattr(FourEyes, "answerers", lambda self, team: ())


def anyone_clears(patch: Patch) -> None:
    patch.setattr(
        FourEyes, "clearers", lambda self, team: tuple(Vote(one, ("no team",)) for one in self.company.people.values())
    )


def cleared_unsaid(patch: Patch) -> None:
    clearers = FourEyes.clearers

    def unmarked(self: FourEyes, team: str) -> tuple[Vote, ...]:
        return tuple(Vote(vote.person) for vote in clearers(self, team))

    patch.setattr(FourEyes, "clearers", unmarked)


def signatures_waived(patch: Patch) -> None:
    waive = proof.waive

    def any_exit(deal: Deal, context: Context, key: str, reason: str) -> Outcome:
        return waive(deal, replace(context, playbook=_all_waivable(context.playbook)), key, reason)

    patch.setattr(proof, "waive", any_exit)


def _all_waivable(book: Playbook) -> Playbook:
    stages = []
    for stage in book.stage:
        exits = tuple(item.model_copy(update={"waivable": True}) for item in stage.exit)
        stages.append(stage.model_copy(update={"exit": exits}))
    return Playbook.model_construct(**{**dict(book), "stage": tuple(stages)})


def any_number_of_waivers(patch: Patch) -> None:
    patch.setattr(proof, "_waived", lambda deal, context, besides: 0)


def waived_for_nothing(patch: Patch) -> None:
    patch.setattr(proof, "substance", SILENT)


def waivers_forgotten(patch: Patch) -> None:
    patch.setattr(FourEyes, "waived", lambda self, person: False)


def alone_among_many(patch: Patch) -> None:
    def alone(self: FourEyes) -> tuple[Vote, ...]:
        owner = self.company.find(self.deal.owner)
        return (Vote(owner, ("alone",)),) if owner else ()

    patch.setattr(FourEyes, "_alone", alone)


def alone_just_now(patch: Patch) -> None:
    def alone(self: FourEyes) -> tuple[Vote, ...]:
        here = [one for one in self.company.people.values() if self._is_active(one)]
        return (Vote(here[0], ("by owner", "alone")),) if len(here) == 1 else ()

    patch.setattr(FourEyes, "_alone", alone)


def alone_unsaid(patch: Patch) -> None:
    alone = FourEyes._alone
    patch.setattr(FourEyes, "_alone", lambda self: tuple(Vote(vote.person) for vote in alone(self)))


def alone_for_nothing(patch: Patch) -> None:
    patch.setattr(handoff, "substance", SILENT)


def lighter_playbooks(patch: Patch) -> None:
    patch.setattr(course, "asks_less_of", lambda deal, old, new: ())


def moves_anywhere(patch: Patch) -> None:
    patch.setattr(course, "fits", lambda book, amount, kind: True)


def begins_anywhere(patch: Patch) -> None:
    patch.setattr("bot.commands.deal.fits", lambda book, amount, kind: True)


def outgrown(patch: Patch) -> None:
    patch.setattr(walk, "misfit", lambda deal, playbook: None)


def moves_past_handoffs(patch: Patch) -> None:
    patch.setattr(course, "_limit", lambda deal, old, new: new.last.key)
