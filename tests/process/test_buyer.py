"""The buyer's own route: warnings go both ways."""

import re

import pytest

from process import lists, proof
from process.asks_less import asks_less
from process.buyer import BuyerTrack, track
from process.facts import Closed
from process.gate import missing
from process.outcome import Outcome
from process.playbook_faults import BadPlaybook, NoProof, StrayStep, UnknownStep
from process.playbook_file import read
from tests.support.people_and_deal import SMALL_TEXT, STANDARD, STANDARD_TEXT, Story, evidence, item

RECORDED = read(re.sub(r"\nproven_by = .*", "", STANDARD_TEXT))
"""The standard playbook as it was when only what someone recorded moved the track."""


def step(story: Story, key: str, done: bool, who: str = "rob") -> Outcome:
    name = next((it.name for it in story.playbook.buyer if it.key == key), key)
    named = item("buyer step", name, key=key if name != key else "")
    return story.ask(who, lambda deal, context: lists.step(deal, context, named, done))


def seen(story: Story) -> BuyerTrack:
    return track(story.deal, story.playbook)


def test_no_one_is_ahead_where_both_begin() -> None:
    track = seen(Story(RECORDED))
    assert (track.behind, track.ahead, track.unmet, track.triggers) == ((), (), (), ())
    assert {it.state for it in track.steps} == {"ahead"}


def test_a_seller_ahead_of_the_buyer_is_selling_to_no_one() -> None:
    story = Story(RECORDED)
    story.to("development")
    assert [it.name for it in seen(story).behind] == ["Admits the problem", "Brings in the budget holder"]
    step(story, "problem_admitted", done=True)
    assert [it.name for it in seen(story).behind] == ["Brings in the budget holder"]


def test_a_step_the_buyer_only_wants_is_not_taken_yet() -> None:
    story = Story(RECORDED)
    story.to("development")
    step(story, "problem_admitted", done=False)
    assert [it.state for it in seen(story).behind] == ["wanted", "ahead"]


def test_a_buyer_ahead_of_the_seller_still_needs_the_triggers() -> None:
    story = Story(STANDARD)
    story.to("qualification")
    story.put("rob", item("trigger", "their licence ends"))
    step(story, "problem_admitted", done=True)
    step(story, "contract", done=False)
    track = seen(story)
    assert [it.name for it in track.ahead] == ["Asks for the contract"]
    assert [it.exit.key for it in track.unmet][:3] == ["problem", "responsible", "budget"]
    assert "terms" not in [it.exit.key for it in track.unmet]
    assert track.triggers == (
        *("their licence ends", "Brings in the budget holder", "Compares options"),
        *("Validates the solution", "Clears the risks"),
    )


def test_a_step_of_the_buyers_own_is_beside_the_playbooks() -> None:
    story = Story(STANDARD)
    step(story, "Works council agrees", done=False)
    assert [(it.name, it.state) for it in seen(story).steps][-1] == ("Works council agrees", "wanted")
    step(story, "works COUNCIL agrees", done=True)
    assert [(it.name, it.state) for it in seen(story).steps][-1] == ("Works council agrees", "done")


def test_a_step_is_on_the_track_once_and_taken_once() -> None:
    story = Story(STANDARD)
    assert step(story, "contract", done=False).refusal is None
    assert step(story, "contract", done=False).facts == ()
    assert step(story, "contract", done=True).refusal is None
    assert step(story, "contract", done=True).facts == ()
    assert len(story.deal.listed("buyer step")) == 1


def test_a_step_the_playbook_no_longer_has_is_still_the_buyers() -> None:
    story = Story()
    step(story, "contract", done=True)
    fewer = read(SMALL_TEXT[: SMALL_TEXT.rindex("[[buyer]]")])
    assert [(it.name, it.state) for it in track(story.deal, fewer).steps] == [
        ("Admits the problem", "ahead"),
        ("Asks for the contract", "done"),
    ]


def test_only_those_who_work_on_the_deal_keep_the_buyers_track() -> None:
    story = Story(STANDARD)
    for who in ("rita", "leo", "ada", "ivo"):
        assert step(story, "contract", done=True, who=who).facts == ()


def states(story: Story) -> dict[str, str]:
    return {one.name: one.state for one in seen(story).steps}


def test_proven_evidence_moves_the_buyers_track() -> None:
    story = Story(STANDARD)
    story.to("qualification")
    assert states(story)["Brings in the budget holder"] == "ahead"
    story.meet("rob", evidence("budget", "40000 EUR", "Carla Chen, CFO", "call"))
    assert states(story)["Brings in the budget holder"] == "done"
    story.ask("rob", lambda deal, context: proof.unmeet(deal, context, "budget", "she was wrong"))
    assert states(story)["Brings in the budget holder"] == "ahead"


