"""Triggers live: they happened, come later, or won't happen; and what is closed has its day and its source."""

import pytest

from tests.support.card_text import form_of, text_of
from tests.support.one_company import OneCompany


@pytest.fixture
def awaited(company: OneCompany) -> OneCompany:
    company.types("trigger acme the board signs off the budget by 1 June owner <@rob>")
    return company


def test_a_trigger_happened_when_a_contact_says_so_somewhere(awaited: OneCompany, lax: OneCompany) -> None:
    lax.types("trigger acme the board signs off the budget by 1 June owner <@rob>")
    lax.types("trigger acme 1 happened they did it")
    assert "happened 4 May 2026" in text_of(lax.types("buyer acme"))
    asked = awaited.types("trigger acme 1 happened they did it")
    fields = {one.key: one.value for one in form_of(asked).fields}
    assert (fields["how"], fields["on"]) == ("they did it", "2026-05-04")
    awaited.sends_all(form_of(asked), {"said_by": "Carla Chen", "where": "call"})
    assert "on 4 May 2026: they did it, said by Carla Chen" in text_of(awaited.types("history acme all"))


@pytest.mark.parametrize("who", ["nobody", "Mia Marsh", "<@mia>"])
def test_no_one_of_ours_confirms_it(awaited: OneCompany, who: str) -> None:
    awaited.types("help", "mia")
    awaited.types(f"trigger acme 1 happened they did it said by {who} in call")
    assert "saw trigger 1" not in text_of(awaited.types("history acme all"))


@pytest.mark.parametrize(("day", "taken"), [("2026-05-04", True), ("2026-05-05", False)])
def test_what_is_closed_was_closed_by_today(awaited: OneCompany, day: str, taken: bool) -> None:
    awaited.types("obligation acme training for 40 people by 1 June")
    form = form_of(awaited.types("obligation acme 1 kept"))
    awaited.sends_all(form, {"how": "all forty came and passed", "on": day})
    assert ("kept obligation 1" in text_of(awaited.types("history acme all"))) is taken


def test_a_trigger_comes_later_for_a_reason(awaited: OneCompany) -> None:
    assert "a day after today" in text_of(
        awaited.types("trigger acme 1 moved to 1 May 2026 because the board met early")
    )
    form = form_of(awaited.types("trigger acme 1 moved"))
    assert [one.key for one in form.fields] == ["until", "reason"]
    awaited.types("trigger acme 1 moved to 15 June because the board meets later")
    assert "15 June 2026" in text_of(awaited.types("buyer acme"))
    assert "moved trigger 1 to Monday 15 June 2026: the board meets later" in text_of(awaited.types("history acme all"))


def test_a_trigger_that_falls_leaves_another_that_has_to_happen(awaited: OneCompany) -> None:
    assert "says nothing" in text_of(awaited.types("trigger acme 1 dropped because no board instead nothing"))
    form = form_of(awaited.types("trigger acme 1 dropped"))
    assert [one.key for one in form.fields] == ["reason", "instead"]
    awaited.types("trigger acme 1 dropped because the board is gone instead the owner signs by 20 June")
    buyer = text_of(awaited.types("buyer acme"))
    assert "2. the owner signs" in buyer
    assert "dropped trigger 1" in text_of(awaited.types("history acme all"))
    assert "won't happen" in buyer


def test_in_the_form_for_all_that_is_missing_each_fault_stands_beside_its_field(awaited: OneCompany) -> None:
    form = form_of(awaited.types("met acme triggers_happened"))
    assert [one.key for one in form.fields] == [
        "triggers_happened.1",
        "triggers_happened.said_by",
        "triggers_happened.where",
    ]
    empty = form_of(awaited.sends_all(form, {"triggers_happened.1": "tbd"}))
    assert "says nothing" in empty.fields[0].error
    unsaid = form_of(awaited.sends_all(form, {"triggers_happened.1": "the board signed it"}))
    assert "name the contact" in unsaid.fields[1].error
