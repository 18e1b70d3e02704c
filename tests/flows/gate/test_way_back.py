"""Back means something: what no longer holds is confirmed again before the gate opens."""

from adapters.card import Buttons, Card
from adapters.sandbox.terminal_card import plain
from tests.support.card_text import form_of
from tests.support.sandbox_script import Say, button


def still(card: Card) -> list[str]:
    """The commands of the buttons that say that something is still true."""
    rows = [part.every for part in card.body if isinstance(part, Buttons)]
    return [one.command for row in rows for one in row if one.label.startswith("Still true")]


def test_a_deal_sent_back_and_forth_meets_its_gates_again(say: Say) -> None:
    say("rob", "back stark to qualification because their budget is gone")
    refused = say("rob", "advance stark to discussion")
    assert "is in Qualification" in refused.title
    assert "problem (still true?)" in plain(refused)
    presses = still(refused)
    assert len(presses) == 5
    for press in presses:
        say("rob", press)
    assert "Discussion" in plain(say("rob", "advance stark to discussion"))


def test_one_press_confirms_all_that_is_still_true(say: Say) -> None:
    say("rob", "back stark to qualification because their budget is gone")
    refused = say("rob", "advance stark to discussion")
    held = say("rob", button(refused, "All still true").command)
    assert held.title == "Stark: 5 exits still hold"
    assert "Discussion" in plain(say("rob", "advance stark to discussion"))
    assert "nothing to confirm" in plain(say("rob", "confirm stark all"))


def test_a_press_on_an_older_card_confirms_nothing_that_it_did_not_show(say: Say) -> None:
    say("rob", "back stark to presentation because the plan has to change")
    earlier = button(say("rob", "show stark"), "All still true")
    say("rob", "back stark to qualification because their budget is gone")
    assert "Nothing is confirmed yet" in plain(say("rob", earlier.command))
    assert len(still(say("rob", "show stark"))) == 5


def test_all_is_what_this_person_attests(say: Say) -> None:
    say("rita", "back wonka to discussion because Legal has to look again")
    assert "All still true" not in plain(say("rita", "show wonka"))
    say("rita", "confirm wonka all")
    say("leo", "confirm wonka all")
    assert still(say("leo", "show wonka")) == []


def test_the_form_lists_what_was_proven_from_there_on(say: Say) -> None:
    first = form_of(say("rob", "back stark"))
    asked = form_of(say("rob", first.command, {"stage": "development", "reason": "the plan has to change"}))
    fields = {field.key: field.value for field in asked.fields}
    assert fields["still.mutual_plan"] == "no"
    assert fields["still.presented_on"] == "yes"
    assert "still.budget" not in fields
    answers = {key: "yes" for key in fields if key.startswith("still.")}
    say("rob", asked.command, {**answers, "still.details": "no", "reason": "the plan has to change"})
    assert "Details" in plain(say("rob", "history stark all")).split("To confirm again:")[1]
    (press,) = still(say("rob", "advance stark to discussion"))
    assert press.endswith("details")


def test_who_attests_it_confirms_it_and_no_one_else(say: Say) -> None:
    say("rita", "back wonka to discussion because Legal has to look again")
    say("rita", "set wonka product software")
    assert "Only Legal can attest this" in plain(say("rita", "confirm wonka legal"))
    assert "still holds" in plain(say("leo", "confirm wonka legal"))
    assert "nothing to confirm" in plain(say("leo", "confirm wonka legal"))


def test_losing_and_reopening_does_not_wash_a_doubt_away(say: Say) -> None:
    say("rob", "back stark to qualification because their budget is gone")
    say("rob", "lose stark because no budget")
    say("rob", "reopen stark because they found one")
    assert len(still(say("rob", "advance stark"))) == 5


def test_new_evidence_answers_a_doubt_too(say: Say) -> None:
    say("rob", "back stark to qualification because their budget is gone")
    say("rob", "met stark budget 50000 EUR said by Sia Stone in call")
    assert not any("budget" in press for press in still(say("rob", "advance stark")))
