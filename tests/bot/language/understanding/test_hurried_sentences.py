"""What people type in a hurry: short names, wrong spelling, follow-ups; and what must not be taken for more."""

import pytest

from bot.language.understanding.commands import command_of
from bot.language.understanding.proposal import Operation, Propose, Read, Unsure, WhichDeal
from tests.support.spoken_sentences import NAMES, deal_id, meant, operations

SET = Operation("set", deal_id("Globex"), {"attribute": "close date", "value": "2026-07-31"})
LOST = Operation("lose", deal_id("Globex"), {"reason": "price"})
MET = Operation("met", deal_id("Globex"), {"exit": "budget", "value": "50000 EUR", "said_by": "Gus", "where": "call"})
IDS = {name.split()[0]: deal_id(name) for name in reversed(NAMES)}


def command(text: str, **about: object) -> str:
    found = meant(text, **about)  # type: ignore[arg-type]  # names of deals, and an operation
    assert isinstance(found, Propose), found
    return command_of(found.operations[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nordics is 20k now", "set #{nordics} amount 20000 EUR"),
        ("L&G expected close 30/09/2026", "set #{legal} close date 2026-09-30"),
        ("globex is 82k now, not 75", "set #{Globex} amount 82000 EUR"),
        ("acme is a software deal, not services", "set #{Acme} product software"),
        ("acme isnt a cold lead, came from an ad", "met #{Acme} source advertising"),
        ("globex went up from 45 to 60k", "set #{Globex} amount 60000 EUR"),
        ("put gap on hold till 1 june, Gina is on leave", "wait #{Gap} until 2026-06-01 because Gina is on leave"),
        ("snooze globex till friday", "snooze #{Globex} until 2026-05-08"),
        ("this channel is about Globex from now on", "here #{Globex}"),
    ],
)
def test_hurried_words_are_read_as_what_they_mean(text: str, expected: str) -> None:
    ids = IDS | {"nordics": deal_id("Acme Nordics"), "legal": deal_id("Legal & General")}
    assert command(text) == expected.format(**ids)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("same for Acme", "set #{Acme} close date 2026-07-31"),
        ("and acme on 3 August", "set #{Acme} close date 2026-08-03"),
        ("no, i meant Target", "set #{Target} close date 2026-07-31"),
        ("acme i mean, not globex", "set #{Acme} close date 2026-07-31"),
        ("sorry i meant 15 july", "set #{Globex} close date 2026-07-15"),
    ],
)
def test_a_proposal_is_changed_by_a_deal_or_a_day(text: str, expected: str) -> None:
    assert command(text, proposed=SET) == expected.format(**IDS)


@pytest.mark.parametrize("proposed", [LOST, MET])
def test_neither_a_loss_nor_a_customers_word_is_repeated_for_another_deal(proposed: Operation) -> None:
    assert not isinstance(meant("same for Acme", proposed=proposed), Propose)


def test_of_a_value_and_the_one_it_is_not_the_first_counts() -> None:
    last = Operation("set", deal_id("Globex"), {"attribute": "amount", "value": "54000 EUR"})
    assert command("oops wrong, its 44.000 not 54.000", proposed=last) == f"set #{deal_id('Globex')} amount 44000 EUR"


def test_closing_as_won_is_never_a_loss() -> None:
    assert [one.verb for one in operations("just close globex as won, paper stuff comes later")] == ["advance"]


@pytest.mark.parametrize("text", ["move globex to friday or monday", "globex is 60k or 65k"])
def test_two_values_with_an_or_are_not_guessed(text: str) -> None:
    assert not isinstance(meant(text), Propose)


@pytest.mark.parametrize("text", ["Karl Nordics is great", "the retail business is hard", "they had no retail yet"])
def test_a_part_of_a_name_does_not_name_a_deal_in_other_words(text: str) -> None:
    found = meant(text)
    assert not isinstance(found, Propose | WhichDeal)
    assert not (isinstance(found, Unsure) and found.deal)


def test_who_said_it_comes_from_the_sentence_beside_it() -> None:
    found = operations("just off the phone w/ Carla from acme, she says 52k is approved for this")[0]
    assert dict(found.slots) == {"exit": "budget", "value": "52000 EUR", "said_by": "Carla", "where": "call"}


def test_who_decides_with_a_colon_behind_it_does_not_ask() -> None:
    found = operations("who decides at globex: the board, in June")[0]
    assert (found.verb, found.slots["exit"], found.slots["value"]) == ("met", "decision", "the board, in June")


def test_a_word_of_a_view_in_a_long_sentence_does_not_open_it() -> None:
    assert not isinstance(meant("reopen globex because the buyer called me again yesterday evening"), Read)
