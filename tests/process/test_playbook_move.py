"""A deal goes on by another version of the process."""

import pytest

from process import ending
from process.facts import Decided, PlaybookMoved
from process.playbook_file import read
from tests.support.other_playbooks import move, stage, standard
from tests.support.people_and_deal import SMALL, SMALL_TEXT, STANDARD, Story, evidence


def test_a_deal_moves_to_the_first_stage_not_satisfied_there() -> None:
    story = Story(STANDARD)
    story.to("presentation")
    stricter = standard(
        (
            '[[stage.exit]]\nkey = "situation"',
            '[[stage.exit]]\nkey = "visit"\nname = "V"\nquestion = "Seen it?"\n\n[[stage.exit]]\nkey = "situation"',
        )
    )
    outcome = move(story, stricter)
    assert outcome.facts == (PlaybookMoved(STANDARD.version, stricter.version, "presentation", "development"),)
    assert (story.deal.stage, story.deal.playbook) == ("development", stricter.version)


def test_a_move_never_takes_a_deal_further_than_it_stands() -> None:
    story = Story(STANDARD)
    story.to("qualification")
    story.ready("presentation")
    move(story, standard(("approval_hours = 72", "approval_hours = 80")))
    assert story.deal.stage == "qualification"


def test_a_move_never_passes_a_handoff_the_deal_has_not_been_through() -> None:
    story = Story(read('name = "Plain"\n' + stage("find") + stage("middle") + stage("keep")))
    story.to("middle")
    new = read('name = "New"\n' + stage("find") + stage("deal", more="handoff = {}") + stage("after") + stage("keep"))
    move(story, new)
    assert story.deal.stage == "deal"


def test_a_handoff_new_in_front_of_the_deal_is_not_passed_by_moving() -> None:
    story = Story(read('name = "Plain"\n' + stage("find") + stage("middle") + stage("keep")))
    story.to("keep")
    new = read('name = "New"\n' + stage("find") + stage("middle", more="handoff = {}") + stage("keep"))
    move(story, new)
    assert story.deal.stage == "middle"


def test_a_handoff_the_deal_has_been_through_is_not_asked_for_again() -> None:
    story = Story(STANDARD)
    story.to("closing")
    move(story, standard(("approval_hours = 72", "approval_hours = 80")))
    assert story.deal.stage == "closing"


def test_a_deal_behind_the_handoff_that_wins_in_the_new_playbook_is_won_by_the_move() -> None:
    story = Story(read(SMALL_TEXT.replace(", win = true", "")))
    story.to("keep")
    before, outcome = story.deal, move(story, SMALL)
    assert not before.is_won
    assert [fact.won for fact in outcome.facts if isinstance(fact, PlaybookMoved)] == [True]
    assert (story.deal.is_won, story.deal.won) == (True, story.now)
    story.back("mia", "find")
    assert story.deal.is_won
    assert story.lose("rob").refusal


def test_a_deal_before_the_handoff_that_wins_is_not_won_by_a_move() -> None:
    story = Story(read(SMALL_TEXT.replace(", win = true", "")))
    story.to("agree")
    move(story, SMALL)
    assert not story.deal.is_won


@pytest.mark.parametrize(
    ("old", "new", "dropped"),
    [
        (
            'question = "What is their situation, and what is the lay of the land?"',
            'question = "What is it?"\nattest = "buyer"',
            ("situation",),
        ),
        ('question = "Which terms did you agree on?"', 'question = "Which terms?"\nkind = "money"', ("terms",)),
        ('"LinkedIn", "advertising", "marketing event", "referral",', '"LinkedIn", "referral",', ("source",)),
        ('key = "details"', 'key = "particulars"', ("details",)),
    ],
    ids=["another's word", "another kind", "a choice gone", "an exit gone"],
)
def test_evidence_that_no_longer_fits_is_dropped(old: str, new: str, dropped: tuple[str, ...]) -> None:
    story = Story(STANDARD)
    story.ready("closing")
    given = dict(story.deal.evidence)
    if dropped == ("source",):
        story.meet("rob", evidence("source", "advertising"))
    outcome = move(story, standard((old, new)), who="mia")
    assert [fact.dropped for fact in outcome.facts if isinstance(fact, PlaybookMoved)] == [dropped]
    assert set(given) - set(story.deal.evidence) == set(dropped)


def test_who_takes_over_must_fit_the_role_the_new_playbook_asks_for() -> None:
    anyone = read(SMALL_TEXT.replace('role = "account manager"\n', "").replace("handoff = { acceptance", "# {"))
    story = Story(anyone)
    story.meet("rob", evidence("keeper", "rita"))
    move(story, SMALL)
    assert "keeper" not in story.deal.evidence


def test_a_waiver_of_what_may_not_be_waived_there_is_dropped() -> None:
    story = Story()
    story.waive("mia", "reached")
    story.advance()
    stricter = read(SMALL_TEXT.replace("carried = true }", "carried = true, waivable = false }"))
    move(story, stricter)
    assert (story.deal.stage, story.deal.waivers) == ("find", {})


def test_moving_voids_the_approval_that_is_awaited() -> None:
    story = Story()
    story.to("agree")
    story.ready()
    story.wait(hours=1)
    story.advance()
    outcome = move(story, read("approval_hours = 80\n" + SMALL_TEXT))
    assert outcome.facts[0] == Decided("a2", "void")
    assert story.approve().facts == ()


def test_only_the_owner_or_a_manager_moves_an_open_deal_and_only_once() -> None:
    story = Story()
    new = read("approval_hours = 80\n" + SMALL_TEXT)
    for who in ("rita", "leo", "ana", "ada", "ivo"):
        assert move(story, new, who).facts == ()
    assert move(story, new, "mia").refusal is None
    assert move(story, new).facts == ()
    story.ask("rob", lambda deal, context: ending.lose(deal, context, "no money"))
    assert move(story, SMALL).facts == ()


def test_a_deal_stays_on_the_version_it_started_with() -> None:
    story = Story()
    story.to("keep")
    assert story.deal.playbook == SMALL.version
