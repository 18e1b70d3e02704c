"""Lists: objections, triggers, obligations and specialist teams."""

from dataclasses import replace

from process import lists
from process.facts import Closed
from process.list_item import ListItem
from process.outcome import Outcome
from process.reasons import Reason
from process.reasons.rights import NotYourList, NotYours
from process.reasons.state import EngagedAlready, ItemClosed, ListedAlready
from process.reasons.values import HowMissing, NoSuchItem, NotAColleague, TriggerIncomplete, UnknownTeam
from tests.support.people_and_deal import Story, company, item, one


def engage(story: Story, team: str, who: str = "rob") -> Outcome:
    return story.ask(who, lambda deal, context: lists.engage(deal, context, team, "please look"))


def why(outcome: Outcome) -> Reason:
    assert outcome.facts == ()
    assert outcome.refusal is not None
    return outcome.refusal.reason


def test_items_are_numbered_within_their_list() -> None:
    story = Story()
    for new in (item("objection", "too dear"), item("obligation", "too dear"), item("objection", "too late")):
        story.put("rob", new)
    assert [(it.list, it.number) for it in story.deal.items] == [("objection", 1), ("obligation", 1), ("objection", 2)]


def test_the_very_same_item_is_put_on_a_list_once_while_it_is_open() -> None:
    story = Story()
    story.put("rob", item("objection", "It is too dear."))
    again = story.put("mia", item("objection", "it is  too dear"))
    assert again.refusal is not None
    assert again.refusal.reason == ListedAlready("objection", 1)
    story.close("rob", "objection")
    assert story.put("mia", item("objection", "it is too dear")).refusal is None


def test_a_closed_item_shows_how_and_who_closed_it() -> None:
    story = Story()
    story.put("rob", item("objection", "too dear"))
    story.wait(hours=2)
    story.close("mia", "objection")
    found = story.deal.item("objection", 1)
    assert found is not None
    assert (found.open, found.how, found.closed_by, found.closed_at) == (False, "settled with both", "mia", story.now)


def test_an_item_is_closed_once_and_only_if_it_is_there() -> None:
    story = Story()
    assert why(story.close("rob", "objection", 7)) == NoSuchItem("objection", 7)
    story.put("rob", item("objection"))
    story.close("rob", "objection")
    assert why(story.close("rob", "objection")) == ItemClosed("objection", 1)


def test_how_an_item_was_closed_is_why() -> None:
    story = Story()
    story.put("rob", item("objection"))
    silent = Closed("objection", 1, "  ")
    answer = story.ask("rob", lambda deal, context: lists.close(deal, context, silent))
    assert why(answer) == HowMissing("objection", 1)


def test_a_trigger_has_one_of_ours_who_looks_after_it_and_a_day() -> None:
    story = Story()
    whole = item("trigger", "their licence ends")
    for half in (replace(whole, owner=""), replace(whole, due=None)):
        assert why(story.put("rob", half)) == TriggerIncomplete()
    assert why(story.put("rob", replace(whole, owner="carla"))) == NotAColleague("item")
    assert story.put("rob", whole).refusal is None


def test_a_specialist_raises_an_objection_but_a_stranger_does_not() -> None:
    story = Story()
    assert story.put("leo", item("objection", "no data agreement")).refusal is None
    for who in ("rita", "ada", "ivo"):
        assert why(story.put(who, item("objection"))) == NotYourList("objection")


def test_a_specialist_who_left_raises_nothing() -> None:
    story = Story(company=company(replace(one("Leo", "legal"), active=False)))
    assert story.put("leo", item("objection")).facts == ()


def test_the_owner_of_an_item_closes_it() -> None:
    story = Story()
    story.put("rob", replace(item("trigger"), owner="leo"))
    assert story.close("rita", "trigger").facts == ()
    assert story.close("leo", "trigger").refusal is None


def test_an_item_is_added_open_and_unnumbered_despite_its_claims() -> None:
    story = Story()
    forged: ListItem = replace(item("obligation"), number=9, closed_at=story.now, closed_by="leo", opened_by="leo")
    story.put("rob", forged)
    found = story.deal.items[0]
    assert (found.number, found.open, found.opened_by, found.closed_by) == (1, True, "rob", "")


def test_a_team_is_engaged_once_and_only_if_the_playbook_knows_it() -> None:
    story = Story()
    assert why(engage(story, "finance")) == UnknownTeam(("legal",))
    assert why(engage(story, "legal", "rita")) == NotYours("engage")
    assert engage(story, "legal").refusal is None
    assert [(it.team, it.by, it.at, it.note) for it in story.deal.engaged] == [
        ("legal", "rob", story.now, "please look")
    ]
    assert why(engage(story, "legal")) == EngagedAlready("legal")
