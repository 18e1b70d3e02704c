"""The x-ray of past deals: what points to luck, which way deals went, and what no file can say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from process.xray.past_deal import PastDeal, Snapshot
from process.xray.picture import Picture, look
from process.xray.quarters import days_left
from process.xray.rate import Rate, beyond_chance
from process.xray.signs import SIGNS, Finding
from process.xray.way import find_way
from tests.support.past_deals import on, past

HAS = frozenset(
    {
        *("amount", "created", "ended", "close_date", "owner", "reason", "contact"),
        *("stage_history", "amount_history", "slips"),
    }
)
TODAY = date(2026, 12, 1)
WALK = "find 0, agree 20, offer 40, sign 60"


def finding(picture: Picture, key: str) -> Finding:
    return next(one for one in picture.findings if one.sign.key == key)


def shown(deal: PastDeal, key: str, *others: PastDeal) -> bool | None:
    """Whether a deal shows a sign, None where its row doesn't say."""
    found = finding(look([deal, *others], HAS, TODAY), key)
    if not found.judged - sum(other.end == deal.end for other in others):
        return None
    return deal in found.deals


@pytest.mark.parametrize(("amount", "expected"), [(None, True), (Decimal(0), True), (Decimal("0.01"), False)])
def test_a_win_without_an_amount_shows(amount: Decimal | None, expected: bool) -> None:
    assert shown(past("won", amount=amount), "no_amount") is expected


@pytest.mark.parametrize(
    ("set_on", "expected"), [(89, False), (90, True)], ids=["the day before it was won", "the day it was won"]
)
def test_an_amount_that_came_on_the_day_of_the_win_is_late(set_on: int, expected: bool) -> None:
    steps = (Snapshot(on(0), "find"), Snapshot(on(set_on), "sign", Decimal(5000)))
    assert shown(past("won", history=steps), "amount_late") is expected


def test_a_history_that_begins_with_the_win_says_nothing_about_the_day_before() -> None:
    assert shown(past("won", history=(Snapshot(on(90), "sign", Decimal(5000)),)), "amount_late") is None


@pytest.mark.parametrize(("created", "expected"), [(90, True), (89, False), (91, None)])
def test_a_win_on_the_day_it_was_created_shows_and_one_before_it_says_nothing(
    created: int, expected: bool | None
) -> None:
    assert shown(past("won", created=on(created)), "same_day") is expected


def test_a_win_that_left_out_a_stage_jumped_and_one_that_came_back_did_not() -> None:
    usual = [past("won", WALK) for _ in range(5)]
    assert shown(past("won", "find 0, agree 20, sign 60"), "jumped", *usual) is True
    assert shown(past("won", "find 0, agree 20, find 30, offer 40, sign 60"), "jumped", *usual) is False
    assert shown(past("won", "find 0, agree 20, offer 40"), "jumped", *usual) is True
    assert shown(past("won"), "jumped", *usual) is None


def test_a_lost_deal_is_judged_up_to_where_it_got() -> None:
    usual = [past("won", WALK) for _ in range(5)]
    way = find_way([*usual, stopped := past("lost", "find 0, agree 20")])
    assert way.stages == ("find", "agree", "offer", "sign")
    assert way.left_out(stopped) == () and way.left_out(past("lost", "find 0, offer 9")) == ("agree",)


def test_a_stage_that_few_deals_go_through_is_not_expected_of_each() -> None:
    usual = [past("won", WALK) for _ in range(9)]
    some = past("won", "find 0, agree 20, law 30, offer 40, sign 60")
    way = find_way([*usual, some])
    assert way.stages == ("find", "agree", "offer", "sign") and way.beside == ("law",)
    assert find_way([*usual[:3], some]).beside == ()


def test_the_order_is_what_most_deals_did_or_what_a_person_says() -> None:
    deals = [past("won", WALK) for _ in range(3)] + [past("won", "find 0, offer 3, agree 4, sign 9")]
    assert find_way(deals).stages == ("find", "agree", "offer", "sign")
    assert find_way(deals, ("offer", "find")).beside == ("agree", "sign")


def test_two_stages_on_one_day_show() -> None:
    assert shown(past("won", "find 0, agree 20, offer 20, sign 60"), "in_a_day") is True
    assert shown(past("won", WALK), "in_a_day") is False


def test_a_close_date_slips_only_when_it_moves_to_a_later_day() -> None:
    days = (Snapshot(on(0), close_date=on(50)), Snapshot(on(9), close_date=on(40)), Snapshot(on(20), close_date=on(60)))
    moved = past("won", history=days)
    assert moved.slips() == 1
    assert shown(moved, "slipped") is True and shown(moved, "slipped_often") is False
    assert shown(replace(moved, pushes=2), "slipped_often") is True
    assert past("won").slips() is None and shown(past("won"), "slipped") is None


