"""What people type on their first day with the bot: their day, their numbers, and facts told in a hurry."""

from dataclasses import replace

import pytest

from bot.language.understanding.commands import command_of
from bot.language.understanding.proposal import Operation, Propose, Read, Unsure
from bot.language.understanding.understand import understand
from process.deal import Engagement
from tests.support.spoken_sentences import AROUND, DEALS, NAMES, NOW, RITA, deal_id, meant, operations

IDS = {name.split()[0]: deal_id(name) for name in reversed(NAMES)}


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("how many deals do i have due in june", "list closing june"),
        ("can i see everything due this quarter", "list closing this quarter"),
        ("and just the ones that close in july", "list closing july"),
        ("anything i missed?", "home"),
        ("is there something I still need to decide today?", "home"),
        ("what does sales need from us?", "home"),
        ("which accounts do i look after", "list"),
        ("show me the top 3 deals", "list biggest"),
        ("my biggest deals", "list biggest of me"),
        ("what deals of mine are at risk", "stalled mine"),
        ("who haven't i called lately?", "stalled mine"),
        ("compare @rita and Rob", "funnel by rep"),
        ("who's doing best this month", "funnel by rep"),
        ("has anyone jumped a gate lately?", "funnel by rep"),
        ("how long do deals usually stay in discussion", "funnel days"),
        ("what's the usual time per stage", "funnel days"),
        ("what did the team do this week", "history since this week"),
        ("which deals are held up with licensing", "list waiting for licensing"),
        ("no more daily digests please", "digest"),
        ("can we have the digest earlier", "digest"),
        ("we hired a new seller, starts in june", "team"),
        ("difference between closing and account management?", "playbook"),
        ("do we always need licensing for small deals?", "help licensing"),
        ("which meetings do i have on friday", "home"),
        ("what deals are ready to move on", "list"),
        ("who do i report to", "team"),
        ("how did we do in march", "funnel march"),
        ("how did i do last month", "funnel last month of me"),
        ("are there any renewals coming up", "flywheel"),
        ("why do i get all these nudges", "rules"),
        ("mute the notifications until tuesday", "settings"),
        ("when is Gap up for renewal", "show #{Gap} all"),
    ],
)
def test_a_plain_question_about_ones_day_or_numbers_is_answered(text: str, command: str) -> None:
    found = meant(text.replace("@rita", "<@rita>"))
    assert isinstance(found, Read), found
    assert found.command == command.format(**IDS)


@pytest.mark.parametrize(
    ("text", "here", "nowhere"),
    [
        ("how much is that in total?", "funnel of me", "funnel of me"),
        ("what's it worth now", "show #{Globex}", ""),
        ("and who signs there?", "show #{Globex}", ""),
        ("did they sign?", "show #{Globex}", ""),
        ("can we close this one already?", "show #{Globex}", ""),
        ("so why not?", "show #{Globex}", ""),
        ("what about last quarter?", "funnel last quarter", "funnel last quarter"),
        ("and rita?", "list rita", "list rita"),
    ],
)
def test_a_question_that_goes_on_is_about_what_was_spoken_of(text: str, here: str, nowhere: str) -> None:
    assert _read(text, "Globex") == here.format(**IDS)
    assert _read(text, "") == nowhere


def _read(text: str, last: str) -> str:
    found = meant(text, last=last)
    return found.command if isinstance(found, Read) else ""


def test_a_sentence_that_was_asked_about_before_shows_no_marks_of_ours() -> None:
    assert "⟨" not in repr(meant("what's up with Friday and 50k?"))


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("globex is at 61k, they want one more site", "set #{Globex} amount 61000 EUR"),
        ("Gus has approved the 40k in the call", "met #{Globex} budget 40000 EUR said by Gus in call"),
        ("globex is signed, so book it please", "advance #{Globex} to account_management"),
    ],
)
def test_a_fact_in_a_hurry_is_offered_as_what_it_is(text: str, command: str) -> None:
    assert command_of(operations(text)[0]) == command.format(**IDS)


def test_a_close_date_moves_by_as_much_as_was_said() -> None:
    dated = {deal_id("Globex"): replace(DEALS[deal_id("Globex")], close_date=NOW.date())}
    found = understand("globex slipped by two weeks", replace(AROUND, find={**DEALS, **dated}.get))
    assert isinstance(found, Propose)
    assert command_of(found.operations[0]) == f"set #{IDS['Globex']} close date 2026-05-19"


@pytest.mark.parametrize(
    "text",
    [
        "gus called off the meeting",
        "forget the demo with Gus",
        "our call with globex got cancelled",
        "skip the visit to Gap",
    ],
)
def test_what_did_not_take_place_is_not_logged(text: str) -> None:
    assert "log" not in {one.verb for one in operations(text, last="Globex")}


