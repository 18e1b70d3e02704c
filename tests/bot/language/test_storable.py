"""What no database takes, and what no one can read, is taken out of what was typed or entered."""

from adapters.chat import Inbound, Place, Speaker
from bot.language.storable import MOST_BLANKS, MOST_MARKS, length_of, storable


def stored(text: str) -> str:
    place, speaker = Place("slack", "T1", "C1"), Speaker("slack", "T1", "U1", "Rob")
    inbound = storable(Inbound("key", speaker, place, text, {"name": text}))
    assert inbound.values == {"name": inbound.text}
    return inbound.text


def test_a_letter_keeps_thirty_marks() -> None:
    assert stored("Zo" + "e\u0308" + " " + "a" + "\u0301" * MOST_MARKS) == "Zoe\u0308 a" + "\u0301" * MOST_MARKS
    assert stored("a" + "\u0301\u0323" * 2_000 + "b") == "a" + "\u0301\u0323" * 15 + "b"


def test_a_hundred_blanks_in_a_row_are_kept() -> None:
    assert stored("a" + " " * MOST_BLANKS + "b") == "a" + " " * MOST_BLANKS + "b"
    for blank in (" ", "\n", "\u00a0", "\u200b", " \u00a0"):
        assert len(stored("a" + blank * 2_000 + "b")) == MOST_BLANKS + 2


def test_the_zero_character_and_half_a_character_are_replaced() -> None:
    assert stored("a\x00b\ud800c\r\nd") == "a\ufffdb\ufffdc\nd"


def test_a_letter_that_unfolds_to_many_counts_as_many() -> None:
    assert length_of("\ufdfa" * 10) == 180
    assert length_of("½…™ abc") == 7
