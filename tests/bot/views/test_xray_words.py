"""The x-ray's words: each sign has a title and a meaning, and each thing that a file can lack says what to export."""

from bot.views.xray.grids import share_words
from bot.views.xray.sign_words import LACKS, SIGN_WORDS
from process.xray.signs import SIGNS


def test_each_sign_has_words_and_no_words_are_left_over() -> None:
    assert list(SIGN_WORDS) == [sign.key for sign in SIGNS]


def test_each_thing_that_a_file_can_lack_says_what_to_export() -> None:
    assert {need for sign in SIGNS for need in sign.needs} | {"owner"} == set(LACKS)
    assert all("xport" in words.todo for words in LACKS.values())


def test_a_share_is_said_in_percent_or_not_at_all() -> None:
    assert (share_words(0.345), share_words(None)) == ("34%", "")