@pytest.mark.parametrize("number", ["+44 20 7946 0958", "0171 5550123", "+1 (415) 555-2671"])
def test_a_phone_number_is_not_an_amount(number: str) -> None:
    found = meant(f"Carla's new mobile: {number}", last="Globex")
    assert isinstance(found, Unsure), found
    offered = {(one.verb, one.slots.get("exit")) for one in found.offers}
    assert not offered & {("set", None), ("met", "budget")}


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("ask rita when they decide on globex", "ask #{Globex} about when they decide"),
        ("ask her whether they have a budget", "ask #{Globex} about whether they have a budget"),
    ],
)
def test_a_colleague_who_works_on_a_deal_is_asked_in_words(text: str, does: str) -> None:
    hers = {deal_id("Globex"): replace(DEALS[deal_id("Globex")], owner="rita")}
    around = replace(AROUND, find={**DEALS, **hers}.get, last=deal_id("Globex"))
    found = understand(text, around)
    assert isinstance(found, Propose)
    assert command_of(found.operations[0]) == does.format(**IDS)
    assert not [one for one in operations(text, last="Globex") if one.verb == "ask"], "no one asks themselves"


def test_a_specialist_is_nudged_about_the_only_deal_that_waits_for_them() -> None:
    lea = replace(RITA, id="lea", name="Lea Lind", teams=frozenset({"legal"}))
    called = replace(DEALS[deal_id("Gap")], engaged=(Engagement("legal", "rob", NOW, ""),))
    deals = {**DEALS, called.id: called}
    around = replace(AROUND, colleagues={"lea": lea}, find=deals.get, mine=tuple(deals.values()))
    found = understand("please remind Lea again", around)
    assert isinstance(found, Propose)
    assert command_of(found.operations[0]) == f"ask #{IDS['Gap']} for legal"


PLANNED = Operation("plan", deal_id("Gap"), {"text": "call Gina", "day": "2026-05-08"}, complete=True)
PRICED = Operation("set", deal_id("Gap"), {"attribute": "amount", "value": "60000 EUR"}, complete=True)
NAMED = Operation("met", deal_id("Globex"), {"exit": "responsible", "value": "Gus Grant"}, complete=True)


@pytest.mark.parametrize(
    ("proposed", "text", "slots"),
    [
        (PLANNED, "better at 14:30", {"time": "14:30"}),
        (PLANNED, "no, the 11th at 9am", {"day": "2026-05-11", "time": "09:00"}),
        (PRICED, "sorry, 62500", {"value": "62500 EUR"}),
        (NAMED, "oops sorry, acme, and it's Carla", {"value": "Carla"}),
    ],
)
def test_a_short_answer_corrects_what_was_proposed(proposed: Operation, text: str, slots: dict[str, str]) -> None:
    found = meant(text, last="Gap", proposed=proposed)
    assert isinstance(found, Propose), found
    assert slots.items() <= dict(found.operations[0].slots).items()


def test_a_small_number_after_thousands_can_mean_both_and_is_asked() -> None:
    asked = meant("no, 58", last="Gap", proposed=PRICED)
    assert isinstance(asked, Propose), asked
    [found] = asked.operations
    assert [command_of(one) for one in found.each] == [
        f"set #{IDS['Gap']} amount 58000 EUR",
        f"set #{IDS['Gap']} amount 58 EUR",
    ]


def test_a_word_for_what_was_spoken_of_does_not_name_a_new_deal() -> None:
    [found] = operations("create a deal for them", last="Globex")
    assert "name" not in found.slots


def test_what_else_was_said_of_a_new_customer_is_kept() -> None:
    [found] = operations("new customer: Blue Harbour Foods, their buyer Ned wrote to us on Monday")
    assert found.slots["name"] == "Blue Harbour Foods"
    assert "Ned wrote to us" in found.slots["note"]


def test_a_call_to_log_without_a_word_about_it_asks_for_one() -> None:
    [found] = operations("log a meeting with Globex")
    assert dict(found.slots) == {"activity": "meeting"}
    assert not found.complete


def test_a_text_does_not_begin_with_the_word_that_joined_it() -> None:
    [found] = operations("and also she decides alone at Acme", last="Acme")
    assert found.slots["value"].startswith("she decides")


@pytest.mark.parametrize(
    "text", ["I'm out of office next week", "i'm off on friday", "rita fills in for me until friday"]
)
def test_an_absence_opens_the_form_of_a_stand_in(text: str) -> None:
    assert [one.verb for one in operations(text)] == ["away"]
