"""Plans in plain words: what, when and who become the next step; wishes, guesses and small talk don't."""

import pytest

from bot.language.understanding.commands import command_of
from bot.language.understanding.proposal import Propose, WhichDeal
from tests.support.spoken_sentences import deal_id, meant, operations

NAMES = ("Acme Nordics", "Acme", "Globex", "Gap", "Target")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("call Carla at acme on friday 10am", "plan #{Acme} call Carla on 2026-05-08 at 10:00"),
        ("remind me to send globex the offer on Friday", "plan #{Globex} send globex the offer on 2026-05-08"),
        ("tomorrow I'll call acme", "plan #{Acme} call acme on 2026-05-06"),
        ("on Monday at 9 I'll visit Gap", "plan #{Gap} visit Gap on 2026-05-11 at 09:00"),
        ("I'll call Carla tomorrow at 10:30, she wants prices", "plan #{Acme} call Carla on 2026-05-06 at 10:30"),
        ("remind me on Friday to follow up with Globex", "plan #{Globex} follow up on 2026-05-08"),
        ("remind me in 2 hours to call Carla", "plan #{Acme} call Carla in 2 hours"),
        ("can you remind me to call Carla on friday?", "plan #{Acme} call Carla on 2026-05-08"),
        ("don't forget to call Gus at globex on friday", "plan #{Globex} call Gus on 2026-05-08"),
        ("set up a call with Acme for thursday", "plan #{Acme} call on 2026-05-07"),
        ("new meeting with acme on friday", "plan #{Acme} new meeting on 2026-05-08"),
        ("I'm meeting Carla on 12 May at noon", "plan #{Acme} meeting Carla on 2026-05-12 at 12:00"),
        ("Rita will call Gus on Monday", "plan #{Globex} call Gus on 2026-05-11 for <@rita>"),
        ("next step for Acme: send the offer on Monday", "plan #{Acme} send the offer on 2026-05-11"),
        ("todo: prepare the demo for Globex by Thursday", "plan #{Globex} prepare the demo on 2026-05-07"),
        ("call acme about the offer on Friday", "plan #{Acme} call acme about the offer on 2026-05-08"),
        ("schedule a demo with Gus tomorrow 2pm", "plan #{Globex} demo with Gus on 2026-05-06 at 14:00"),
        ("meeting with Carla tomorrow at 15:00", "plan #{Acme} meeting with Carla on 2026-05-06 at 15:00"),
        ("Globex demo Thursday 2pm", "plan #{Globex} demo on 2026-05-07 at 14:00"),
        ("tomorrow 10am: quick call with Gus", "plan #{Globex} quick call with Gus on 2026-05-06 at 10:00"),
        ("lunch with Carla on 12 May", "plan #{Acme} lunch with Carla on 2026-05-12"),
    ],
)
def test_a_plan_becomes_the_next_step(text: str, command: str) -> None:
    for name in NAMES:
        command = command.replace(f"#{{{name}}}", f"#{deal_id(name)}")
    [found] = operations(text)
    assert command_of(found) == command


def test_a_time_that_reads_in_two_ways_is_offered_in_both() -> None:
    [found] = operations("meet Carla at 3 on Friday")
    assert [command_of(one) for one in found.each] == [
        f"plan #{deal_id('Acme')} meet Carla on 2026-05-08 at {time}" for time in ("03:00", "15:00")
    ]


@pytest.mark.parametrize("text", ["I'll call Carla", "call Carla on Friday about the go-live on 1 June"])
def test_a_plan_without_one_certain_day_is_a_form(text: str) -> None:
    [found] = operations(text)
    assert (found.verb, found.deal, found.complete) == ("plan", deal_id("Acme"), False)
    assert set(found.slots) == {"text"}


@pytest.mark.parametrize(
    "text",
    [
        "call me tomorrow",
        "call mum tomorrow",
        "remind me to buy milk tomorrow",
        "I should maybe call Carla tomorrow",
        "if they answer I'll call Carla tomorrow",
        "Gina will sign on Friday",
        "I won't call Carla on Friday",
        "what will I do on Friday?",
        "I'll be back on Monday",
        "send me the list of Acme on Friday",
        "Call notes Acme 5 May",
        "call with Carla, 5 May",
        "meeting with Carla on 4 May",
        "good call with Gus today",
        "demo at Globex yesterday 2pm",
    ],
)
def test_what_we_do_not_plan_does_not_become_a_next_step(text: str) -> None:
    found = meant(text)
    assert not (isinstance(found, Propose) and any(one.verb == "plan" for one in found.operations))
    assert not isinstance(found, WhichDeal)


def test_a_call_that_was_made_is_logged_and_not_planned() -> None:
    [found] = operations("I called Carla yesterday")
    assert found.verb == "log"


def test_a_new_name_is_still_a_name() -> None:
    [found] = operations('call Acme "Acme Global"')
    assert dict(found.slots) == {"attribute": "name", "value": "Acme Global"}


@pytest.mark.parametrize(
    "text", ["remind me to call Carla tomorrow at 10:30", "to-do: send globex the offer 6 May 9:15"]
)
def test_a_reminder_can_end_with_a_time(text: str) -> None:
    assert [(one.verb, one.complete, one.slots["day"]) for one in operations(text)] == [("plan", True, "2026-05-06")]
