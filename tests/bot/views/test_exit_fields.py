"""Exit fields: every kind of exit has its object, its field and its reader."""

from typing import get_args

import pytest

from bot.commands.exit_readers import READERS
from bot.views.examples.deals import context
from bot.views.exit_fields import FIELDS, exit_value
from process.exit_kinds import KINDS, Kind
from tests.support.people_and_deal import STANDARD


def test_every_kind_has_its_object_its_field_and_its_reader() -> None:
    assert set(KINDS) == set(FIELDS) == set(READERS) == set(get_args(Kind))


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("budget", "50000 EUR", "50,000 EUR"),
        ("signed_on", "2027-05-03", "Monday 3 May 2027"),
        ("signed_by_us", "mia", "Mia"),
        ("alignment", "yes", "yes"),
        ("budget", "lots", "lots"),
    ],
)
def test_an_answer_is_shown_as_a_person_reads_it(key: str, value: str, shown: str) -> None:
    assert exit_value(STANDARD.exits[key], value, context()) == shown
