"""A text keeps its numbers, and ends on a day only where the words can be nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.values.due import cut_due

WHOLE = (
    *("support on 24/7", "go live on 8.5", "host on Windows 11", "approved by 2/3", "works on two", "live by 6m"),
    *("depends on 1/2 of the board", "report on Q3", "migrate to run on 10.4", "contract signed by 2 directors"),
    *("run on SAP S4", "version 2 until 3", "paid by 50%", "reply due 48h", "signed by April", "approved by May"),
    *("run on Sun", "built on Sat", "signed by the COO", "move to ISO 27001", "depends on 3 May directives"),
    *("training on Friday mornings", "patched until 17.4.26", "due diligence", "by Friday", "on 3 May", ""),
    *("hosted on 10.0.0.1", "rolled out by Q3", "report on end of June", "print on A4", "counted by 1000"),
)
CUT = (
    ("training for 20 people by 1 June", "training for 20 people", "1 June"),
    ("support on 24/7 by 1 June", "support on 24/7", "1 June"),
    ("report due on Friday", "report", "Friday"),
    ("report, due by Fri 8 May.", "report", "Fri 8 May"),
    ("25000 EUR by 2027-05-03", "25000 EUR", "2027-05-03"),
    ("go live on 3.5.2027", "go live", "3.5.2027"),
    ("go live on Friday, 8 May 2026", "go live", "Friday, 8 May 2026"),
    ("go live by the 3rd of May", "go live", "the 3rd of May"),
    ("go live by June 3rd, 2027", "go live", "June 3rd, 2027"),
    ("host on Windows 11 until 31 Dec 26", "host on Windows 11", "31 Dec 26"),
    ("training due in 2 weeks", "training", "in 2 weeks"),
    ("training by end of June", "training", "end of June"),
    ("training by next Friday!", "training", "next Friday"),
    ("signed by 2 directors by tomorrow", "signed by 2 directors", "tomorrow"),
    ("signed BY Monday", "signed", "Monday"),
)


@pytest.mark.parametrize("words", WHOLE)
def test_what_can_be_anything_but_a_day_stays_in_the_text(words: str) -> None:
    assert (cut_due(words).text, cut_due(words).day) == (words, "")


@pytest.mark.parametrize(("words", "text", "day"), CUT)
def test_an_unmistakable_day_is_cut_off_the_end(words: str, text: str, day: str) -> None:
    due = cut_due(words)
    assert (due.text, due.day) == (text, day)
    assert words[due.start :].startswith(day)


def test_a_date_that_there_is_not_is_known_to_be_meant_as_one() -> None:
    assert cut_due("training by 31 June").certain
    assert not cut_due("training by end of June").certain


@given(st.text(max_size=200) | st.lists(st.sampled_from([*"a1/. ", "by", "on", "May", "Friday", "due"])).map(" ".join))
def test_from_any_text_only_the_day_and_the_word_before_it_are_cut_off(words: str) -> None:
    due = cut_due(words)
    if due.day:
        between = words[len(due.text) : due.start].strip(" \t\r\n,;")
        assert words.startswith(due.text)
        assert words[due.start : due.start + len(due.day)] == due.day
        assert " ".join(between.casefold().split()) in ("by", "on", "until", "due", "due by", "due on")
        assert not words[due.start + len(due.day) :].strip(" \t\r\n.!")
    else:
        assert due.text == words
