"""Rules of facts, each taken out: what happened, what is said, by whom at the customer's, and what must be known."""

import re
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest

from bot.reader import Reader
from process import contacts, exit_kinds, gate, list_changes, lists, lowering, proof, substance
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence
from process.list_item import ListItem
from process.outcome import Outcome, happened
from process.playbook import Need, Playbook, When
from process.reasons import Reason
from process.reasons.values import AskedUnnamed, BuyerUnnamed

Patch = pytest.MonkeyPatch
SILENT = SimpleNamespace(faults_of=lambda *texts, **known: (), thin=substance.thin)
"""Substance that objects to nothing."""


def evidence_of_tomorrow(patch: Patch) -> None:
    _read_any_day(patch)
    patch.setattr(proof, "to_come", lambda day, today: False)


def dates_of_tomorrow(patch: Patch) -> None:
    _read_any_day(patch)
    patch.setattr(exit_kinds, "to_come", lambda day, today: False)


def closed_tomorrow(patch: Patch) -> None:
    _read_any_day(patch)
    patch.setattr(lists, "to_come", lambda day, today: False)


def _read_any_day(patch: Patch) -> None:
    day = Reader.day
    patch.setattr(Reader, "day", lambda self, words, at=0, past=False: day(self, words, at))


def empty_answers(patch: Patch) -> None:
    patch.setattr(exit_kinds, "faults_of", SILENT.faults_of)


def one_answer_for_two(patch: Patch) -> None:
    patch.setattr(proof, "other_texts", lambda deal, context, item, given=(): [])


def thin_and_unmarked(patch: Patch) -> None:
    patch.setattr(proof, "is_thin", lambda item, value, playbook: False)


def a_no_without_a_reason(patch: Patch) -> None:
    patch.setattr(proof, "unreasoned", lambda one, item, context: None)


def empty_items(patch: Patch) -> None:
    patch.setattr(lists, "says_nothing", lambda name, text, context: None)


def anyone_a_contact(patch: Patch) -> None:
    patch.setattr(contacts, "contact_fault", lambda text, deal, context: None)


def our_own_emails(patch: Patch) -> None:
    patch.setattr("bot.commands.contact_argument.EMAIL", re.compile("(?!)"))


def words_without_a_source(patch: Patch) -> None:
    fault = proof.fault

    def let_through(*asked: object) -> Reason | None:
        found = fault(*asked)  # type: ignore[arg-type]  # handed on as they came
        return None if isinstance(found, BuyerUnnamed | AskedUnnamed) else found

    patch.setattr(proof, "fault", let_through)


def words_without_a_day(patch: Patch) -> None:
    signed: Callable[..., Evidence] = proof._signed

    def undated(one: Evidence, *rest: object) -> Evidence:
        return replace(signed(one, *rest), on=one.on)

    patch.setattr(proof, "_signed", undated)


def nothing_to_know(patch: Patch) -> None:
    def known(deal: Deal, need: Need) -> bool:
        return True

    patch.setattr(gate, "known", known)


def unknown_is_small(patch: Patch) -> None:
    reaches = gate._reaches

    def known_and_reached(deal: Deal, when: When, playbook: Playbook) -> bool:
        return reaches(deal, when, playbook) and not (when.amount_at_least and deal.amount is None)

    patch.setattr(gate, "_reaches", known_and_reached)


def lowered_by_anyone(patch: Patch) -> None:
    patch.setattr(lowering, "dropped", lambda deal, changed, context: ())


def simpler_by_anyone(patch: Patch) -> None:
    patch.setattr(lowering, "is_lower", lambda deal, changed, playbook: False)


def triggers_without_a_source(patch: Patch) -> None:
    patch.setattr(lists, "_badly_closed", lambda deal, context, closed: None)


def triggers_no_one_awaits(patch: Patch) -> None:
    put = lists.put

    def awaited_by_no_one(deal: Deal, context: Context, item: ListItem) -> Outcome:
        if item.list == "trigger" and not (item.owner and item.due):
            return happened(deal, context, lists._listed(deal, context, item))
        return put(deal, context, item)

    patch.setattr(lists, "put", awaited_by_no_one)


def moved_for_nothing(patch: Patch) -> None:
    patch.setattr(list_changes, "says_nothing", lambda name, text, context: None)
