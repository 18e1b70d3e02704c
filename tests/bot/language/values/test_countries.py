"""A country is read by its code or name, with a region behind or before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.values.answers import Unread, Value
from bot.language.values.countries import NoRegion, country_name, near_countries, near_regions, read_country


@pytest.mark.parametrize(
    ("words", "code"),
    [
        *(
            ("DE", "DE"),
            ("germany", "DE"),
            ("DEU", "DE"),
            ("uk", "GB"),
            ("Saudi Arabia", "SA"),
            ("côte d’ivoire", "CI"),
        ),
        *(("DE-BY", "DE-BY"), ("de by", "DE-BY"), ("Germany, Bayern", "DE-BY"), ("California, US", "US-CA")),
        *(
            ("Bayern, Germany", "DE-BY"),
            ("FR Zone A", "FR-Zone A"),
            ("new zealand south canterbury", "NZ-South Canterbury"),
        ),
    ],
)
def test_codes_names_and_regions_are_read_however_they_are_spelled(words: str, code: str) -> None:
    assert read_country(words) == Value(code)
    assert read_country(code) == Value(code)


def test_a_country_that_there_is_not_has_near_ones() -> None:
    assert read_country("germoney") == Unread("country")
    assert near_countries("germoney")[0] == "DE"
    assert country_name("DE-BY") == "Germany (BY)"


def test_a_region_that_there_is_not_names_its_country() -> None:
    assert read_country("DE-BX") == NoRegion("region", "DE")
    assert near_regions("DE", "DE-Bayer")[0] == "BY"
    assert read_country("IL-7") == NoRegion("region", "IL")


@given(st.text() | st.lists(st.sampled_from(["DE", "BY", "-", " ", ",", "Germany", "US", "Zone A"])).map("".join))
def test_no_words_are_too_odd(words: str) -> None:
    read = read_country(words)
    assert isinstance(read, Value | Unread)
    near_countries(words)
    if isinstance(read, NoRegion):
        near_regions(read.country, words)
