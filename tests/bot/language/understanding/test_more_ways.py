"""Ways of saying it that several writers used: formal, hurried, and in a second language."""

from dataclasses import replace

import pytest

from bot.language.understanding.commands import command_of
from bot.language.understanding.proposal import Operation, Propose, Read, TakeBack, WhichDeal
from bot.language.understanding.understand import understand
from process.list_item import ListItem
from tests.support.spoken_sentences import AROUND, DEALS, NAMES, NOW, deal_id, meant, operations

IDS = {name.split()[0]: deal_id(name) for name in reversed(NAMES)}
PROPOSED = (
    ("Gap's owner should be Rita from now on", "assign #{Gap} to <@rita>"),
    ("let rita run globex", "assign #{Globex} to <@rita>"),
    ("we need the legal team to check the contract of Globex", "engage #{Globex} legal"),
    ("licensing please for Globex", "engage #{Globex} licensing"),
    ("globex wants it in september so close date 30 sept", "set #{Globex} close date 2026-09-30"),
    ("close date of Globex expected: 31 July", "set #{Globex} close date 2026-07-31"),
    ("gap will close on 1 July", "set #{Gap} close date 2026-07-01"),
    ("wait Globex until 1 June because of the audit", "wait #{Globex} until 2026-06-01 because the audit"),
    ("the board votes on 28 May, that's the trigger for Globex", "trigger #{Globex} the board votes"),
    ("Tom Berg, head of IT, is the one to talk to at Globex", "met #{Globex} contact Tom Berg, head of IT"),
    ("Globex wrote to us through the website", "met #{Globex} source inbound"),
    ("Gus and his team saw the demo at Globex", "met #{Globex} presented_to Gus and his team"),
    ("next step for Globex = demo with Gus on 12 May", "plan #{Globex} demo with Gus on 2026-05-12"),
    ("meeting with Gus planned for 19 May, 10:00", "plan #{Globex} meeting with Gus on 2026-05-19 at 10:00"),
    ("tomorrow I'm visiting Gus at Globex", "plan #{Globex} visiting Gus"),
    ("plan a review with Gus in June", "plan #{Globex} review with Gus on 2026-06-30"),
    ("new prospect Vandelay Imports met at the fair", "new Vandelay Imports"),
)


@pytest.mark.parametrize(("text", "command"), PROPOSED)
def test_another_way_to_say_it_means_the_same(text: str, command: str) -> None:
    found = operations(text.replace("@rita", "<@rita>"))
    assert found, meant(text)
    assert command_of(found[0]).startswith(command.format(**IDS))


READ = (
    ("who do i have to chase today?", "home"),
    ("which deals are waiting for my team?", "home"),
    ("please provide an overview of all deals expected to close in June", "list closing June"),
    ("what is the total value of our open pipeline?", "funnel"),
    ("how much do we have in closing overall?", "funnel"),
    ("show me the funnel of the whole team", "funnel"),
    ("whos in ritas team", "team"),
    ("show me everything Rita has in discussion", "list discussion of rita"),
    ("ritas deals in closing", "list closing of rita"),
    ("when is Gap supposed to close?", "show #{Gap}"),
    ("can you tell me what lacks for Globex", "show #{Globex}"),
    ("Rita's deal with Globex: I would like to understand who decides there.", "show #{Globex}"),
)


@pytest.mark.parametrize(("text", "command"), READ)
def test_another_way_to_ask_is_answered_with_the_same(text: str, command: str) -> None:
    found = meant(text)
    assert isinstance(found, Read), found
    assert found.command == command.format(**IDS)


def test_who_said_it_is_about_the_deal_that_was_spoken_of() -> None:
    found = meant("and who said that?", last="Globex")
    assert isinstance(found, Read)
    assert found.command == f"answers #{IDS['Globex']}"


@pytest.mark.parametrize(
    "text",
    [
        "pls take that back, was the wrong deal",
        "scrap that, wrong deal. undo",
        "actually scratch that, undo",
        "sorry, undo that, thanks",
    ],
)
def test_an_undo_in_two_pieces_is_one(text: str) -> None:
    assert isinstance(meant(text), TakeBack)


@pytest.mark.parametrize("text", ["wrong number again", "scratch the surface, undo the knot", "undo button is cool"])
def test_words_beside_an_undo_make_it_none(text: str) -> None:
    assert not isinstance(meant(text), TakeBack)


