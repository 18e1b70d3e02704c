"""Rows and histories of other systems become past deals, by what the file says and nothing more."""

from datetime import date
from decimal import Decimal

import pytest

from bot.xray.settings import FileWords, UnknownColumn
from process.xray.past_deal import PastDeal
from tests.support.deal_files import DEALS, HISTORY, read, taken

HAS = {"amount", "owner", "created", "ended", "close_date"}


def the(reading_deals: list[PastDeal], name: str) -> PastDeal:
    return next(deal for deal in reading_deals if deal.name == name)


def test_rows_are_read_with_their_numbers_ends_and_days() -> None:
    reading = read(DEALS)
    acme, umbrella = the(reading.deals, "Acme"), the(reading.deals, "Umbrella")
    assert (acme.row, acme.end, acme.amount, acme.owner) == (2, "won", Decimal(12000), "Rita")
    assert (acme.created, acme.ended, acme.days) == (date(2026, 1, 5), date(2026, 3, 31), 85)
    assert (umbrella.end, umbrella.ended, umbrella.close_date) == ("open", None, date(2026, 2, 15))
    assert the(reading.deals, "Globex").amount is None, "an empty cell isn't 0"
    assert reading.has() == HAS


def test_a_history_adds_stages_amounts_and_close_dates() -> None:
    reading = read(DEALS, HISTORY)
    acme = the(reading.deals, "Acme")
    assert [stage for stage, _ in acme.visits()] == ["Lead", "Demo", "Offer"], "won is no stage"
    assert acme.slips() == 2
    assert reading.has() == HAS | {"stage_history", "amount_history", "slips"}
    assert (taken(DEALS, HISTORY).taken, taken(DEALS, HISTORY).strange) == (9, 1)


def test_a_history_that_has_the_newest_row_first_is_turned_round() -> None:
    lines = HISTORY.splitlines()
    turned = "\n".join([lines[0], *reversed(lines[1:])])
    assert the(read(DEALS, turned).deals, "Acme").visits() == the(read(DEALS, HISTORY).deals, "Acme").visits()


def test_a_history_finds_its_deal_by_a_name_that_only_one_deal_has() -> None:
    twins = "Deal Name,Deal Stage,Close Date\nAcme,Won,2026-03-31\nGlobex,Won,2026-03-31\nGlobex,Lost,2026-03-30\n"
    history = "Opportunity,From Stage,To Stage,Edit Date\nacme,Lead,Demo,2026-02-05\nGlobex,Lead,Demo,2026-02-05\n"
    assert (taken(twins, history).taken, taken(twins, history).strange) == (1, 1)


def test_a_history_without_its_columns_says_which() -> None:
    assert taken(DEALS, "Deal,Amount\nAcme,5\nGlobex,6\n").missing == ("day", "stage")
    assert taken(DEALS, "Stage,Date\nLead,2026-01-05\nDemo,2026-01-06\n").missing == ("deal",)


@pytest.mark.parametrize(
    "heading",
    [
        'Date entered "Demo (Sales Pipeline)"',
        "Date entered Demo (Sales Pipeline)",
        "hs_v2_date_entered_demo",
        "Entered stage: Demo",
        "Demo Date",
        "Datum des Eintritts in „Demo“",
    ],
)
def test_a_column_can_hold_the_day_on_which_a_stage_was_entered(heading: str) -> None:
    quoted = heading.replace('"', '""')
    wide = f'Deal Name,Deal Stage,Create Date,"{quoted}",Close Date\nAcme,Closed Won,2026-01-05,2026-02-05,2026-03-31\nGlobex,Demo,2026-01-06,2026-02-06,\n'
    assert the(read(wide).deals, "Acme").visits() == (("Demo", date(2026, 2, 5)),)


@pytest.mark.parametrize(
    ("flags", "end"), [("1,1", "won"), ("0,1", "lost"), ("0,0", "open"), ("TRUE,TRUE", "won"), ("no,yes", "lost")]
)
def test_a_file_can_say_won_and_closed_with_yes_and_no(flags: str, end: str) -> None:
    assert read(f"Opportunity Name,Won,Closed,Amount\nAcme,{flags},500\nGlobex,0,0,600\n").deals[0].end == end


def test_rows_that_stand_there_twice_or_contradict_themselves_are_left_out() -> None:
    twice = "Deal ID,Deal Name,Status,Stage\n1,Acme,won,Demo\n1,Acme,won,Demo\n2,Globex,lost,Closed Won\n"
    reading = read(twice)
    assert [(one.row, one.why) for one in reading.left_out] == [(3, "twice"), (4, "disagree")]
    assert [deal.row for deal in reading.deals] == [2]


def test_a_person_says_which_column_and_which_word_is_meant() -> None:
    strange = "Was,Stand,Wieviel\nAcme,fertig,500\nGlobex,geplatzt,600\nInitech,offen,700\n"
    words = FileWords({"name": "Was", "stage": "Stand", "amount": "wieviel"}, won=("Fertig",), lost=("geplatzt",))
    assert [(deal.name, deal.end, deal.amount) for deal in read(strange, words=words).deals] == [
        ("Acme", "won", Decimal(500)),
        ("Globex", "lost", Decimal(600)),
        ("Initech", "open", Decimal(700)),
    ]
    with pytest.raises(UnknownColumn):
        read(strange, words=FileWords({"stage": "Phase"}))


def test_a_german_file_with_semicolons_and_commas_is_read() -> None:
    german = "Titel;Verkaufsphase;Betrag;Erstellt am;Abschlussdatum\nMüller;gewonnen;1.234,50 €;03.02.2026;28.02.2026\nJäger;verloren;900,00 €;13.02.2026;27.02.2026\n"
    won = read(german.encode("cp1252")).deals[0]
    assert (won.name, won.end, won.amount, won.currency) == ("Müller", "won", Decimal("1234.50"), "€")
    assert won.created == date(2026, 2, 3)
    first = FileWords(days="month first", sign=".")
    assert read(
        "Deal,Stage,Amount,Created\nAcme,Won,1.500,03/02/2026\nGlobex,Won,2.500,04/02/2026\n", words=first
    ).deals[0].created == date(2026, 3, 2)


def test_how_often_a_close_date_was_pushed_can_be_a_column() -> None:
    reading = read("Opportunity Name,Stage,Push Count\nAcme,Closed Won,3\nGlobex,Closed Won,0\n")
    assert [deal.slips() for deal in reading.deals] == [3, 0] and "slips" in reading.has()


def test_a_note_or_a_sum_below_the_deals_is_left_out() -> None:
    report = "Opportunity Name,Stage,Amount\nAcme,Closed Won,500\nGlobex,Demo,600\nConfidential,,\nTotal,,1100\n"
    assert [(one.row, one.why) for one in read(report).left_out] == [(4, "bare"), (5, "bare")]


def test_won_and_lost_deals_can_have_a_column_each_for_their_day() -> None:
    two = "Title,Status,Won time,Lost time,Expected close date\nAcme,Won,2026-03-01,,2026-09-09\nGlobex,Lost,,2026-02-01,2026-09-09\n"
    assert [deal.ended for deal in read(two).deals] == [date(2026, 3, 1), date(2026, 2, 1)]