def test_a_step_needs_every_exit_that_proves_it() -> None:
    story = Story(STANDARD)
    story.to("qualification")
    story.meet("rob", evidence("problem", "Two systems that do not talk"))
    assert states(story)["Admits the problem"] == "ahead"
    story.meet("rob", evidence("responsible", "Carla Chen, CFO"))
    assert states(story)["Admits the problem"] == "done"


def test_no_warning_comes_where_the_evidence_shows_that_a_serious_buyer_is_as_far() -> None:
    story = Story(STANDARD)
    story.to("discussion")
    assert (seen(story).behind, seen(story).ahead) == ((), ())


def test_evidence_that_came_early_is_not_the_buyer_running_ahead() -> None:
    story = Story(STANDARD)
    story.to("qualification")
    story.meet("rob", evidence("mutual_plan", "Pilot in one site", "Carla Chen, CFO", "call"))
    assert states(story)["Compares options"] == "done"
    assert seen(story).ahead == ()


def test_a_waived_exit_shows_no_step_of_the_buyers() -> None:
    story = Story(STANDARD)
    story.to("qualification")
    story.waive("mia", "budget")
    assert states(story)["Brings in the budget holder"] == "ahead"


def test_what_is_doubted_on_the_way_back_moves_the_track_back() -> None:
    story = Story(STANDARD)
    story.to("development")
    story.back("rob", "qualification", "budget")
    assert states(story)["Brings in the budget holder"] == "ahead"
    story.confirm("rob", "budget")
    assert states(story)["Brings in the budget holder"] == "done"


def test_no_one_is_warned_of_selling_to_no_one_on_a_won_deal() -> None:
    story = Story(RECORDED)
    story.to("account_management")
    assert seen(story).behind == ()


def test_a_step_that_the_buyer_will_not_take_leaves_the_track_and_can_come_back() -> None:
    story = Story(STANDARD)
    step(story, "Works council agrees", done=False)
    closed = Closed("buyer step", 1, "they have none any more", dropped=True)
    story.ask("rob", lambda deal, context: lists.close(deal, context, closed))
    assert "Works council agrees" not in states(story)
    step(story, "Works council agrees", done=False)
    assert states(story)["Works council agrees"] == "wanted"


def test_a_step_of_their_own_says_something() -> None:
    assert step(Story(STANDARD), "?", done=False).refusal is not None


EXIT = """carried = true }, { key = "holder_in", name = "Budget holder", question = "Has the budget holder come in?", \
kind = "list", of = "buyer step", want = "closed", step = "contract" }]"""
GATE_TEXT = SMALL_TEXT.replace("carried = true }]", EXIT, 1)
STEP_IN_GATE = read(GATE_TEXT)


def test_a_step_of_the_buyers_can_be_part_of_a_gate() -> None:
    story = Story(STEP_IN_GATE)
    story.meet("rob", evidence("reached", "Carla Chen, CFO"))
    assert [one.exit.key for one in missing(story.deal, STEP_IN_GATE, "find")] == ["holder_in"]
    step(story, "contract", done=False)
    assert story.advance().refusal is not None
    step(story, "contract", done=True)
    assert story.advance().deal.stage == "agree"


def test_evidence_that_shows_the_step_opens_its_gate_too() -> None:
    playbook = read(GATE_TEXT + 'proven_by = ["reached"]\n')
    story = Story(playbook)
    story.meet("rob", evidence("reached", "Carla Chen, CFO"))
    assert missing(story.deal, playbook, "find") == ()
    assert "holder_in" in asks_less(STEP_IN_GATE, playbook)
    assert "holder_in" in asks_less(STEP_IN_GATE, read(SMALL_TEXT))
    assert asks_less(STEP_IN_GATE, STEP_IN_GATE) == ()


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        (SMALL_TEXT + 'proven_by = ["nothing"]\n', NoProof("nothing", unknown=True)),
        (GATE_TEXT + 'proven_by = ["holder_in"]\n', NoProof("holder_in")),
        (GATE_TEXT.replace('step = "contract"', 'step = "signed"'), UnknownStep("signed")),
        (SMALL_TEXT.replace("carried = true }]", 'step = "contract" }]', 1), StrayStep()),
    ],
)
def test_a_playbook_that_names_what_it_does_not_have_is_refused(text: str, flaw: object) -> None:
    with pytest.raises(BadPlaybook) as bad:
        read(text)
    assert [one.flaw for one in bad.value.faults] == [flaw]
