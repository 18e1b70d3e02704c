"""Who attested it, where and when: names keep their "in", "by", "at" and "over"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.values.statement import cut_statement, place_of
from process.evidence import PLACES

SAID = (
    ("50000 EUR said by CFO in call 3 May", ("50000 EUR", "CFO", "call", "3 May")),
    ("yes said by Head of IT in Berlin in call 3 May", ("yes", "Head of IT in Berlin", "call", "3 May")),
    ("yes said by Head of IT in Berlin on 3 May in call", ("yes", "Head of IT in Berlin", "call", "3 May")),
    ("yes said by Head of IT in Berlin 3 May 2026 by e-mail", ("yes", "Head of IT in Berlin", "e-mail", "3 May 2026")),
    ("yes said by VP at Acme over LinkedIn last Friday", ("yes", "VP at Acme", "LinkedIn", "last Friday")),
    ("yes said by Ann over the phone, on 3/5", ("yes", "Ann", "call", "3/5")),
    ("yes said by Ann by email yesterday", ("yes", "Ann", "e-mail", "yesterday")),
    ("yes said by Ann in our meeting.", ("yes", "Ann", "meeting", "")),
    ("yes said by Dr. Ann in the board meeting on 3 May", ("yes", "Dr. Ann", "meeting", "3 May")),
    ("yes said by Ann in our last review call", ("yes", "Ann", "call", "")),
    ("yes said by VP of the event team", ("yes", "VP of the event team", "", "")),
    ("yes said by Head in the Berlin office in call", ("yes", "Head in the Berlin office", "call", "")),
    ("yes said by Ann 2 weeks ago", ("yes", "Ann", "", "2 weeks ago")),
    ("yes said by Ann on Friday", ("yes", "Ann", "", "Friday")),
    ("yes said by Mr Friday", ("yes", "Mr Friday", "", "")),
    ("yes said by April May in chat", ("yes", "April May", "chat", "")),
    ("yes said by Head of call center in Berlin", ("yes", "Head of call center in Berlin", "", "")),
    ("yes said by Manager in call center Berlin", ("yes", "Manager in call center Berlin", "", "")),
    (
        "yes said by Buyer by trade at Overland in event 2026-05-03",
        ("yes", "Buyer by trade at Overland", "event", "2026-05-03"),
    ),
    ("yes said by Unit 3/5 in letter", ("yes", "Unit 3/5", "letter", "")),
    ("yes said by CFO in call 32 May", ("yes", "CFO", "call", "32 May")),
    ("as said by all, said by CFO", ("as said by all,", "CFO", "", "")),
    ("yes said by in call", ("yes", "", "call", "")),
    ("said by CFO in call", ("", "CFO", "call", "")),
    ("yes said by", ("yes", "", "", "")),
    ("they said bye in call", ("they said bye in call", "", "", "")),
)


@pytest.mark.parametrize(("words", "parts"), SAID)
def test_value_contact_place_and_day_are_separated(words: str, parts: tuple[str, ...]) -> None:
    said = cut_statement(words)
    assert (said.value, said.contact, said.where, said.day) == parts
    assert not said.day or words[said.start :].startswith(said.day)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_read_in_a_sentence_and_alone(place: str) -> None:
    assert cut_statement(f"yes said by Head of IT in Berlin in {place} 3 May").where == place
    assert place_of(place.upper()) == place


NAMES = st.lists(
    st.sampled_from(["Head", "of", "IT", "in", "by", "at", "over", "Berlin", "Acme", "Unit", "7"]), min_size=1
)


@given(NAMES.map(" ".join), st.sampled_from(PLACES), st.sampled_from(["3 May", "2026-05-03", "yesterday"]))
def test_any_name_stays_whole_before_a_place_and_a_day(name: str, place: str, day: str) -> None:
    for words in (f"yes said by {name} in {place} {day}", f"yes said by {name} on {day} in {place}"):
        said = cut_statement(words)
        assert (said.value, said.contact, said.where, said.day) == ("yes", name, place, day)


@given(
    st.text(max_size=200) | st.lists(st.sampled_from(["said", "by", "in", "call", "on", "3", "May", ","])).map(" ".join)
)
def test_no_words_are_too_odd_to_be_cut(words: str) -> None:
    said = cut_statement(words)
    assert not said.day or words[said.start :].startswith(said.day)
