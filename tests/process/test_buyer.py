"""The buyer's own route: warnings go both ways."""

from process import lists
from process.buyer import BuyerTrack, track
from process.outcome import Outcome
from process.playbook_file import read
from tests.support.people_and_deal import SMALL_TEXT, STANDARD, Story, item


def step(story: Story, key: str, done: bool, who: str = "rob") -> Outcome:
    name = next((it.name for it in story.playbook.buyer if it.key == key), key)
    named = item("buyer step", name, key=key if name != key else "")
    return story.ask(who, lambda deal, context: lists.step(deal, context, named, done))


def seen(story: Story) -> BuyerTrack:
    return track(story.deal, story.playbook)


def test_no_one_is_ahead_where_both_begin() -> None:
    track = seen(Story(STANDARD))
    assert (track.behind, track.ahead, track.unmet, track.triggers) == ((), (), (), ())
    assert {it.state for it in track.steps} == {"ahead"}


def test_a_seller_ahead_of_the_buyer_is_selling_to_no_one() -> None:
    story = Story(STANDARD)
    story.to("development")
    assert [it.name for it in seen(story).behind] == ["Admits the problem", "Brings in the budget holder"]
    step(story, "problem_admitted", done=True)
    assert [it.name for it in seen(story).behind] == ["Brings in the budget holder"]


def test_a_step_the_buyer_only_wants_is_not_taken_yet() -> None:
    story = Story(STANDARD)
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
