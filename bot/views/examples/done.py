"""Examples of short answers to a command that did its work, and of the cards that hold one form."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time

from adapters.card import Card, Form
from bot.views import done, form_cards, forms, list_forms, opening_forms
from bot.views.evidence import evidence_form
from bot.views.examples import deals
from bot.views.examples.deals import HOSTILE, context, standard
from bot.views.hand_over import hand_over_form
from bot.views.lost import lose_form
from bot.views.notice import taken_back_card
from bot.views.undo import awake_card, undo_this_card, undone_card, with_undo
from process.facts import Logged

DAY = date(2026, 6, 1)

LOGGED = (Logged("call", HOSTILE),)
UNDO: Mapping[str, Callable[[], Card]] = {
    "undo: its button, hostile": lambda: with_undo(done.logged("Acme", "call", HOSTILE), "0a1b2c3d4e5f", "12"),
    "undo: asked first, hostile": lambda: undo_this_card(deals.qualifying().deal, context(), LOGGED, "12"),
    "undo: a snooze": lambda: undo_this_card(deals.qualifying().deal, context(), (), "s20270601"),
    "undo: done, hostile": lambda: undone_card(deals.qualifying().deal, context(), LOGGED),
    "undo: a new deal": lambda: undone_card(replace(deals.qualifying().deal, state="withdrawn"), context(), LOGGED),
    "undo: awake": lambda: awake_card(deals.qualifying().deal),
    "undo: no longer yours": lambda: taken_back_card(deals.qualifying().deal, context("rita"), "mia"),
}

DONE: Mapping[str, Callable[[], Card]] = {
    "done: snoozed": lambda: done.snoozed("Acme", DAY),
    "done: counted useless, hostile": lambda: done.counted_useless("idle", HOSTILE),
    "done: welcome back": done.welcome_back,
    "done: stands in": lambda: done.stands_in("Max", DAY),
    "done: new owner, hostile": lambda: done.new_owner(HOSTILE, "Rita"),
    "done: channel": lambda: done.deals_own_channel("Acme"),
    "done: a note, hostile": lambda: done.noted("Acme", HOSTILE),
    "done: logged, hostile": lambda: done.logged("Acme", "call", HOSTILE),
    "done: digest off": done.no_digest_any_more,
    "done: engaged": lambda: done.engaged("legal", "Acme", ["Leo Lindqvist"], []),
    "done: engaged, no one to answer": lambda: done.engaged("legal", "Acme", [], ["Mia Marsh"]),
    "done: nothing to prove": lambda: done.nothing_to_prove("Acme"),
    "done: zone": lambda: done.zone_set("Europe/Berlin"),
    "done: quiet hours off": done.quiet_hours_off,
    "done: quiet hours": lambda: done.quiet_hours_set((time(17), time(10)), time(10)),
    "done: chat not set": done.chat_not_set,
    "done: chat": lambda: done.chat_set("teams"),
    **UNDO,
}


def _form() -> Form:
    return forms.set_form(deals.qualifying().deal, context())


def _evidence() -> Form:
    return evidence_form(deals.qualifying().deal, context(), standard().at("prospecting").exit[:1])


def _close() -> Card:
    deal = deals.discussing().deal
    item = deal.listed("objection")[0]
    return form_cards.close_item("objection", item.number, deal.name, list_forms.close_form(deal, context(), item))


def _all_of_rob() -> Card:
    return form_cards.hand_over_all(hand_over_form(context().company.people["rob"], context()))


FORM_CARDS: Mapping[str, Callable[[], Card]] = {
    "form card: new": lambda: form_cards.new_deal(opening_forms.new_form()),
    "form card: change, hostile": lambda: form_cards.change(HOSTILE, _form()),
    "form card: changed meanwhile": lambda: form_cards.changed_meanwhile("Acme", _form()),
    "form card: hand over": lambda: form_cards.hand_over("Acme", forms.assign_form(deals.qualifying().deal, context())),
    "form card: hand over all": _all_of_rob,
    "form card: away": lambda: form_cards.who_stands_in(opening_forms.away_form(context("mia"))),
    "form card: log": lambda: form_cards.log_on("Acme", forms.log_form(deals.qualifying().deal, context())),
    "form card: log on which": lambda: form_cards.log_on_which(
        opening_forms.note_form([deals.qualifying().deal], "They called")
    ),
    "form card: engage": lambda: Card(
        "Is this right, and what is missing?", (opening_forms.engage_form(deals.discussing().deal, "legal"),)
    ),
    "form card: next": lambda: form_cards.what_comes_after("Acme", opening_forms.next_form(deals.completed().deal)),
    "form card: back": lambda: form_cards.send_back(
        "Acme", opening_forms.back_form(deals.discussing().deal, context())
    ),
    "form card: wait": lambda: form_cards.let_rest("Acme", forms.wait_form(deals.qualifying().deal, context())),
    "form card: lose": lambda: form_cards.lose("Acme", lose_form(deals.qualifying().deal, context())),
    "form card: reopen": lambda: form_cards.reopen("Acme", "reopen #0a1b2c3d4e5f"),
    "form card: decline": lambda: form_cards.decline("Acme", "decline #0a1b2c3d4e5f"),
    "form card: item": lambda: form_cards.item(
        "objection", "Acme", forms.item_form(deals.qualifying().deal, context(), "objection")
    ),
    "form card: close": _close,
    "form card: evidence": lambda: form_cards.evidence("Acme", _evidence()),
    "form card: evidence again": lambda: form_cards.evidence_again(_evidence()),
    "form card: take back": lambda: form_cards.take_back("Budget", "Acme", "unmet #0a1b2c3d4e5f budget"),
    "form card: waive": lambda: form_cards.waive("Budget", "Acme", "waive #0a1b2c3d4e5f budget"),
}