def test_a_contact_beside_an_everyday_name_shows_that_the_deal_is_meant() -> None:
    (one, *_) = operations("gap has 35k as a budget, gina wrote")
    assert (one.deal, one.slots["value"]) == (IDS["Gap"], "35000 EUR")
    assert not operations("the gap is 35k now")


def test_next_with_a_colon_is_a_heading_in_the_notes_on_another_deal() -> None:
    (one,) = operations("Notes Globex\n- next: send Gus the scope by Friday")
    assert (one.verb, one.deal) == ("plan", IDS["Globex"])
    (other,) = operations("next: close moved to 31 july")
    assert (other.verb, other.deal) == ("set", IDS["Next"])


def test_the_place_in_the_heading_of_notes_counts_for_their_lines() -> None:
    (one, *_) = operations("recap Globex meeting\nGus: 54k is available in this year's budget")
    assert (one.slots["said_by"], one.slots["where"]) == ("Gus", "meeting")


def test_pieces_of_a_sentence_share_the_one_deal_that_it_names() -> None:
    found = operations("legal ok, licensing ok for Globex")
    assert [(one.deal, one.slots["exit"]) for one in found] == [(IDS["Globex"], "legal"), (IDS["Globex"], "licensing")]


def test_a_rest_until_then_ends_on_the_day_that_was_named() -> None:
    (one,) = operations("gus is out till 14 may, park globex until then")
    assert (one.verb, one.slots["until"]) == ("wait", "2026-05-14")


def test_someone_of_the_customers_who_is_away_is_asked_about_as_a_rest() -> None:
    (one,) = operations("gus is on holiday till the 18th")
    assert (one.verb, one.slots["until"], one.complete) == ("wait", "2026-05-18", False)


def test_an_ok_behind_an_order_makes_no_question_of_it() -> None:
    assert [one.verb for one in operations("mute globex until monday ok?")] == ["snooze"]


def test_steps_first_and_then_are_a_plan_with_the_customer() -> None:
    (one,) = operations("gus wants the pilot in one site first, then they decide after four weeks", last="Globex")
    assert one.slots["exit"] == "mutual_plan"


@pytest.mark.parametrize(
    "text",
    ["new CFO at Globex is Tara Berg", "Globex has a new CFO: Tara Berg", "Tara Berg is the new CFO at Globex"],
)
def test_someone_new_in_a_role_is_a_contact_and_not_the_one_with_the_same_first_name(text: str) -> None:
    (one,) = operations(text)
    assert command_of(one) == f"contact #{IDS['Globex']} Tara Berg, CFO"


def test_the_same_answer_counts_for_another_team() -> None:
    yes = Operation("met", IDS["Globex"], {"exit": "legal", "value": "yes"})
    found = meant("and licensing too", proposed=yes)
    assert isinstance(found, Propose)
    assert found.operations[0].slots == {"exit": "licensing", "value": "yes"}


def test_a_name_that_is_a_colleagues_deal_is_asked_about_beside_ones_own() -> None:
    mine = tuple(one for one in DEALS.values() if one.name != "Acme")
    found = understand("acme is at 60k since today", replace(AROUND, mine=mine))
    assert isinstance(found, WhichDeal)
    assert [one.deal for one in found.choices] == [deal_id("Acme"), deal_id("Acme Nordics")]


def test_a_trigger_that_is_spoken_of_gets_its_new_day() -> None:
    trigger = ListItem("trigger", 1, "audit of the plant in Rotterdam", "rob", NOW, due=NOW.date())
    globex = replace(DEALS[IDS["Globex"]], items=(trigger,))
    around = replace(AROUND, find={**DEALS, globex.id: globex}.get, last=globex.id)
    found = understand("the audit moved to 25 May because they have no room", around)
    assert isinstance(found, Propose)
    expected = f"trigger #{globex.id} 1 moved to 2026-05-25 because they have no room"
    assert command_of(found.operations[0]) == expected


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Would you be so kind as to hand Globex over to Rita?", "assign #{Globex} to <@rita>"),
        ("globex goes on ice until 1 september, no budget this summer", "wait #{Globex} until 2026-09-01 because no"),
        ("can somebody from legal look over the Globex contract", "engage #{Globex} legal"),
        ("our licensing review of Globex found no issues", "met #{Globex} licensing yes"),
    ],
)
def test_a_request_in_polite_words_is_the_plain_one(text: str, command: str) -> None:
    found = operations(text.replace("Rita", "<@rita>"))
    assert found, meant(text)
    assert command_of(found[0]).startswith(command.format(**IDS))
