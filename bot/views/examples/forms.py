"""Examples of every form, as cards of their own."""

from collections.abc import Callable, Mapping
from functools import partial

from adapters.card import Card, Form
from bot.views import forms, list_forms, opening_forms
from bot.views.doubts import doubt_form
from bot.views.evidence import evidence_form
from bot.views.examples import deals
from bot.views.examples.deals import LONG, context, standard
from process import gate
from process.list_item import ListItem, ListName
from process.playbook import Exit


def _form(form: Form) -> Card:
    return Card(form.title, (form,))


def _evidence() -> Form:
    return evidence_form(deals.qualifying().deal, context(), _exits("qualification"))


def _exits(stage: str) -> tuple[Exit, ...]:
    return tuple(item for item in standard().at(stage).exit if not item.by_list)


def _faulty() -> Form:
    values = {"budget": "lots", "budget.said_by": "CFO", "problem": LONG}
    errors = {"budget": "Budget needs an amount with its currency, for example 50000 EUR."}
    return evidence_form(deals.qualifying().deal, context(), _exits("qualification"), values, errors)


def _closing() -> Form:
    tale = deals.discussing()
    item: ListItem = tale.deal.listed("objection")[0]
    return list_forms.close_form(tale.deal, context(), item)


def _doubts() -> Form:
    deal, to = deals.discussing().deal, "development"
    return doubt_form(deal, context(), to, "They changed their mind", gate.standing(deal, standard(), to))


def _item(of: ListName) -> Card:
    return _form(forms.item_form(deals.qualifying().deal, context(), of))


FORMS: Mapping[str, Callable[[], Card]] = {
    "evidence: form": lambda: _form(_evidence()),
    "evidence: form with errors": lambda: _form(_faulty()),
    "evidence: closing form": lambda: _form(evidence_form(deals.accepting().deal, context(), _exits("closing"))),
    "form: new": lambda: _form(opening_forms.new_form()),
    "form: new, several playbooks": lambda: _form(opening_forms.new_form(("Standard", "Quick"))),
    "form: new, after a first contact": lambda: _form(opening_forms.first_contact_form()),
    "form: back": lambda: _form(opening_forms.back_form(deals.discussing().deal, context(), "development")),
    "form: back, what no longer holds": lambda: _form(_doubts()),
    "form: who gave a referral": lambda: _form(opening_forms.referral_form(deals.qualifying().deal)),
    "form: note": lambda: _form(opening_forms.note_form([deals.qualifying().deal], "They called about the price")),
    "form: next": lambda: _form(opening_forms.next_form(deals.completed().deal)),
    "form: away": lambda: _form(opening_forms.away_form(context("mia"))),
    "form: reason": lambda: _form(forms.reason_form("reopen #0a1b2c3d4e5f", "Reopen Acme", "Why?", "Reopen")),
    "form: close": lambda: _form(_closing()),
    "form: trigger moved": lambda: _form(list_forms.move_form(deals.discussing().deal, 1)),
    "form: trigger dropped": lambda: _form(list_forms.drop_form(deals.discussing().deal, 1)),
    "form: log": lambda: _form(forms.log_form(deals.qualifying().deal, context())),
    "form: log a call": lambda: _form(forms.log_form(deals.qualifying().deal, context(), "call")),
    "form: wait": lambda: _form(forms.wait_form(deals.qualifying().deal, context())),
    "form: assign": lambda: _form(forms.assign_form(deals.qualifying().deal, context())),
    "form: set": lambda: _form(forms.set_form(deals.handing_over().deal, context())),
    **{f"form: {of}": partial(_item, of) for of in forms.LIST_WORDS},
}
