"""A company writes and reads amounts, dates and times by its own locale, wherever something is said to it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from bot.locales.current import current, own_currency
from bot.store import deals, tenants
from bot.store.names import name_key
from process.deal import Deal
from process.money import Money
from tests.support.card_text import form_of, text_of
from tests.support.two_companies import TwoCompanies

N = "\u00a0"
GERMAN, AMERICAN = "T1", "T2"
OWN = {GERMAN: ("1.234.567,50", "1,23m"), AMERICAN: ("1,234,567.50", "1.23m")}
OTHER = {GERMAN: OWN[AMERICAN], AMERICAN: OWN[GERMAN]}
ROUNDS = 15


@pytest.fixture
def both(tmp_path: Path) -> Iterator[TwoCompanies]:
    """A German company with euros and an American one with dollars, each with a deal that has the same amount."""
    made = TwoCompanies(tmp_path)
    for company, locale, currency in ((GERMAN, "de_DE", "EUR"), (AMERICAN, "en_US", "USD")):
        made.types(company, f"settings currency {currency}")
        made.types(company, f"settings locale {locale}")
        made.types(company, "new Acme")
        made.types(company, "set acme amount 1234567.5")
        made.types(company, "set acme close date 2026-12-01")
    yield made
    made.store.close()


def deal_of(made: TwoCompanies, company: str) -> Deal:
    with made.store.reading() as tx:
        tenant = tenants.tenant_of(tx, "slack", company)
        assert tenant
        found = deals.find(tx, tenant.id, deals.named(tx, tenant.id, {name_key("acme")})[0].id)
    assert found
    return found


def test_each_company_reads_its_own_signs_and_the_default_is_as_before(both: TwoCompanies) -> None:
    assert f"1.234.567,50{N}EUR" in both.types(GERMAN, "show acme all")
    assert f"USD{N}1,234,567.50" in both.types(AMERICAN, "show acme all")
    both.types(GERMAN, "settings locale off")
    assert "1,234,567.50 EUR" in both.types(GERMAN, "show acme all")
    assert f"USD{N}1,234,567.50" in both.types(AMERICAN, "show acme all")


def test_dates_and_times_have_english_names_in_the_order_of_the_country(both: TwoCompanies) -> None:
    assert "Tuesday 1 December 2026" in both.types(GERMAN, "show acme all")
    assert "Tuesday, December 1, 2026" in both.types(AMERICAN, "show acme all")
    both.types(GERMAN, "plan acme call Carla on 5 May at 14:05")
    assert f"2:05{N}PM" in both.types(AMERICAN, "plan acme call Carla on 5 May at 14:05")
    assert "14:05" in both.types(GERMAN, "show acme all")


def test_settings_show_the_locale_by_an_example_at_once(both: TwoCompanies) -> None:
    assert "Dates and numbers: pl_PL, for example 1 December 2026, 14:05" in both.types(GERMAN, "settings locale pl_PL")
    shown = both.types(AMERICAN, "settings")
    assert f"en_US, for example December 1, 2026, 2:05{N}PM, USD{N}1,234,567.50" in shown
    assert "Dates and numbers: not set, for example 1 December 2026, 14:05, 1,234,567.50 EUR" in both.types(
        GERMAN, "settings locale off"
    )


@pytest.mark.parametrize(
    ("typed", "tried"),
    [("Germany", "de_DE or en_DE"), ("gibberish", "de_DE, en_US or pl_PL"), ("de", "de_DE or en_DE")],
)
def test_no_locale_gets_a_sentence_with_examples_and_changes_nothing(
    both: TwoCompanies, typed: str, tried: str
) -> None:
    said = both.types(AMERICAN, f"settings locale {typed}")
    assert f"I don't know the locale “{typed}”. Give a language and a country, for example {tried}." in " ".join(
        said.split("\n")
    )
    assert "en_US, for example" in both.types(AMERICAN, "settings")


def test_what_a_form_shows_is_sent_back_as_the_same_amount(both: TwoCompanies) -> None:
    for company in (GERMAN, AMERICAN):
        before = deal_of(both, company)
        form = form_of(both.card(company, "set acme"))
        known = {one.key: one.value for one in form.fields if one.value}
        assert OWN[company][0] in known["amount"]
        both.types(company, form.command, {**known, "product": "goods"})
        assert deal_of(both, company).amount == before.amount


def test_an_amount_is_read_by_the_companys_signs_or_asked_about(both: TwoCompanies) -> None:
    both.types(GERMAN, "set acme amount 48.000 €")
    assert deal_of(both, GERMAN).amount == Money(Decimal(48_000), "EUR")
    said = both.types(GERMAN, "set acme amount 1,500")
    assert f"Is “1,500” 1.500{N}EUR or 1,50{N}EUR?" in said
    assert deal_of(both, GERMAN).amount == Money(Decimal(48_000), "EUR")
    both.types(AMERICAN, "set acme amount 1,500")
    assert deal_of(both, AMERICAN).amount == Money(Decimal(1_500), "USD")


def test_a_date_in_digits_follows_the_locale_and_is_asked_about_where_the_country_disagrees(both: TwoCompanies) -> None:
    both.types(AMERICAN, "set acme close date 05/06/2027")
    both.types(GERMAN, "set acme close date 05/06/2027")
    assert str(deal_of(both, AMERICAN).close_date) == "2027-05-06"
    assert str(deal_of(both, GERMAN).close_date) == "2027-06-05"
    both.types(AMERICAN, "settings country DE")
    said = both.types(AMERICAN, "set acme close date 07/08/2027")
    assert (
        "can be read in more than one order. Did you mean Thursday, July 8, 2027 or Saturday, August 7, 2027?" in said
    )
    assert str(deal_of(both, AMERICAN).close_date) == "2027-05-06"


def test_a_sentence_is_understood_by_the_same_signs(both: TwoCompanies) -> None:
    offered = both.answers(GERMAN, "acme's amount is 48.000 €", talk=True).card
    assert f"48.000{N}EUR" in text_of(offered)
    offered = both.answers(AMERICAN, "the close date of acme is 05/06/2027", talk=True).card
    assert "May 6, 2027" in text_of(offered)


def test_answers_at_the_same_time_never_mix(both: TwoCompanies) -> None:
    start = threading.Barrier(2)

    def serve(company: str) -> list[str]:
        start.wait()
        return [both.types(company, "show acme all") for _ in range(ROUNDS)]

    with ThreadPoolExecutor(2) as pool:
        said = dict(zip(OWN, pool.map(serve, OWN), strict=True))
    for company, answers in said.items():
        assert all(OWN[company][0] in one and OTHER[company][0] not in one for one in answers)


def test_threads_that_serve_one_company_after_the_other_keep_nothing_of_the_last(both: TwoCompanies) -> None:
    def serve(company: str) -> tuple[str, str, str]:
        shown = both.types(company, "list")
        return shown, current().key, own_currency()

    with ThreadPoolExecutor(1) as pool:
        for company, (shown, locale, currency) in zip([*OWN, *OWN], pool.map(serve, [*OWN, *OWN]), strict=True):
            assert OWN[company][1] in shown
            assert (locale, currency) == ("", "")


def test_messages_of_the_jobs_are_written_by_each_companys_locale(both: TwoCompanies) -> None:
    for company in (GERMAN, AMERICAN):
        both.types(company, "digest at 9:00", channel=f"sales-{company}")
        both.types(company, "plan acme call Carla on 6 May at 14:05")
    both.lives_through(days=3, hours=2)
    both.lives_through(days=35)
    for company in (GERMAN, AMERICAN):
        posted = both.posted(company)
        assert OWN[company][1] in posted
        assert not [sign for sign in OTHER[company] if sign in posted]
    assert "14:05" in both.posted(GERMAN)
    assert f"2:05{N}PM" in both.posted(AMERICAN)
    assert "Deals · Tue, " in both.posted(AMERICAN)
    assert current().key == ""
