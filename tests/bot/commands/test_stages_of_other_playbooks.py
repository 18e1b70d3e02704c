"""The funnel's buttons lead to the deals they count, also in stages that only another playbook has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.card_text import all_buttons
from tests.support.people_and_deal import SMALL_TEXT
from tests.support.typed_company import TypedCompany

OTHER = SMALL_TEXT.replace('name = "Small"', 'name = "Other"', 1).replace('key = "find"', 'key = "visit"', 1)
OTHER = OTHER.replace('name = "Find"', 'name = "First visit"', 1).replace('stage = "find"', 'stage = "visit"', 1)


@pytest.fixture
def company(tmp_path: Path) -> Iterator[TypedCompany]:
    company = TypedCompany(tmp_path, ("ada", "rob"), more={"b.toml": OTHER})
    for line in ("new Acme", "new Globex on Other", "new Hooli on Other"):
        company.types("rob", line)
    yield company
    company.close()


def test_each_stage_of_the_funnel_lists_as_many_deals_as_it_counts(company: TypedCompany) -> None:
    counted = [one for one in all_buttons(company.card("rob", "funnel")) if one.command.startswith("list pipeline ")]
    stages = [one for one in counted if "closing" not in one.command]
    assert sorted(one.label for one in stages) == ["Find: 1", "Visit: 2"]
    for button in stages:
        assert company.card("rob", button.command).title.endswith(f"({button.label[-1]})"), button.label


def test_a_stage_of_another_playbook_is_listed_by_its_name_and_its_key(company: TypedCompany) -> None:
    for words in ("first visit", "visit"):
        assert "Globex" in company.types("rob", f"list {words}"), words


def test_a_stage_in_which_no_deal_stands_is_unknown(company: TypedCompany) -> None:
    assert "Globex" not in company.types("rob", "list last visit")
