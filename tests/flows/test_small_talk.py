"""Small talk never writes: neither what people wrote nor what is made, in a direct message or with a mention."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.support.small_talk_made import small_talk_made
from tests.support.talk_score.company import DEALS
from tests.support.talk_score.lines import FOLDER, Line, typed
from tests.support.talk_score.office import Copy, Office
from tests.support.talk_score.written import state_of, written

WRITTEN = tuple((FOLDER / "small_talk.txt").read_text(encoding="utf-8").splitlines())
MADE = tuple(small_talk_made(DEALS, seed=7, number=1_000))
EVERY = 23


@pytest.fixture(scope="module")
def office(corpus_company: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The company of the corpus."""
    office = Office(corpus_company, tmp_path_factory.mktemp("small talk"))
    yield office
    office.close()


def writers(office: Office, lines: Sequence[str], channel: str) -> list[str]:
    """The lines after which something was written; an hour passes before each, so that none answers the one before.

    The state is compared once, after all of them. Only if something was written, each line is tried again to name it.
    """
    copy = office.typing()
    before = copy.state()
    for nth, text in enumerate(lines):
        _say(copy, text, channel, nth)
    return _named(office.typing(), lines, channel) if written(before, copy.state()) else []


def _named(copy: Copy, lines: Sequence[str], channel: str) -> list[str]:
    bad, before = [], copy.state()
    for nth, text in enumerate(lines):
        _say(copy, text, channel, nth)
        after = state_of(copy.file)
        if written(before, after):
            bad.append(text)
        before = after
    return bad


def _say(copy: Copy, text: str, channel: str, nth: int) -> None:
    copy.later(hours=1)
    who = ("rob", "rita", "mia", "robin")[nth % 4]
    copy.answer(typed(Line("", text, who, channel, ()), text, f"line-{nth}"))


def test_a_thousand_different_lines_are_there() -> None:
    assert len(set(WRITTEN)) >= 1_000
    assert len(set(MADE)) == 1_000


@pytest.mark.parametrize("channel", ["", "deals"])
def test_some_small_talk_writes_nothing(office: Office, channel: str) -> None:
    assert writers(office, [*WRITTEN, *MADE][::EVERY], channel) == []


@pytest.mark.ring
@pytest.mark.parametrize("channel", ["", "deals"])
@pytest.mark.parametrize("lines", [WRITTEN, MADE], ids=["written", "made"])
def test_small_talk_writes_nothing(office: Office, lines: Sequence[str], channel: str) -> None:
    assert writers(office, lines, channel) == []


def test_an_hour_later_in_a_direct_message_a_yes_answers_nothing(office: Office) -> None:
    assert writers(office, ["globex is at 82k now", "hi", "ok", "lovely", "globex is at 82k now", "yes"], "") == []