def test_open_deals_are_overdue_by_the_last_day_of_the_file_and_not_by_today() -> None:
    last = past("won", ended=on(30))
    assert shown(past("open", close_date=on(29)), "overdue", last) is True
    assert shown(past("open", close_date=on(30)), "overdue", last) is False


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (date(2026, 3, 31), 0),
        (date(2026, 3, 27), 4),
        (date(2026, 3, 26), 5),
        (date(2026, 12, 31), 0),
        (date(2026, 1, 1), 89),
    ],
)
def test_the_last_five_days_of_a_quarter(day: date, left: int) -> None:
    assert days_left(day) == left
    assert shown(past("won", ended=day), "quarter_end") is (left < 5)


@pytest.mark.parametrize(
    ("amount", "expected"), [("1000", True), ("12000.5", False), ("12500", False), ("999.99", None)]
)
def test_round_amounts_are_whole_thousands(amount: str, expected: bool | None) -> None:
    assert shown(past("won", amount=Decimal(amount)), "round") is expected


def test_what_the_file_has_no_column_for_is_unknown_and_not_nought() -> None:
    picture = look([past("won")], frozenset({"ended"}), TODAY)
    assert {one.sign.key for one in picture.findings if one.unknown} == {
        sign.key for sign in SIGNS if sign.key != "quarter_end"
    }
    assert picture.compared is None and picture.owners == () and picture.stays == ()


def test_no_rate_is_given_below_ten_decided_deals() -> None:
    nine = [past("won")] * 5 + [past("lost")] * 4 + [past("open")] * 9
    assert look(nine, HAS, TODAY).rate == Rate(5, 9) and look(nine, HAS, TODAY).rate.share is None
    assert look([*nine, past("lost")], HAS, TODAY).rate.share == 0.5


def test_stage_by_stage_is_compared_with_the_rest_and_a_small_difference_can_be_chance() -> None:
    steps = [past("won", WALK)] * 12 + [past("lost", "find 0, agree 9")] * 8
    jumps = [past("won", "find 0, sign 9")] * 5 + [past("lost", "offer 3")] * 15
    found = look([*steps, *jumps], HAS, TODAY).compared
    assert found is not None and found.stepwise == Rate(12, 20) and found.rest == Rate(5, 20) and found.clear
    assert not beyond_chance(Rate(12, 20), Rate(9, 20))
    assert not beyond_chance(Rate(9, 9), Rate(0, 20)) and not beyond_chance(Rate(10, 10), Rate(20, 20))


def test_a_win_with_two_signs_of_luck_counts_once() -> None:
    picture = look([past("won", amount=None, created=on(90)), past("won")], HAS, TODAY)
    assert len(picture.lucky) == 1
    assert {one.sign.key for one in picture.luck_judged} == {"no_amount", "same_day"}
    assert [(one.owner, one.lucky) for one in picture.owners] == [("Rob", 1)]


def test_stays_are_counted_where_they_ended() -> None:
    deals = [past("won", WALK), past("lost", "find 0, agree 10"), past("open", "find 0, agree 20, offer 50")]
    found = {stays.stage: stays for stays in look(deals, HAS, TODAY).stays}
    agree = found["agree"]
    assert (sorted(stay.days for stay in agree.stays), agree.went_on, agree.lost, agree.here) == ([20, 30, 80], 2, 1, 0)
    assert agree.usual == 30 and agree.longest[0].deal is deals[1]
    assert (found["offer"].here, found["sign"].usual) == (1, 30)


def test_wins_are_counted_by_the_week_of_their_quarter() -> None:
    wins = [past("won", ended=day) for day in (date(2026, 1, 1), date(2026, 3, 31), date(2026, 12, 31))]
    weeks = look(wins, HAS, TODAY).weeks
    assert (weeks[0], weeks[12], sum(weeks)) == (1, 2, 3)


def test_money_is_added_up_in_one_currency_only() -> None:
    wins = [past("won", amount=Decimal(amount)) for amount in range(1, 11)]
    picture = look(wins, HAS, TODAY)
    assert (picture.money, picture.currency) == (Decimal(55), "EUR")
    assert [deal.amount for deal in picture.largest] == [Decimal(10), Decimal(9), Decimal(8)]
    mixed = look([*wins, past("won", currency="USD")], HAS, TODAY)
    assert mixed.mixed and mixed.currency == "" and mixed.largest == ()
    assert look(wins[1:], HAS, TODAY).largest == ()
