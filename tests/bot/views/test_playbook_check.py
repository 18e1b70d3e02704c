"""What `stagecoach check` says of a playbook that asks less than the standard one."""

import pytest

from bot.views.playbook_check import looser_words, valid_words, winning_words
from process.playbook_file import read
from tests.support.people_and_deal import STANDARD, STANDARD_TEXT


def test_the_standard_playbook_is_valid_and_loosens_nothing() -> None:
    assert "standard.toml: Standard is valid: 7 stages" in valid_words("standard.toml", STANDARD)
    assert looser_words("standard.toml", STANDARD, STANDARD) == ""


def test_the_check_says_which_approval_wins_a_deal() -> None:
    won = "standard.toml: A deal is won once the handoff out of Closing is approved."
    assert winning_words("standard.toml", STANDARD) == won


def test_the_check_says_what_follows_where_no_approval_wins() -> None:
    unmarked = read(STANDARD_TEXT.replace("win = true\n", ""))
    assert winning_words("ours.toml", unmarked) == (
        "ours.toml: No handoff has `win = true`. A deal is won only when Account Management is done. Until then it is in "
        "the pipeline, and can be lost."
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("win = true\n", "", "the handoff out of Closing"),
        ("confirm_after_back = true\n", "", "`confirm_after_back`"),
        ('name = "Our signature"', 'waivable = true\nname = "Our signature"', "Our signature"),
    ],
)
def test_what_a_company_loosens_is_named(old: str, new: str, said: str) -> None:
    text = STANDARD_TEXT.replace(old, new)
    if "waivable" in new:
        head, mark, tail = text.partition('name = "Our signature"')
        text = head + mark + tail.replace("waivable = false\n", "", 1)
    told = looser_words("ours.toml", read(text), STANDARD)
    assert told == f"ours.toml: Standard asks less than the standard playbook: {said}."
