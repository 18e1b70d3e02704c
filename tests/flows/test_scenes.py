"""The scenes of a sale, played in the sandbox from typed line to card."""

from itertools import count

import pytest

from adapters.chat import Inbound, Place
from adapters.sandbox import demo_people
from adapters.sandbox.terminal_card import plain
from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import form_of, text_of
from tests.support.sandbox_script import Say, button


def test_i_got_this_is_stopped_at_the_first_gate_coached_and_seen_by_the_manager(say: Say) -> None:
    card = plain(say("rob", "advance globex to closing"))
    assert "is in Qualification" in card
    assert "From the buyer: " in card
    assert "No one can skip a stage" in card
    assert "tried to skip to Closing" in plain(say("mia", "history globex all"))
    assert "Rob Reyes" in plain(say("mia", "funnel by rep"))


def test_a_buyer_who_runs_ahead_is_shown_with_the_triggers_serious_buyers_still_need(say: Say) -> None:
    card = plain(say("rob", "buyer acme wants contract by Friday"))
    assert "The buyer is ahead of us" in card
    assert "Brings in the budget holder" in card


def test_a_handoff_goes_from_refusal_to_approval(say: Say) -> None:
    say("rob", "advance stark")
    own = say("mia", "approve stark")
    assert "Approve" not in plain(say("rob", "approve stark"))
    assert "You can't approve your own deal" in plain(say("rob", button(own, "Approve").command))
    say("rob", "set stark amount 80000 EUR")
    assert "void" in plain(say("mia", button(own, "Approve").command))
    assert "Legal" in plain(say("rob", "advance stark"))
    say("leo", "met stark legal yes")
    say("rob", "advance stark")
    approve = button(say("mia", "approve stark"), "Approve").command
    assert "Closing" in plain(say("mia", approve))
    again = plain(say("max", approve))
    assert "Mia Marsh" in again


def test_the_wheel_turns_again_once_the_second_payment_is_in(say: Say) -> None:
    say("ana", "payment tyrell 2 received bank statement")
    say("ana", "met tyrell review They want the training for a second site said by Tia Torres in meeting")
    say("ana", "buyer tyrell did live said by Tia Torres in call")
    done = say("ana", "advance tyrell")
    opened = plain(say("ana", button(done, "up-sell").command))
    assert "Tyrell" in opened
    won = text_of(say("mia", "funnel")).split("Won ")[1].split(".")[0]
    assert f"Won {won}." in text_of(say("mia", "flywheel turns"))
    assert say("mia", "flywheel").title == "3 customers, 2 came back"


def test_a_resent_line_gets_the_same_answer_and_nothing_happens_twice(say: Say) -> None:
    first = say("rob", "new Vandelay", key="same")
    assert say("rob", "new Vandelay", key="same") == first


def test_a_second_advance_says_where_the_deal_already_is(say: Say) -> None:
    say("rob", "advance initech")
    assert "is already in Qualification" in plain(say("rob", "advance initech"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("frobnicate", "I don't know the command"),
        ("advance nobody at all", "I couldn't find a deal called"),
        ("advance acme to victory", "couldn't find a stage called"),
        ("advance acme closing", "what “closing” after Acme means"),
        ("lose acme because", "Why is it lost?"),
        ("met acme budget 50000 XYZ said by CFO in call", "couldn't read"),
        ("objection acme 1", "has no words in it"),
        ("trigger acme board meets by 45 May owner <@rob>", "The calendar has no “45 May”"),
        ("log acme fax sent the offer", "I don't know the activity “fax”"),
        ("/deal shwo acme", "Did you mean /deal show"),
        ("met acme bugdet 5", "Did you mean “budget”"),
        ("met acme budget lots said by CFO in call", "couldn't read"),
        ("new \u202eevil", "invisible or direction-changing"),
        ("new 🚀", "at least one letter or digit"),
        ("new <!channel>", "can't have"),
        ("new <b>Acme</b>", "can't have"),
        ("new " + "x" * 10_000, "Shorten it to 4,000"),
        ("waive acme budget because I know them", "Only a manager can waive"),
    ],
)
def test_bad_input_gets_one_clear_sentence_and_changes_nothing(say: Say, line: str, said: str) -> None:
    before = plain(say("rob", "list all"))
    assert said in plain(say("rob", line))
    assert plain(say("rob", "list all")) == before


def test_the_form_on_the_buyers_card_keeps_the_step_and_its_day(say: Say) -> None:
    say("rob", "buyer acme", {"step": "contract", "manner": "wants", "due": "2026-05-08"})
    assert "“Asks for the contract” is due Friday 8 May 2026" in plain(say("rob", "buyer acme"))


def test_a_day_that_is_none_is_said_and_nothing_of_the_form_is_kept(say: Say) -> None:
    before = plain(say("rob", "buyer acme"))
    refused = plain(say("rob", "buyer acme", {"step": "contract", "manner": "wants", "due": "someday"}))
    assert "couldn't read “someday” as a date" in refused
    assert plain(say("rob", "buyer acme")) == before


def test_a_step_the_buyer_took_is_not_asked_for_again(say: Say) -> None:
    taken = say("rob", "buyer acme", {"step": "problem_admitted", "manner": "did", "said_by": "Carla"})
    assert "Buyer did: Brings in the budget holder" in plain(taken)
    form = form_of(say("rob", "buyer acme did"))
    assert "problem_admitted" not in dict(form.fields[0].options)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("show cyberdine", "Cyberdyne"),
        ("show wayen", "Wayne Industries"),
        ("deal show acme", "Acme"),
        ("list rita", "Rita Roy's"),
    ],
)
def test_what_is_meant_is_found(say: Say, line: str, said: str) -> None:
    assert said in plain(say("rob", line))


def test_a_waiver_is_answered_as_one(say: Say) -> None:
    waived = plain(say("mia", "waive acme decision because their group decides for them"))
    assert "Acme: Decision is waived" in waived
    assert "their group decides for them" in waived
    assert "Decision is no longer proven" in plain(say("mia", "unmet acme decision because they do decide"))


def test_free_text_that_begins_like_another_deal_is_asked_about_in_a_deals_channel(sandbox: Sandbox, say: Say) -> None:
    channel = Place(demo_people.PLATFORM, demo_people.WORKSPACE, "acme-room", "channel", "acme")
    keys = count()

    def here(text: str) -> str:
        return plain(sandbox.answer(Inbound(f"h{next(keys)}", demo_people.speaker("rob"), channel, text)).card)

    here("here acme")
    asked = here("objection globx too slow")
    assert "Which deal do you mean?" in asked
    assert "Globex" in asked
    assert "Acme" in asked
    assert "too slow" in here("objection it is too slow")
