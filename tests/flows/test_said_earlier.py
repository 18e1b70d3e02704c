"""A button that holds typed words means the day they meant when they were typed, however late it is pressed."""

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.card import Card
from bot.chats.dialogs import opens_dialog
from bot.company.export_tables import LEDGER, ExportTables
from bot.language.said_at import with_moment
from bot.store import tenants
from tests.support.card_text import buttons_of, form_of, text_of
from tests.support.empty_database import empty_database
from tests.support.one_company import MONDAY, OneCompany

DAYS_LATER = MONDAY + timedelta(days=3)


@pytest.fixture
def company(tmp_path: Path) -> OneCompany:
    return OneCompany(empty_database(tmp_path / "deals.db"))


def test_the_deal_that_was_asked_for_waits_until_the_day_that_was_meant(company: OneCompany) -> None:
    asked = company.types("wait acm until in 2 weeks because the budget round is open")
    assert "18 May 2026" in text_of(_later(company, asked, "Acme"))


def test_a_deal_that_was_not_named_waits_until_the_day_that_was_meant(company: OneCompany) -> None:
    company.types("new Globex")
    asked = company.types("wait until in 2 weeks because the budget round is open")
    assert "18 May 2026" in text_of(_later(company, asked, "Globex"))


def test_a_step_in_some_hours_is_not_planned_days_later(company: OneCompany) -> None:
    asked = company.types("plan acm call Carla in 2 hours")
    answer = text_of(_later(company, asked, "Acme"))
    assert "7 May" not in answer


def test_an_hour_that_was_asked_for_is_of_the_day_that_was_meant(company: OneCompany) -> None:
    asked = company.types("plan acme call Carla in 5 days at 5")
    assert "9 May 2026" in text_of(_later(company, asked, "17:00"))


def test_a_colleague_that_was_asked_for_stands_in_until_the_day_that_was_meant(company: OneCompany) -> None:
    asked = company.types("away until in 2 weeks delegate adaa")
    assert "18 May 2026" in text_of(_later(company, asked, "Ada Adeyemi"))


def test_a_day_that_has_passed_meanwhile_is_refused(company: OneCompany) -> None:
    asked = company.types("snooze acm until tomorrow")
    answer = _later(company, asked, "Acme")
    assert "5 May 2026" in text_of(answer)
    assert answer.tone == "stop"


def test_a_typed_command_that_is_proposed_means_the_day_it_meant(company: OneCompany) -> None:
    company.types("plan acme call Carla tomorrow")
    asked = company.talks("plan acme move to in 5 days")
    assert "9 May 2026" in text_of(_later(company, asked, "Plan"))


def test_a_moment_that_is_still_to_come_or_is_none_changes_nothing(company: OneCompany) -> None:
    for moment in ("2031-05-04T09:00Z", "2026-13-41T09:00Z"):
        answer = company.types(f"at {moment} wait acme until in 2 weeks because the budget round is open")
        assert "18 May 2026" in text_of(answer), moment


def test_a_chat_knows_which_button_opens_a_dialog_also_with_a_moment() -> None:
    for command in ("log #0123456789ab call", "met #0123456789ab budget", "list closing this month"):
        assert opens_dialog(command) and opens_dialog(with_moment(command, MONDAY)), command
    assert not opens_dialog(with_moment("snooze #0123456789ab until tomorrow", MONDAY))


NO_DEAL = "they seem happy, Carla decides tomorrow"
WORDS = "had a call with Acme, Carla decides tomorrow, so call her next week"


@pytest.mark.parametrize(("days", "said"), [(0, ""), (3, " (said on 4 May 2026)")])
def test_a_contact_that_is_saved_later_shows_the_day_of_its_words(company: OneCompany, days: int, said: str) -> None:
    asked = company.talks("had a call with Acme, they like the offer")
    company.now += timedelta(days=days)
    company.types(buttons_of(asked)["Acme: log call"])
    assert f"logged a call: had a call with Acme, they like the offer{said}" in _every_step(company)


@pytest.mark.parametrize(("days", "said"), [(0, ""), (3, " (said on 4 May 2026)")])
def test_a_note_keeps_its_words_and_shows_the_day_on_which_they_were_said(
    company: OneCompany, days: int, said: str
) -> None:
    asked = company.talks(WORDS)
    company.now += timedelta(days=days)
    company.types(buttons_of(asked)["Save as a note"])
    assert f"noted: {WORDS}{said}" in _every_step(company)
    with company.store.reading() as tx:
        (tenant,) = tenants.all_tenants(tx)
        exported = [row[LEDGER.index("What")] for row in ExportTables.of(tx, tenant).ledger()]
    assert f"noted: {WORDS}{said}" in exported


def test_a_form_that_lacks_an_answer_keeps_the_day_of_its_words(company: OneCompany) -> None:
    company.talks("show acme")
    asked = company.talks(NO_DEAL)
    company.now = DAYS_LATER
    form = form_of(company.types(buttons_of(asked)["Save as a note"]))
    assert next(one.value for one in form.fields if one.key == "note") == NO_DEAL
    again = form_of(company.sends(form))
    company.sends(again, activity="call")
    assert "(said on 4 May 2026)" in _every_step(company)


def _every_step(company: OneCompany) -> str:
    return " ".join(text_of(company.types("history acme all")).split())


def _later(company: OneCompany, card: Card, label: str) -> Card:
    """The button's answer, three days later."""
    company.now = DAYS_LATER
    return company.types(buttons_of(card)[label])
