"""Amounts and days as commands read them, typed and in forms: a value, a question with buttons, or a clear no."""

from collections.abc import Iterator

import pytest

from adapters.card import Field
from tests.support.card_text import buttons_of, form_of, text_of
from tests.support.one_company import OneCompany


@pytest.fixture
def company(sqlite_address: str) -> Iterator[OneCompany]:
    company = OneCompany(sqlite_address)
    yield company
    company.store.close()


def choice(fields: tuple[Field, ...], key: str) -> Field:
    """The field that asks for the right reading of another field; it comes right behind that one."""
    place = [field.key for field in fields].index(key)
    assert fields[place + 1].key.startswith(f"{key}.meant.")
    return fields[place + 1]


READ = [
    ("amount", "500 BRL", "Amount: 500 BRL"),
    ("amount", "1’234’567 CHF", "Amount: 1,234,567 CHF"),
    ("amount", "two and a half million", "Amount: 2,500,000 EUR"),
    ("amount", "Mex$5", "Amount: 5 MXN"),
    ("close date", "8 May", "Close date: Friday 8 May 2026 (in 4 days)"),
    ("close date", "end of June", "Close date: Tuesday 30 June 2026 (in 57 days)"),
    ("close date", "1/6/27", "Close date: Tuesday 1 June 2027"),
]
ASKED = [
    ("amount", "1.250", {"1,250 EUR": "Amount: 1,250 EUR", "1.25 EUR": "Amount: 1.25 EUR"}),
    ("amount", "0 EUR", {"0 EUR": "Amount: 0 EUR"}),
    ("close date", "Thursday 8 May", {"Friday 8 May 2026": "Friday 8 May 2026", "Thursday 7 May 2026": "7 May 2026"}),
    ("close date", "3 May 2040", {"Thursday 3 May 2040": "Close date: Thursday 3 May 2040"}),
]
UNREAD = [
    ("amount", "lots", "couldn't read “lots” as an amount"),
    ("amount", "-5 EUR", "-5 EUR"),
    ("amount", "<50k", "50k"),
    ("close date", "two", "couldn't read “two” as a date"),
    ("close date", "30 February", "no “30 February”"),
]


@pytest.mark.parametrize(("attribute", "words", "shown"), READ)
def test_a_value_is_shown_in_full_on_the_card_that_saves_it(
    company: OneCompany, attribute: str, words: str, shown: str
) -> None:
    assert shown in text_of(company.types(f"set acme {attribute} {words}"))


@pytest.mark.parametrize(("attribute", "words", "shown"), READ)
def test_a_value_is_read_the_same_way_in_a_form(company: OneCompany, attribute: str, words: str, shown: str) -> None:
    saved = company.sends(company.asks("set acme"), **{attribute.replace(" ", "_"): words})
    assert shown in text_of(saved)


@pytest.mark.parametrize(("attribute", "words", "readings"), ASKED)
def test_each_reading_is_a_button_that_works_after_a_restart(
    company: OneCompany, attribute: str, words: str, readings: dict[str, str]
) -> None:
    for label, shown in readings.items():
        before = company.written()
        asked = company.types(f"set acme {attribute} {words}")
        assert label in buttons_of(asked)
        assert company.written() == before
        company.restart()
        assert shown in text_of(company.presses(asked, label))


@pytest.mark.parametrize(("attribute", "words", "readings"), ASKED)
def test_a_form_asks_beside_its_field_and_keeps_the_rest(
    company: OneCompany, attribute: str, words: str, readings: dict[str, str]
) -> None:
    key = attribute.replace(" ", "_")
    for label, shown in readings.items():
        before = company.written()
        back = form_of(company.sends(company.asks("set acme"), **{key: words, "product": "software"}))
        assert company.written() == before
        kept = {field.key: field for field in back.fields}
        assert (kept[key].value, kept["product"].value) == (words, "software")
        assert kept[key].error
        which = choice(back.fields, key)
        company.restart()
        picked = next(value for value, name in which.options if name == label)
        saved = text_of(company.sends_all(back, {which.key: picked}))
        assert shown in saved
        assert "Product: software" in text_of(company.types("show acme all"))


def test_another_value_in_the_field_counts_more_than_a_reading_of_the_old_one(company: OneCompany) -> None:
    back = form_of(company.sends(company.asks("set acme"), amount="1.250"))
    which = choice(back.fields, "amount")
    saved = company.sends_all(back, {"amount": "7000 USD", which.key: which.options[0][0]})
    assert "Amount: 7,000 USD" in text_of(saved)


@pytest.mark.parametrize(("attribute", "words", "sentence"), UNREAD)
def test_what_cannot_be_read_changes_nothing_typed_or_in_a_form(
    company: OneCompany, attribute: str, words: str, sentence: str
) -> None:
    before = company.written()
    assert sentence in text_of(company.types(f"set acme {attribute} {words}"))
    key = attribute.replace(" ", "_")
    back = form_of(company.sends(company.asks("set acme"), **{key: words}))
    assert sentence in next(field.error for field in back.fields if field.key == key)
    assert company.written() == before


