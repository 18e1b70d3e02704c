"""Days and amounts: what is ambiguous in one cell is settled by the whole file, or asked."""

from datetime import date
from decimal import Decimal

import pytest

from bot.spreadsheet.amounts import read_amount, settle_sign
from bot.spreadsheet.days import DayOrder, read_day, settle_order


@pytest.mark.parametrize(
    ("cells", "order", "sure"),
    [
        (["01-03-17", "25-10-16", "11-03-17"], "day first", True),
        (["03/01/2017", "03/25/2017"], "month first", True),
        (["17-01-03", "17-10-25", "16-11-30"], "year first", True),
        (["2017-03-01", "2017-10-25"], "year first", True),
        (["01/03/2017", "02/03/2017"], "day first", False),
    ],
)
def test_the_order_of_days_is_settled_by_the_whole_file(cells: list[str], order: DayOrder, sure: bool) -> None:
    settled = settle_order(cells)
    assert (settled.order, settled.sure) == (order, sure)


def test_an_order_by_which_deals_end_before_they_begin_is_wrong() -> None:
    pairs = [(f"0{day}/01/2017", f"0{day}/02/2017") for day in range(3, 10)]
    backward = [(f"01/0{month}/2017", f"02/0{month - 1}/2017") for month in range(3, 10)]
    assert settle_order([cell for pair in pairs for cell in pair], pairs).sure is False
    assert settle_order([cell for pair in backward for cell in pair], backward).order == "month first"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("3 May 2027", date(2027, 5, 3)),
        ("03-Mai-27", date(2027, 5, 3)),
        ("May 3, 2027", date(2027, 5, 3)),
        ("2027-05-03T14:30:00Z", date(2027, 5, 3)),
        ("03.05.2027 14:30", date(2027, 5, 3)),
        ("20270503", date(2027, 5, 3)),
        (46510.0, date(2027, 5, 3)),
        ("46510", date(2027, 5, 3)),
        (date(2027, 5, 3), date(2027, 5, 3)),
        ("Moses Frase", None),
        ("31.02.2027", None),
        ("", None),
        (5.0, None),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: str | float | date, day: date | None) -> None:
    assert read_day(cell, "day first") == day


@pytest.mark.parametrize(
    ("cells", "sign", "sure"),
    [
        (["1.234,56", "1.234"], ",", True),
        (["1,234.56", "1,234"], ".", True),
        (["1.234", "2.500"], ".", False),
        (["1.234.567", "2.500"], ",", True),
        (["12,5"], ",", True),
        (["1500", "20"], ".", True),
        (["0.125"], ".", True),
    ],
)
def test_the_decimal_sign_is_settled_by_the_whole_file(cells: list[str], sign: str, sure: bool) -> None:
    settled = settle_sign(cells)
    assert (settled.sign, settled.sure) == (sign, sure)


@pytest.mark.parametrize(
    ("cell", "value", "currency"),
    [
        ("€ 1,234.50", "1234.50", "€"),
        ("1 234.5 USD", "1234.50", "USD"),
        ("(12)", "-12.00", ""),
        (1054.0000000001, "1054.00", ""),
        (12.345, "12.345", ""),
        ("0", "0.00", ""),
    ],
)
def test_an_amount_is_read_without_noise_and_with_its_currency(cell: str | float, value: str, currency: str) -> None:
    amount = read_amount(cell, ".")
    assert amount is not None
    assert (amount.value, amount.currency) == (Decimal(value), currency)


@pytest.mark.parametrize("cell", ["", "n/a", "-", "12%", "3 to 5", "soon", "1.234,56"])
def test_other_words_are_not_read_as_an_amount(cell: str) -> None:
    assert read_amount(cell, ".") is None
