"""Texts keep their numbers, and statements their contact, place and day."""

import pytest

from adapters.sandbox.terminal_card import plain
from tests.support.sandbox_script import Say

TEXTS = (
    *("support on 24/7", "go live on 8.5", "host on Windows 11", "approved by 2/3", "report on Q3"),
    *("depends on 1/2 of the board", "contract signed by 2 directors", "name the owner of the data"),
)


@pytest.mark.parametrize("command", ["obligation", "payment"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_with_numbers_is_saved_whole_and_without_a_day(say: Say, command: str, text: str) -> None:
    card = plain(say("rob", f"{command} globex {text}"))
    assert f" 1: {text}.\n" in card
    assert "due" not in card.partition(text)[2].partition("\n")[0]


def test_a_number_behind_raised_by_does_not_count_as_a_contact(say: Say) -> None:
    assert "objection 1: prices raised by 5 %." in plain(say("rob", "objection globex prices raised by 5 %"))
    assert "too slow, from CFO" in plain(say("rob", "objection globex too slow raised by CFO"))


def test_a_day_at_the_end_is_cut_off_and_shown_in_full(say: Say) -> None:
    assert "1: support on 24/7, due Monday 1 June 2026" in plain(
        say("rob", "obligation globex support on 24/7 by 1 June")
    )


def test_an_owner_is_read_before_and_after_the_day(say: Say) -> None:
    for text in ("board meets on 24/7 by 12 May owner <@rita>", "a board meets on 24/7 owner <@rita> by 12 May"):
        card = plain(say("rob", f"trigger globex {text}"))
        assert "board meets on 24/7" in card
        assert "Rita" in card
        assert "12 May 2026" in " ".join(card.split())


def test_a_date_that_there_is_not_is_refused_and_nothing_is_saved(say: Say) -> None:
    assert "31 June" in plain(say("rob", "obligation globex training by 31 June"))
    assert "training" not in plain(say("rob", "show globex"))


def test_a_contact_with_a_place_in_the_name_keeps_it(say: Say) -> None:
    said = "50000 EUR said by Head of IT in Berlin in call 3 May"
    card = plain(say("rob", f"met globex budget {said}"))
    assert "Nothing" not in card
    history = " ".join(plain(say("rob", "history globex all")).split())
    assert "50,000 EUR, said by Head of IT in Berlin (call) on 3 May 2026" in history


def test_a_labelled_link_is_saved_by_its_address(say: Say) -> None:
    card = plain(say("rob", "met globex paperwork the contract (https://contracts.example/globex)"))
    assert "https://contracts.example/globex" in card
    assert "the contract" not in card
