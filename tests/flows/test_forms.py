"""Forms sent back: all or nothing, each fault beside its field, and nothing put back that changed meanwhile."""

from collections.abc import Mapping

import pytest

from adapters.card import Card, Form
from adapters.chat import Inbound
from adapters.sandbox import demo_people
from adapters.sandbox.terminal_card import plain
from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import all_buttons
from tests.support.sandbox_script import Say
from tests.support.talking import Talk


def form(card: Card) -> Form:
    return next(part for part in card.body if isinstance(part, Form))


def errors(card: Card) -> Mapping[str, str]:
    return {field.key: field.error for field in form(card).fields if field.error}


@pytest.mark.parametrize(
    ("command", "values", "field", "sentence"),
    [
        ("wait globex", {"until": "soonish", "reason": "their budget"}, "until", "couldn't read “soonish”"),
        ("wait globex", {"until": "2026-01-05", "reason": "their budget"}, "until", "a day after today"),
        ("new", {"name": "#@<>"}, "name", "needs a name with at least one letter"),
        ("away", {"until": "3 June", "colleague": "<@rob>"}, "colleague", "stand in for yourself"),
        ("away", {"until": "in 10 years", "colleague": "<@mia>"}, "until", "not within a year"),
        (
            "trigger globex",
            {"text": "the board meets", "owner": "<@rob>", "due": "then"},
            "due",
            "couldn't read “then”",
        ),
        ("trigger globex", {"text": "the board meets", "owner": "<@rob>"}, "due", "needs a date and a colleague"),
        ("assign globex", {"colleague": "nobody"}, "colleague", "Mention a colleague"),
        ("log globex", {"activity": "call", "note": "a" * 600}, "note", "Shorten it to 500"),
        ("next tyrell", {"kind": "renewal", "name": "Acme"}, "name", "open deal named Acme"),
        ("lose globex", {}, "reason", "Fill this in"),
        ("back globex", {"stage": "prospecting"}, "reason", "Fill this in"),
        ("objection globex", {"text": "17"}, "text", "has no words in it"),
        (
            "met globex budget",
            {"budget": "lots", "budget.said_by": "CFO", "budget.where": "call"},
            "budget",
            "couldn't read “lots” as an amount",
        ),
        ("met stark signed_on", {"signed_on": "2030-01-01"}, "signed_on", "still to come"),
    ],
)
def test_a_fault_is_shown_beside_its_field_and_the_rest_stays(
    say: Say, command: str, values: dict[str, str], field: str, sentence: str
) -> None:
    who = "rita" if "tyrell" in command else "rob"
    answer = say(who, form(say(who, command)).command, values)
    assert answer.title == f"Nothing is saved yet · {form(answer).title}"
    assert list(errors(answer)) == [field]
    assert sentence in errors(answer)[field]
    kept = {one.key: one.value for one in form(answer).fields}
    assert {key: kept[key] for key in values} == values
    assert form(answer).command.startswith(command.split(maxsplit=1)[0])


def test_the_same_said_in_a_line_is_a_plain_no(say: Say) -> None:
    assert "couldn't read “soonish” as a date" in plain(say("rob", "wait globex until soonish because of their budget"))


def set_globex(sandbox: Sandbox, shown: Form, key: str, **changed: str) -> Card:
    """Send the form of what Globex is, as it was shown, with some answers changed."""
    values = {field.key: field.value for field in shown.fields} | changed
    inbound = Inbound(key, demo_people.speaker("rob"), demo_people.place("rob"), shown.command, values, shown.subject)
    return sandbox.answer(inbound).card


def test_of_a_form_only_what_changed_is_set(sandbox: Sandbox, say: Say) -> None:
    shown = form(say("rob", "set globex"))
    assert "90,000 EUR" in plain(set_globex(sandbox, shown, "s1", amount="90000 EUR"))
    history = plain(say("rob", "history globex all"))
    assert "set the amount to 90,000 EUR" in history
    assert "set the name" not in history


def test_a_form_filled_in_before_a_change_puts_nothing_back(sandbox: Sandbox, say: Say) -> None:
    shown = form(say("rob", "set globex"))
    say("mia", "set globex amount 99000 EUR")
    again = set_globex(sandbox, shown, "s2", product="software")
    assert again.title == "Globex has changed since you opened this form"
    assert "99000" in {field.key: field.value for field in form(again).fields}["amount"]
    assert "99,000 EUR" in plain(say("rob", "show globex all"))


def test_one_form_asks_for_all_that_is_missing_and_opens_the_gate(say: Say) -> None:
    asked = form(say("rob", "met globex"))
    keys = {field.key for field in asked.fields}
    assert {"responsible", "budget", "decision", "buying_steps", "buying_steps.manner"} <= keys
    said = {"said_by": "Gus Grant", "where": "call"}
    values = {"responsible": "Gus Grant", "budget": "75000 EUR", "decision": "The board"}
    values |= {f"{key}.{part}": word for key in ("budget", "decision") for part, word in said.items()}
    values |= {"buying_steps": "problem_admitted", "buying_steps.manner": "did"}
    missing = say("rob", asked.command, {**values, "budget": "lots"})
    assert list(errors(missing)) == ["budget"]
    assert "buying steps" in plain(say("rob", "show globex"))
    taken = plain(say("rob", asked.command, values))
    assert "Everything is proven. The deal can leave Qualification" in taken
    assert "Globex is now in Development" in plain(say("rob", "advance globex"))


def test_a_fault_keeps_the_fields_that_were_left_empty_and_what_was_filled_in_beforehand_answers_nothing(
    say: Say,
) -> None:
    asked = form(say("rob", "met globex"))
    sent = {field.key: field.value for field in asked.fields} | {"budget": "lots", "budget.where": "call"}
    assert sent["decision.said_by"] and not sent["decision"]
    faulty = say("rob", asked.command, sent)
    assert list(errors(faulty)) == ["budget"]
    assert {field.key for field in form(faulty).fields} == set(sent)


def test_a_trigger_is_named_in_the_form_with_its_owner_and_day(say: Say) -> None:
    asked = form(say("rob", "met globex triggers"))
    assert [field.key for field in asked.fields] == ["triggers", "triggers.owner", "triggers.due"]
    values = {field.key: field.value for field in asked.fields} | {"triggers": "The audit begins"}
    assert "a date" in errors(say("rob", asked.command, values))["triggers.due"]
    assert "1 named, 1 open" in plain(say("rob", asked.command, values | {"triggers.due": "3 June"}))
    assert "The audit begins" in plain(say("rob", "show globex all"))


def test_what_is_open_comes_off_its_list_in_the_form(say: Say) -> None:
    say("rob", "objection globex it is too slow")
    asked = form(say("rob", "met globex objections"))
    assert [field.key for field in asked.fields] == ["objections.1"]
    assert "1 named, none open" in plain(say("rob", asked.command, {"objections.1": "shown in a test"}))


def test_the_form_of_what_was_understood_names_its_deal(talk: Talk, say: Say) -> None:
    card = talk("rob", "on Globex the board decides after a pilot")
    opened = [button.command for button in all_buttons(card) if button.command.startswith("draft ")]
    asked = say("rob", opened[0])
    assert asked.title == f"Is this right? {form(asked).title}"
    assert "Globex" in asked.title
