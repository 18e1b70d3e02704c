"""Questions in plain words: each is answered by the command that shows it, and none is taken for a fact."""

import pytest

from bot.language.understanding.proposal import Read
from tests.support.spoken_sentences import deal_id, meant, operations

ACME, GLOBEX = deal_id("Acme"), deal_id("Globex")


def read(text: str, last: str = "") -> str:
    """The command that answers a text; "" where none does."""
    found = meant(text, last=last)
    return found.command if isinstance(found, Read) else ""


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("what should I do today?", "home"),
        ("what do I have to do this week?", "home"),
        ("what do I have to do?", "home"),
        ("who should I call first", "home"),
        ("which customer should I chase next?", "home"),
        ("what's on my plate this week?", "list"),
        ("how are my deals doing?", "list"),
        ("give me an update on my deals", "list"),
        ("what's my biggest deal", "list biggest of me"),
        ("which of my deals closes first?", "list"),
        ("how's my pipeline looking", "funnel of me"),
        ("tell me about my pipeline", "funnel of me"),
        ("am I going to hit my number this quarter?", "funnel of me"),
        ("when is the next digest?", "digest"),
        ("when will you remind me?", "rules"),
        ("why are you asking me this again?", "rules"),
    ],
)
def test_a_question_about_the_day_or_the_pipeline_is_answered(text: str, command: str) -> None:
    assert read(text) == command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("how many deals did we win this year", "list won this year of all"),
        ("which deals did I win last month?", "list won last month of me"),
        ("what have we lost this quarter?", "list lost this quarter of all"),
        ("how many deals have I lost so far?", "list lost of me"),
        ("how much did we win this year?", "funnel this year"),
        ("how much did I close last month", "funnel last month of me"),
        ("how much will I close this quarter", "list closing this quarter of me"),
        ("what are we going to sign next month?", "list closing next month of all"),
    ],
)
def test_what_was_won_or_will_close_is_counted(text: str, command: str) -> None:
    assert read(text) == command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("what did Carla say?", f"answers #{ACME}"),
        ("what do we know about globex so far?", f"answers #{GLOBEX}"),
        ("who do we know at globex?", f"contact #{GLOBEX}"),
        ("who decides at acme?", f"contact #{ACME}"),
        ("give me a short summary of acme", f"show #{ACME} all"),
        ("please summarise globex for me", f"show #{GLOBEX} all"),
        ("help me prepare for my call with Carla", f"show #{ACME} all"),
        ("what should I ask in the meeting with globex?", f"show #{GLOBEX} all"),
        ("what's next for globex", f"show #{GLOBEX}"),
    ],
)
def test_a_question_about_a_deal_is_answered_from_that_deal(text: str, command: str) -> None:
    assert read(text) == command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("what's a trigger?", "help trigger"),
        ("what is a hand-off", "help handoff"),
        ("when does a deal count as stalled?", "help stalled"),
        ("I don't understand what a waiver is", "help waiver"),
        ("what does budget mean?", "help budget"),
        ('what does "half-validated" mean', "help half_validated"),
        ("what happens in Closing?", "help closing"),
        ("what do I need to leave the qualification stage?", "help qualification"),
        ("what comes after discussion?", "playbook"),
        ("how do I add a contact?", "help contact"),
        ("how can I change the amount", "help set"),
        ("how do I hand a deal over to Rita?", "help assign"),
    ],
)
def test_a_question_about_the_process_is_explained(text: str, command: str) -> None:
    assert read(text) == command


@pytest.mark.parametrize(
    ("text", "command"),
    [("what's the budget?", f"show #{ACME}"), ("what's stalled?", "stalled"), ("show me the funnel", "funnel")],
)
def test_what_a_deal_or_a_view_is_asked_for_is_shown_and_not_explained(text: str, command: str) -> None:
    assert read(text, last="Acme") == command


@pytest.mark.parametrize(
    "text",
    [
        "call Carla",
        "e-mail Carla the pricing",
        "draft an email to Carla",
        "please send the offer to Carla",
        "I need to write a proposal for acme",
        "we need to send acme an offer",
    ],
)
def test_something_to_do_is_offered_as_the_next_step_and_not_as_done(text: str) -> None:
    assert [(one.verb, one.deal, one.complete) for one in operations(text)] == [("plan", ACME, False)]


@pytest.mark.parametrize("text", ["call with Carla went well", "sent Carla the offer", "e-mailed Carla the pricing"])
def test_something_done_is_still_logged(text: str) -> None:
    assert [one.verb for one in operations(text)] == ["log"]


@pytest.mark.parametrize("text", ["Carla told me the budget is 50k", "the trigger at acme: their audit on 3 July"])
def test_a_fact_is_saved_and_not_taken_for_a_question(text: str) -> None:
    assert operations(text)
