"""What managers and specialists order and ask, in their own words."""

import pytest

from bot.language.understanding.commands import command_of
from bot.language.understanding.proposal import Read
from tests.support.spoken_sentences import NAMES, deal_id, meant, operations

IDS = {name.split()[0]: deal_id(name) for name in reversed(NAMES)}
ORDERED = (
    ("from now on rita reports to rob", "team <@rita> reports to <@rob>"),
    ("rita should be a manager, please set that up", "team <@rita> is manager"),
    ("knock Globex down to 60k", "set #{Globex} amount 60000 EUR"),
    ("remind rita to chase Gus at Globex on Thursday", "plan #{Globex} chase Gus"),
    ("legal can live with Globex", "met #{Globex} legal yes"),
    ("forget the budget at Globex, Gus never had the ok", "unmet #{Globex} budget"),
    ("Globex wants a workshop by 12 June, put that on our list", "obligation #{Globex} a workshop"),
    ("Globex: move it to development, no need to wait for rita", "advance #{Globex}"),
    ("close Globex, I'll take the blame", "advance #{Globex}"),
    ("mute Gap until 11 May, it drives me mad", "snooze #{Gap} until 2026-05-11"),
)


@pytest.mark.parametrize(("text", "command"), ORDERED)
def test_an_order_in_other_words_is_proposed(text: str, command: str) -> None:
    found = operations(text, last="Globex")
    assert found, meant(text)
    assert command_of(found[0]).startswith(command.format(**IDS))


@pytest.mark.parametrize(
    "text",
    [
        "Globex: move it on, or maybe Rita should look first",
        "Globex: move it to development, if the board agrees",
        "Globex: move it to development, I heard from Gus",
        "Globex: move it to development, 12 June is fine for the rest",
    ],
)
def test_an_order_is_unsure_where_a_remark_doubts_it_or_says_more(text: str) -> None:
    assert not operations(text)


ASKED = (
    ("what's rita got that could land this month", "list rita"),
    ("anything of rita's that hasn't moved?", "list rita"),
    ("how much are we sitting on in discussion", "funnel"),
    ("who's carrying the most pipeline", "funnel by rep"),
    ("how did we do in april compared to march", "funnel april"),
    ("show me the figures for the quarter", "funnel this quarter"),
    ("what's the oldest thing in qualification", "list qualification"),
    ("which of mine close in June", "list closing June of me"),
    ("what's my biggest one", "list biggest of me"),
    ("what am I still supposed to look at", "home"),
    ("am I blocking anyone", "home"),
    ("who's an admin here and who isn't", "team"),
    ("do I need a budget before development?", "help budget"),
    ("same question for Gap", "show #{Gap}"),
    ("is Gap stalled or just sleeping?", "show #{Gap}"),
)


@pytest.mark.parametrize(("text", "command"), ASKED)
def test_a_question_in_other_words_is_answered(text: str, command: str) -> None:
    found = meant(text)
    assert isinstance(found, Read), found
    assert found.command == command.format(**IDS)
