"""For any lines of a company, no one reads a waiver, a skip attempt by name or a note that isn't for them."""

from pathlib import Path

import pytest

from tests.support.gate.audience import Audience
from tests.support.gate.walk import walked

SHORT, LONG = 120, 4_000


def test_a_short_walk_finds_nothing_that_is_read_by_the_wrong_person(tmp_path: Path) -> None:
    assert walked(tmp_path, 11, SHORT, kind=Audience) == SHORT


@pytest.mark.ring
def test_a_long_walk_finds_nothing_that_is_read_by_the_wrong_person(tmp_path: Path) -> None:
    assert walked(tmp_path, 300, LONG, kind=Audience) == LONG