@pytest.mark.parametrize(
    ("line", "label", "saved"),
    [
        ('wait acme until "Thursday 8 May" because Thursday 8 May', "Friday 8 May 2026", "8 May 2026"),
        ("wait until Thursday 8 May because until 8 May", "Friday 8 May 2026", ": until 8 May"),
        ("obligation acme 1.250 seats by Thursday 8 May", "Friday 8 May 2026", "1.250 seats, due Friday 8 May 2026"),
        ("obligation acme Thursday 8 May or so by Thursday 8 May owner <@rob>", "Thursday 7 May 2026",
         "Thursday 8 May or so, for Rob Reyes, due Thursday 7 May 2026"),
        ("buyer acme wants a pilot by Thursday 8 May", "Friday 8 May 2026", "is due Friday 8 May 2026"),
        ("met acme budget 1.250 said by 1.250 GmbH in call", "1,250 EUR", "1,250 EUR, said by 1.250 GmbH (call)"),
        ("met acme budget 40k EUR said by CFO in call Thursday 1 May", "Friday 1 May 2026",
         "40,000 EUR, said by CFO (call), Friday 1 May 2026"),
    ],
)  # fmt: skip  # a case a row
def test_only_the_words_in_doubt_are_replaced(company: OneCompany, line: str, label: str, saved: str) -> None:
    before = company.written()
    asked = company.types(line)
    assert company.written() == before
    company.types("new Second")  # the deal that was meant is still meant when there are two
    assert saved in text_of(company.presses(asked, label))


def test_a_deal_with_a_number_for_its_name_is_still_the_one_that_is_meant(company: OneCompany) -> None:
    company.types("new 1.250")
    asked = company.types("set 1.250 amount 1.250")
    card = company.presses(asked, "1,250 EUR")
    assert card.title == "Saved on 1.250"
    assert "Amount: 1,250 EUR" in text_of(card)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("wait acme", {"until": "Thursday 8 May", "reason": "their budget"}),
        ("trigger acme", {"text": "the board meets", "owner": "<@rob>", "due": "Thursday 8 May"}),
        ("obligation acme", {"text": "training", "due": "Thursday 8 May"}),
        ("away", {"until": "Thursday 8 May", "colleague": "<@ada>"}),
        ("buyer acme did", {"step": "contract", "manner": "wants", "due": "Thursday 8 May"}),
        ("met acme budget", {"budget": "1.250", "budget.said_by": "CFO", "budget.where": "call"}),
    ],
)
def test_every_form_with_a_day_or_an_amount_asks_and_takes_the_answer(
    company: OneCompany, line: str, values: dict[str, str]
) -> None:
    before = company.written()
    back = form_of(company.sends_all(company.asks(line), values))
    assert company.written() == before
    which = next(field for field in back.fields if ".meant." in field.key)
    saved = company.sends_all(back, {which.key: which.options[0][0]})
    assert which.options[0][1] in text_of(saved)


def test_what_happened_is_never_still_to_come(company: OneCompany) -> None:
    before = company.written()
    for line in (
        "met acme signed_on 6 May",
        "met acme budget 9k said by CFO in call 6 May",
        "met acme signed_on next Friday",
    ):
        assert "still to come" in text_of(company.types(line))
    for day in ("2026-05-06", "6 May"):
        back = form_of(company.sends(company.asks("met acme signed_on"), signed_on=day))
        assert "still to come" in back.fields[0].error
    assert company.written() == before


@pytest.mark.parametrize(
    ("country", "shown"),
    [("US", "Friday 5 June 2026"), ("GB", "Wednesday 6 May 2026"), ("DE-BY", "Wednesday 6 May 2026")],
)
def test_the_companys_country_decides_what_comes_first(company: OneCompany, country: str, shown: str) -> None:
    company.types(f"settings country {country}", "ada")
    assert shown in text_of(company.types("set acme close 6/5/2026"))


def test_a_snooze_shows_its_day_in_full_and_asks_where_it_is_not_sure(company: OneCompany) -> None:
    assert "Friday 8 May 2026" in text_of(company.types("snooze acme until 8 May"))
    assert "Friday 8 May 2026" in buttons_of(company.types("snooze acme until Thursday 8 May"))
    assert "has passed or is today" in text_of(company.types("snooze acme until today"))


def test_a_form_that_carries_a_whole_command_is_not_carried_out_beside_its_fault(company: OneCompany) -> None:
    before = company.written()
    card = company.types("obligation acme training for 20 people", values={"due": "soonish"})
    assert "couldn't read “soonish”" in card.title
    assert company.written() == before
