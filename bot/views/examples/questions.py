"""Examples of questions: what was typed, or entered in a form, can mean several things."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from adapters.card import Card
from bot.language.asks import (
    Ask,
    Choice,
    NoDealOpen,
    NoSuchDeal,
    NotReadable,
    NotUnderstoodAfter,
    OnlyAdmins,
    UnknownCommand,
    WhichDeal,
)
from bot.language.grammar import pattern
from bot.views import forms
from bot.views.asks import ask_card
from bot.views.doubtful_values import Doubt, question_card, with_choices
from bot.views.evidence import thin_card, why_not_card
from bot.views.examples import deals
from bot.views.examples.deals import HOSTILE, context, standard
from bot.views.talk.small_talk import hello_card, small_talk_card
from process.deal import Deal

ASKED = "Is “1.250” 1,250 EUR or 1.25 EUR?"
ID = "#0a1b2c3d4e5f"
DOUBT = Doubt("1.250", ASKED, (("1250 EUR", "1,250 EUR"), ("1.25 EUR", "1.25 EUR")))


def _typed() -> Card:
    answers = [(label, f"set #d1 amount {words}") for words, label in DOUBT.readings]
    return question_card(ASKED, answers)


def _in_a_form() -> Card:
    values = {"amount": "1.250", "name": HOSTILE}
    form = forms.set_form(deals.qualifying().deal, context())
    return with_choices(forms.again(Card("", (form,)), values, {"amount": ASKED}), values, {"amount": DOUBT})


def _which() -> Card:
    choices = [Choice(f"Acme {one}", f"advance #{one:012x} to closing") for one in range(5)]
    return ask_card(WhichDeal("acm", tuple(choices)), deals.NOW)


def _thin() -> Card:
    """An answer of one word to an exit that needs a sentence."""
    return thin_card(deals.qualifying().deal, standard().exits["problem"], "slow", f"met {ID} problem slow")


def _why_not() -> Card:
    """A no that was typed without its reason."""
    return why_not_card(deals.discussing().deal, context(), standard().exits["alignment"], {"alignment": "no"})


def _late() -> Deal:
    return deals.caring().list("obligation", "A report of the pilot", due=date(2027, 5, 2)).deal


ASKS: Mapping[str, Ask] = {
    "no such deal": NoSuchDeal("nothing"),
    "no deal open": NoDealOpen(),
    "no such command": UnknownCommand("advanse", "advance"),
    "no such command, hostile": UnknownCommand(HOSTILE),
    "not readable": NotReadable("set", (pattern("set [<deal>] <attribute> <value>"),)),
    "not understood, hostile": NotUnderstoodAfter(HOSTILE, "Acme"),
    "only admins": OnlyAdmins(),
}

QUESTIONS: Mapping[str, Callable[[], Card]] = {
    "say: hello": lambda: hello_card("Rob", [deals.qualifying().deal, deals.discussing().deal], context()),
    "say: hello, a date passed": lambda: hello_card("Ana", [_late()], context("ana")),
    "say: hello, no deals": lambda: small_talk_card("hello", "Rob"),
    "question: typed": _typed,
    "question: hostile": lambda: question_card(HOSTILE, [(HOSTILE, "set #d1 amount 1 EUR")]),
    "question: in a form": _in_a_form,
    "question: which deal": _which,
    "question: is that all": _thin,
    "question: why not": _why_not,
    **{f"answer: {name}": partial(ask_card, ask, deals.NOW) for name, ask in ASKS.items()},
}
