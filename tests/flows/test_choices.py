"""Some deals, asked for in words or as a command: by stage, period, person, and what changed since a day."""

import re

import pytest

from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import all_buttons, text_of
from tests.support.sandbox_script import Say
from tests.support.talking import Talk, kinds


@pytest.mark.parametrize(
    ("who", "words", "title"),
    [
        ("rob", "what closes this month?", "Your deals closing in May 2026 (2, €160k)"),
        ("mia", "which deals are closing next quarter?", "All deals closing in Q3 2026 (1)"),
        ("rob", "what closes by 25 May?", "Your deals closing by 25 May 2026 (1)"),
        ("rob", "deals in discussion", "Your deals in Discussion (2, €160k)"),
        ("mia", "how is Rob doing?", "Pipeline of Rob Reyes: 6 deals, €295k"),
        ("rob", "how am I doing?", "Pipeline of Rob Reyes: 6 deals, €295k"),
        ("rita", "how is Rob doing?", "Rob Reyes's open deals (6)"),
        ("rob", "what changed since Friday?", "1 of your deals changed since Friday 1 May 2026"),
        ("rob", "did Legal answer?", "Your deals waiting for Legal (1)"),
        ("leo", "what is waiting for legal?", "All deals waiting for Legal (1)"),
        ("rob", "my deals", "Your open deals (6)"),
    ],
)
def test_a_question_is_answered_at_once_with_its_filter_in_the_title(
    sandbox: Sandbox, talk: Talk, who: str, words: str, title: str
) -> None:
    before = kinds(sandbox)
    assert talk(who, words).title == title
    assert kinds(sandbox) == before


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("list closing this month", "All deals closing in May 2026"),
        ("list closing in June of rob", "Rob Reyes's deals closing in June 2026"),
        ("list closing", "All deals in Closing"),
        ("list qualification of all", "All deals in Qualification"),
        ("list of rob", "Rob Reyes's open deals"),
        ("funnel this quarter", "Pipeline in Q2 2026: 10 deals, €503k"),
        ("funnel this quarter of rob", "Pipeline of Rob Reyes in Q2 2026: 6 deals, €295k"),
        ("history since 1 May", "1 of all deals changed since Friday 1 May 2026"),
    ],
)
def test_the_same_as_commands(say: Say, line: str, title: str) -> None:
    assert say("mia", line).title.startswith(title.rsplit(":", 1)[0])


def test_a_manager_s_list_of_a_stage_has_every_deal_and_a_rep_s_only_their_own(say: Say) -> None:
    assert "Wonka" in text_of(say("mia", "list closing"))
    assert "Wonka" not in text_of(say("rob", "list closing"))


def test_a_won_deal_has_closed_already(say: Say) -> None:
    assert "Tyrell" not in text_of(say("mia", "list closing by 31 December"))


def test_an_empty_answer_says_what_to_type_instead(say: Say) -> None:
    card = say("rob", "list closing next week")
    assert card.title == "Your deals closing from 11 May 2026 to 17 May 2026: none"
    assert "/deal list closing this month" in text_of(card)
    assert "/deal list all" in text_of(card)
    assert "history since" in text_of(say("rob", "history since today"))


def test_words_that_name_no_period_are_shown_back(say: Say) -> None:
    assert "soonish" in say("rob", "list closing soonish").title
    assert "soonish" in say("mia", "funnel soonish").title


def test_a_rep_sees_own_figures_and_a_manager_those_of_the_team(say: Say) -> None:
    assert say("rob", "funnel of me").title == "Pipeline of Rob Reyes: 6 deals, €295k"
    assert say("rob", "funnel of rita").tone == "stop"
    assert say("max", "funnel of mia").title == "Pipeline of Mia Marsh's team: 10 deals, €503k"
    assert say("max", "funnel of team <@mia>").title == say("max", "funnel of mia").title
    assert "Rita Roy" in text_of(say("max", "funnel by rep of team mia"))
    assert "Rita Roy" not in text_of(say("max", "funnel by rep of rob"))
    assert say("rob", "funnel by rep").tone == "stop"


@pytest.mark.parametrize("who", ["mia", "rob"])
def test_every_number_of_the_funnel_opens_the_deals_behind_it(say: Say, who: str) -> None:
    for line in ("funnel", "funnel of me", "funnel this quarter"):
        for button in all_buttons(say(who, line)):
            label, _, number = button.label.rpartition(": ")
            if label:
                assert re.search(rf"\({number}[,)]", say(who, button.command).title), button


def test_a_period_counts_only_what_was_won_or_lost_in_it(say: Say) -> None:
    assert "Won 0, lost 0." in text_of(say("mia", "funnel next year"))
    assert "Won 4 (€270k), lost 1 (€18k), churned 1 (€26k)" in text_of(say("mia", "funnel"))
    assert "Soylent" in text_of(say("mia", "list lost"))
    assert "Soylent" not in text_of(say("mia", "list lost next year"))
    assert "Soylent" not in text_of(say("rob", "list lost"))


def test_the_stalled_deals_of_one_colleague_are_listed_with_theirs_alone(say: Say) -> None:
    card = say("mia", "list stalled of rob")
    assert "Only deals of Rob Reyes" in text_of(card)
    assert "Hooli" not in text_of(card)
