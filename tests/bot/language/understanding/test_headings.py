"""What stands behind a heading in someone's own words, and other ways in which reps type between two meetings."""

from dataclasses import replace

import pytest

from bot.language.understanding.commands import command_of
from bot.language.understanding.proposal import Propose, Unsure, WhichDeal
from bot.language.understanding.understand import understand
from tests.support.spoken_sentences import AROUND, deal_id, meant, operations

NAMES = ("Acme", "Acme Nordics", "Globex", "Gap", "Target", "Müller Maschinenbau")


def spelled(command: str) -> str:
    """A command with the ids of the deals it names in braces."""
    for name in NAMES:
        command = command.replace(f"{{{name}}}", deal_id(name))
    return command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Globex lay of the land: two sites, old system", "met #{Globex} situation two sites, old system"),
        ("here is how things look at Globex: two sites", "met #{Globex} situation two sites"),
        ("points from the Gap demo: French labels", "met #{Gap} details French labels"),
        ("the pain at Acme = orders are typed twice", "met #{Acme} problem orders are typed twice"),
        ("Acme agreed terms: net 30, two years", "met #{Acme} terms net 30, two years"),
        ("demoed to Gina yesterday", "met #{Gap} presented_to Gina"),
        ("mueller is now at 30k", "set #{Müller Maschinenbau} amount 30000 EUR"),
        ("the amount of Globex was cut from 80k to 70k", "set #{Globex} amount 70000 EUR"),
        ("inbound lead checked at Acme Nordics, legit", "met #{Acme Nordics} qualified_lead yes"),
        ("Acme: we fit", "met #{Acme} alignment yes"),
    ],
)
def test_what_reps_type_between_meetings_is_read(text: str, command: str) -> None:
    assert command_of(operations(text)[0]).startswith(spelled(command))


def test_a_heading_says_who_agreed_and_where() -> None:
    [operation] = operations("agreed the road map with Gus by mail for Globex: pilot in June, then they decide")
    assert operation.slots == {
        "exit": "mutual_plan",
        "value": "pilot in June, then they decide",
        "said_by": "Gus",
        "where": "e-mail",
    }


@pytest.mark.parametrize(
    "text", ["no lay of the land at Globex yet: they are away", "I think the terms at Acme: net 30"]
)
def test_a_heading_that_denies_or_guesses_proves_nothing(text: str) -> None:
    assert not isinstance(meant(text), Propose)


def test_a_payment_is_due_on_the_day_that_is_called_the_latest() -> None:
    [operation] = operations("promised Gus a visit in June at Globex, latest 15 September")
    assert (operation.verb, operation.slots["due"]) == ("obligation", "2026-09-15")


def test_a_signature_that_came_by_mail_is_not_the_source() -> None:
    verbs = {one.slots.get("exit") for one in operations("signature from Gus came in by mail, Globex")}
    assert verbs == {"signed_by_customer"}


def test_the_deals_whose_stage_asks_for_it_are_offered_first() -> None:
    later, asking = replace(AROUND.mine[0], stage="closing"), AROUND.mine[2]
    found = understand("their problem: orders are typed twice", replace(AROUND, mine=(later, asking)))
    assert isinstance(found, WhichDeal)
    assert [one.deal for one in found.choices] == [asking.id, later.id]


def test_a_fact_that_no_words_place_is_asked_for_what_the_stage_asks() -> None:
    found = meant("Globex xylophone quokka")
    assert isinstance(found, Unsure)
    assert {"problem", "decision"} & {one.slots.get("exit") for one in found.offers}
