"""Talking to it: plain words become a proposal, only a press writes, and small talk writes nothing at all."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from adapters.card import Card, Form
from adapters.chat import Inbound
from adapters.sandbox import demo_people
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.sandbox.sandbox import Sandbox
from bot.store.export import export
from tests.support.card_text import buttons_of, form_of, text_of
from tests.support.sandbox_script import Say
from tests.support.spoken_sentences import small_talk
from tests.support.time_passes import time_passes

Talk = Callable[..., Card]


def _inbound(who: str, text: str, key: str, place: str = "") -> Inbound:
    everyone = {person.id: demo_people.speaker(person.id) for person in demo_people.PEOPLE}
    where = demo_people.place(place or who)
    return Inbound(key, demo_people.speaker(who), where, text, mentioned=everyone, talk=True)


@pytest.fixture
def talk(sandbox: Sandbox) -> Talk:
    """Say plain words as someone, in a direct message or a channel, and get the card."""
    keys = count()

    def talk(who: str, text: str, place: str = "") -> Card:
        return sandbox.answer(_inbound(who, text, f"talk-{next(keys)}", place)).card

    return talk


def ledger(sandbox: Sandbox) -> Sequence[Mapping[str, object]]:
    with sandbox.store.reading() as tx:
        return export(tx, None)["ledger"]


def kinds(sandbox: Sandbox) -> Counter[object]:
    """How many facts of each kind the ledger holds."""
    return Counter(entry["kind"] for entry in ledger(sandbox))


def test_a_sentence_is_proposed_and_only_the_press_writes(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    before = len(ledger(sandbox))
    card = talk("rob", "Carla told me on the phone that Acme has 50k for this")
    assert "Acme" in card.title
    assert "“Carla told me" in text_of(card)
    assert len(ledger(sandbox)) == before
    pressed = say("rob", buttons_of(card)["Acme: save budget 50,000 EUR"])
    assert pressed.tone != "stop"
    assert len(ledger(sandbox)) == before + 1
    assert "50,000 EUR" in text_of(say("rob", "history acme all"))


def test_a_proposal_survives_a_restart(sandbox: Sandbox, talk: Talk) -> None:
    command = buttons_of(talk("rob", "we lost Acme to SAP"))["Acme: count as lost"]
    before = kinds(sandbox)
    again = Assistant(sandbox.store, sandbox.wall, playbook_files.texts(None))
    again.answer(replace(_inbound("rob", command, "after a restart"), talk=False))
    assert kinds(sandbox) - before == Counter({"Lost": 1})


def test_what_is_missing_is_asked_for_in_a_form_that_is_filled_in(talk: Talk, say: Say) -> None:
    card = talk("rob", "acme's budget is 50k")
    form = next(
        part for part in say("rob", buttons_of(card)["Acme: save budget 50,000 EUR"]).body if isinstance(part, Form)
    )
    values = {field.key: field.value for field in form.fields}
    assert values == {"budget": "50000 EUR", "budget.said_by": "", "budget.where": ""}


def test_a_note_or_neither_is_always_offered(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    before = kinds(sandbox)
    offered = buttons_of(talk("rob", "Acme is an interesting company"))
    assert {"Save as a note", "Neither"} <= offered.keys()
    assert "Nothing was saved" in say("rob", offered["Neither"]).title
    assert kinds(sandbox) == before
    assert say("rob", offered["Save as a note"]).title == "Note saved on Acme"
    assert kinds(sandbox) - before == Counter({"Logged": 1})
    assert "noted: Acme is an interesting company" in text_of(say("rob", "history acme all"))


def test_a_note_of_words_that_name_no_deal_asks_for_the_deal(talk: Talk, say: Say) -> None:
    talk("rob", "show acme")
    words = "Carla says they are an interesting company"
    form = next(
        part for part in say("rob", buttons_of(talk("rob", words))["Save as a note"]).body if isinstance(part, Form)
    )
    assert {field.key: field.value for field in form.fields}["note"] == words


def test_an_order_after_deal_is_carried_out_at_once(sandbox: Sandbox, say: Say) -> None:
    before = kinds(sandbox)
    say("rob", "log acme call went through the offer")
    assert kinds(sandbox) - before == Counter({"Logged": 1})


def test_deal_with_words_that_are_not_a_command_is_talk(say: Say) -> None:
    assert say("rob", "hi").title.startswith("Hi Rob. ")
    assert "Acme: save budget 50,000 EUR" in buttons_of(say("rob", "the budget at acme is 50k"))


def test_a_slip_in_a_command_after_deal_still_gets_its_hint(say: Say) -> None:
    assert "lose" in text_of(say("rob", "loose"))


@pytest.mark.parametrize("lines", [60, pytest.param(500, marks=pytest.mark.ring)])
@pytest.mark.parametrize("place", ["", "#deals"])
def test_small_talk_writes_nothing(sandbox: Sandbox, talk: Talk, place: str, lines: int) -> None:
    talk("rob", "hi", place)
    before = _everything(sandbox)
    for line in small_talk(seed=7, number=lines):
        card = talk("rob", line, place)
        assert card.tone != "stop", line
    assert _everything(sandbox) == before


def _everything(sandbox: Sandbox) -> object:
    """All that is saved of deals, ledger, approvals and messages."""
    with sandbox.store.reading() as tx:
        return export(tx, None)


def test_a_fact_that_someone_else_attests_says_who_and_offers_to_ask_them(talk: Talk) -> None:
    card = talk("rob", "legal is cleared for Acme")
    assert "Legal" in card.title
    assert "Ask Legal" in buttons_of(card)


def test_a_person_who_does_not_work_on_a_deal_sees_who_does(talk: Talk) -> None:
    card = talk("rita", "we lost Acme to SAP")
    assert "You don't work on Acme" in card.title
    assert "Rob Reyes" in text_of(card)


def test_an_approval_is_answered_with_its_own_card_and_no_button_of_ours(talk: Talk) -> None:
    card = talk("mia", "I approve Acme")
    assert not any(command.startswith("note") for command in buttons_of(card).values())


def test_a_yes_to_the_only_proposal_is_its_button_in_a_direct_message_and_counts_once(
    sandbox: Sandbox, talk: Talk
) -> None:
    before = kinds(sandbox)
    talk("rob", "Acme is now worth 61k")
    for _ in range(2):
        talk("rob", "yes")
        assert kinds(sandbox) - before == Counter({"Changed": 1})


@pytest.mark.parametrize("text", ["we lost Acme to SAP", "advance Acme"])
def test_a_yes_is_never_enough_for_what_is_weighty(sandbox: Sandbox, talk: Talk, text: str) -> None:
    talk("rob", text)
    before = len(ledger(sandbox))
    talk("rob", "yes")
    assert len(ledger(sandbox)) == before


def test_a_yes_to_an_offer_opens_the_form_that_its_button_opens(sandbox: Sandbox, talk: Talk) -> None:
    offered = talk("mia", "globex, rita should have it")
    assert "Globex: hand over to Rita Roy" in buttons_of(offered)
    before = len(ledger(sandbox))
    form_of(talk("mia", "yes"))
    assert len(ledger(sandbox)) == before


def test_a_yes_in_a_channel_saves_nothing(sandbox: Sandbox, talk: Talk) -> None:
    talk("rob", "Acme is now worth 61k", "#deals")
    before = len(ledger(sandbox))
    talk("rob", "yes", "#deals")
    assert len(ledger(sandbox)) == before


def test_a_correction_changes_the_proposal(talk: Talk) -> None:
    talk("rob", "Acme is now worth 50k")
    assert "Acme: set amount to 60,000 EUR" in buttons_of(talk("rob", "no, 60k"))


def test_the_deal_is_remembered_for_half_an_hour_by_person_and_place(sandbox: Sandbox, talk: Talk) -> None:
    talk("rob", "what is missing on Globex?")
    assert "Globex" in talk("rob", "it grew to 90k").title
    assert "Globex" not in text_of(talk("rob", "it grew to 90k", "#deals")).replace("Globex\n", "", 1).splitlines()[0]
    time_passes(sandbox, timedelta(minutes=29))
    assert "Globex" in talk("rob", "it grew to 91k").title
    time_passes(sandbox, timedelta(minutes=31))
    assert talk("rob", "it grew to 92k").title == "Which deal do you mean?"


def test_a_question_is_answered_at_once_and_saves_nothing(sandbox: Sandbox, talk: Talk) -> None:
    before = len(ledger(sandbox))
    assert talk("rob", "what is missing on Globex?").title.startswith("Globex · ")
    assert talk("mia", "show me the pipeline").title.startswith("Pipeline: ")
    assert len(ledger(sandbox)) == before


def test_after_a_command_the_next_sentence_is_about_its_deal(talk: Talk, say: Say) -> None:
    talk("rob", "acme's budget is 50k")
    say("rob", "new Kaffa Roasters")
    assert "Kaffa Roasters" in talk("rob", "the budget is 60k").title
    say("rob", "set globex amount 80000 EUR")
    assert "Globex" in talk("rob", "the budget is 60k").title


def test_a_refused_command_is_spoken_about_too(talk: Talk, say: Say) -> None:
    talk("rob", "acme's budget is 50k")
    assert say("rob", "advance globex to closing").tone == "stop"
    assert "Globex" in talk("rob", "the budget is 60k").title


def test_a_command_ends_what_was_proposed_before_it(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    talk("rob", "globex closes on 15 August")
    say("rob", "log acme call went through the offer")
    before = len(ledger(sandbox))
    talk("rob", "yes")
    assert len(ledger(sandbox)) == before


def test_a_company_that_is_not_known_gets_a_deal_with_what_was_said(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    card = talk("rob", "Met Jonas of Globax, they want 50 seats")
    assert card.title == "Begin a deal with Globax?"
    form = form_of(say("rob", buttons_of(card)["Begin the deal Globax"]))
    values = {field.key: field.value for field in form.fields}
    assert values == {
        "name": "Globax",
        "contact": "Jonas",
        "activity": "meeting",
        "note": "Met Jonas of Globax, they want 50 seats",
    }
    before = kinds(sandbox)
    begun = say("rob", form.command, values)
    assert (kinds(sandbox) - before) == Counter({"Began": 1, "ContactAdded": 1, "Logged": 1, "Met": 1})
    assert "they want 50 seats" in text_of(say("rob", "history globax all"))
    say("rob", buttons_of(begun)["Undo"])
    assert "withdrew the deal" in text_of(say("rob", "history globax all"))


def test_a_reminder_without_a_deal_asks_which_and_a_press_plans_it(talk: Talk, say: Say) -> None:
    card = talk("rita", "remind me to call jonas on thursday")
    assert card.title == "Which deal do you mean?"
    assert "Call jonas" in text_of(say("rita", buttons_of(card)["Wonka"]))
