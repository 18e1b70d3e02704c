"""A sentence about a company that isn't known offers to begin its deal, and is about no deal spoken of before."""

import pytest

from bot.language.understanding.proposal import Operation, Propose
from tests.support.spoken_sentences import meant, operations


@pytest.mark.parametrize(
    ("text", "name", "contact"),
    [
        ("Met Jonas of Hooli, they want 50 seats", "Hooli", "Jonas"),
        ("met Jonas Berg from Umbrella Labs at the fair", "Umbrella Labs", "Jonas Berg"),
        ("Spoke to the CFO of Pied Piper yesterday, she needs an offer", "Pied Piper", ""),
        (
            "just had a first call with Lena Lund from Vandelay. They want 50 seats and have 60k",
            "Vandelay",
            "Lena Lund",
        ),
        ("spoke w/ jonas of hooli, they need 30 licences", "hooli", "jonas"),
        ("Hooli wants 50 seats", "Hooli", ""),
        ("Hooli called, they need 20 licences", "Hooli", ""),
        ("Pied Piper asked for a demo", "Pied Piper", ""),
        ("got a call from Hooli about licences", "Hooli", ""),
        ("ran into a guy from Initrode, interested in a trial", "Initrode", ""),
        ("had coffee with Petra from Soylent, she is looking for an offer", "Soylent", "Petra"),
    ],
)
@pytest.mark.parametrize("last", ["", "Acme"])
def test_the_deal_is_offered_with_what_was_said(text: str, name: str, contact: str, last: str) -> None:
    [begun] = operations(text, last=last)
    assert (begun.verb, begun.slots["name"], begun.complete) == ("new", name, False)
    assert begun.slots["note"].casefold()[:4] == text.casefold()[:4]
    assert begun.slots.get("contact", "").casefold() == contact.casefold()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "met Jonas at Lunch",
            "had lunch with Rita from Legal",
            "talked to jonas from accounting",
            "Everyone wants tea",
        ),
        *("met Tom at the station", "They want 50 seats", "My boss wants 3 people more"),
        *("saw a guy from the gym", "Management needs 5 people", "spoke to Rob"),
    ],
)
def test_everyday_words_begin_no_deal(text: str) -> None:
    assert "new" not in [one.verb for one in operations(text)]


def test_a_company_that_is_known_begins_no_deal() -> None:
    assert [one.deal != "" for one in operations("Met Carla of Acme, they want 50 seats")] == [True]


@pytest.mark.parametrize(
    ("text", "verb", "kept"),
    [
        ("remind me to call jonas on thursday", "plan", {"text": "call jonas", "day": "2026-05-07"}),
        ("ping me about globex on friday", "plan", {"text": "follow up", "day": "2026-05-08"}),
        ("nudge me about the Globex offer on friday", "plan", {"text": "the Globex offer", "day": "2026-05-08"}),
        ("remind me on friday about the globex contract", "plan", {"text": "the globex contract"}),
        ("note to self: mail Gus on friday", "plan", {"text": "mail Gus", "day": "2026-05-08"}),
        ("set a reminder to send the nda tomorrow at 9", "plan", {"text": "send the nda", "time": "09:00"}),
        ("don't remind me about globex till friday", "snooze", {"until": "2026-05-08"}),
        ("ping me about globex only after friday", "snooze", {"until": "2026-05-08"}),
    ],
)
def test_a_reminder_is_a_step_and_silence_a_snooze(text: str, verb: str, kept: dict[str, str]) -> None:
    [found] = operations(text, last="Globex")
    assert found.verb == verb
    assert kept.items() <= found.slots.items()


def test_a_reminder_about_next_week_names_each_day_it_can_mean() -> None:
    [found] = operations("ping me about globex next week")
    assert len(found.readings["day"]) > 1
    assert all(isinstance(one, Operation) for one in found.each)


def test_a_reminder_without_a_deal_asks_which() -> None:
    assert not isinstance(meant("remind me to call jonas on thursday"), Propose)


@pytest.mark.parametrize("text", ["remind me to buy milk on thursday", "remind me to water my plants tomorrow"])
def test_a_reminder_of_something_else_is_not_put_on_a_deal(text: str) -> None:
    assert not operations(text, last="Globex")
