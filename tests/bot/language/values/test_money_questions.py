"""What an amount leaves open is asked, with every reading as a choice, in sentences a person understands."""

from decimal import Decimal

import pytest

from bot.language.values.answers import Question, Unread, Value
from bot.language.values.money import read_money
from bot.views.money_readings import money_reading

ASKED = """
1.250 > Is “1.250” 1,250 EUR or 1.25 EUR?
50.000 € > Is “50.000 €” 50,000 EUR or 50 EUR?
999.999 > Is “999.999” 999,999 EUR or 999.9990 EUR?
COP$ 500.000 > Is “COP$ 500.000” 500,000 COP or 500 COP?
1.250 JPY > Is “1.250 JPY” 1,250 JPY or 1.25 JPY?
1,250 KWD > Is “1,250 KWD” 1,250.000 KWD or 1.25 KWD?
12.500k > Is “12.500k” 12,500 EUR or 12,500,000 EUR?
1,250m > Is “1,250m” 1,250,000 EUR or 1,250,000,000 EUR?
2.375 million dollars > Is “2.375 million dollars” 2,375,000 USD or 2,375,000,000 USD?
50,0000 > Is “50,0000” 50 EUR?
50 mil > Is “50 mil” 50,000 EUR or 50,000,000 EUR?
5T > Is “5T” 5,000 EUR or 5,000,000,000,000 EUR?
₹2 cr > Is “₹2 cr” 20,000,000 INR?
$50k EUR > Is “$50k EUR” 50,000 USD or 50,000 EUR?
€50k USD > Is “€50k USD” 50,000 EUR or 50,000 USD?
A$50 USD > Is “A$50 USD” 50 AUD or 50 USD?
R$50 EUR > Is “R$50 EUR” 50 BRL or 50 EUR?
50 USD EUR > Is “50 USD EUR” 50 USD or 50 EUR?
500 kr > Is “500 kr” 500 SEK, 500 NOK or 500 DKK?
¥500 > Is “¥500” 500 JPY or 500 CNY?
Rs. 500 > Is “Rs. 500” 500 INR, 500 PKR or 500 LKR?
500 Bs > Is “500 Bs” 500 BOB or 500 VES?
500 francs > Is “500 francs” 500 CHF, 500 XOF or 500 XAF?
500 pesos > Is “500 pesos” 500 MXN, 500 CLP or 500 PHP?
500 kroner > Is “500 kroner” 500 NOK or 500 DKK?
500 crowns > Is “500 crowns” 500 SEK, 500 NOK or 500 DKK?
500 lei > Is “500 lei” 500 RON or 500 MDL?
K500 > Is “K500” 500 MMK, 500 PGK or 500 ZMW?
M500 > Is “M500” 500 LSL?
Q3 > Is “Q3” 3 GTQ?
50 all > Is “50 all” 50 ALL?
50 try > Is “50 try” 50 TRY?
5 $BN > Is “5 $BN” 5 BND?
5,000 a month > “5,000 a month” is 60,000 EUR for a year. Save that, or 5,000 EUR?
$5k/mo > “$5k/mo” is 60,000 USD for a year. Save that, or 5,000 USD?
5k p.m. > “5k p.m.” is 60,000 EUR for a year. Save that, or 5,000 EUR?
five thousand a month > “five thousand a month” is 60,000 EUR for a year. Save that, or 5,000 EUR?
5k p/m > “5k p/m” is 60,000 EUR for a year. Save that, or 5,000 EUR?
monthly 5k > “monthly 5k” is 60,000 EUR for a year. Save that, or 5,000 EUR?
€5k monthly > “€5k monthly” is 60,000 EUR for a year. Save that, or 5,000 EUR?
5k per month EUR > “5k per month EUR” is 60,000 EUR for a year. Save that, or 5,000 EUR?
$5k MRR > “$5k MRR” is 60,000 USD for a year. Save that, or 5,000 USD?
15k a quarter > “15k a quarter” is 60,000 EUR for a year. Save that, or 15,000 EUR?
1k/wk > “1k/wk” is 52,000 EUR for a year. Save that, or 1,000 EUR?
60k p.a. > “60k p.a.” is 60,000 EUR for one year. Save that?
60k per annum > “60k per annum” is 60,000 EUR for one year. Save that?
60k/yr > “60k/yr” is 60,000 EUR for one year. Save that?
50-60k > “50-60k” is a range. Save 50,000 EUR or 60,000 EUR?
50k–60k > “50k–60k” is a range. Save 50,000 EUR or 60,000 EUR?
€50k - €60k > “€50k - €60k” is a range. Save 50,000 EUR or 60,000 EUR?
between 50 and 60k USD > “between 50 and 60k USD” is a range. Save 50,000 USD or 60,000 USD?
fifty to sixty thousand > “fifty to sixty thousand” is a range. Save 50,000 EUR or 60,000 EUR?
50k or 60k > “50k or 60k” is a range. Save 50,000 EUR or 60,000 EUR?
1,000-1,500 > “1,000-1,500” is a range. Save 1,000 EUR or 1,500 EUR?
<50k > “<50k” isn't exact. Save 50,000 EUR?
>€50k > “>€50k” isn't exact. Save 50,000 EUR?
50k+ > “50k+” isn't exact. Save 50,000 EUR?
~50k > “~50k” isn't exact. Save 50,000 EUR?
about 50k > “about 50k” isn't exact. Save 50,000 EUR?
c. 50k > “c. 50k” isn't exact. Save 50,000 EUR?
at least fifty thousand > “at least fifty thousand” isn't exact. Save 50,000 EUR?
50k or so > “50k or so” isn't exact. Save 50,000 EUR?
0 > Is the amount really 0 EUR?
zero dollars > Is the amount really 0 USD?
1000000000000 > Is the amount really 1,000,000,000,000 EUR?
$1tn > Is the amount really 1,000,000,000,000 USD?
"""
REFUSED = """
abc > I couldn't read “abc” as an amount. Try 50,000 GBP or 50k.
-50 > “-50” looks negative. Enter an amount above zero, for example 50,000 GBP.
5000 trillion > “5000 trillion” is too large. Enter a smaller amount, for example 50,000 GBP.
500 a day > “500 a day” is a rate. Enter the whole amount, for example 50,000 GBP.
1.250 a month > “1.250 a month” can mean several amounts. Enter one in full, for example 50,000 GBP.
"""


def pairs(table: str) -> list[tuple[str, str]]:
    """What is typed and the sentence that answers it. The sentence never has the arrow, but what is typed can."""
    found = []
    for line in table.strip().splitlines():
        typed, _, sentence = line.rpartition(" > ")
        found.append((typed, sentence))
    return found


@pytest.mark.parametrize(("typed", "sentence"), pairs(ASKED))
def test_a_doubt_is_asked_with_each_reading(typed: str, sentence: str) -> None:
    answer = read_money(typed, "EUR")
    assert isinstance(answer, Question), answer
    assert money_reading(typed, answer, "EUR") == sentence


@pytest.mark.parametrize(("typed", "_sentence"), pairs(ASKED))
def test_each_choice_is_read_without_another_question(typed: str, _sentence: str) -> None:
    answer = read_money(typed, "EUR")
    assert isinstance(answer, Question)
    assert 1 <= len(answer.choices) <= 3
    for choice in answer.choices:
        assert read_money(choice.words, "JPY") == Value(choice.value)


@pytest.mark.parametrize(("typed", "sentence"), pairs(REFUSED))
def test_a_refusal_has_its_reason_and_an_example_in_the_companys_currency(typed: str, sentence: str) -> None:
    answer = read_money(typed, "GBP")
    assert isinstance(answer, Unread)
    assert money_reading(typed, answer, "GBP") == sentence


def test_nothing_typed_gets_the_example_alone() -> None:
    assert money_reading(" ", Unread("not an amount"), "EUR") == "Enter an amount, for example 50,000 EUR."


def test_long_words_are_quoted_by_their_beginning() -> None:
    typed = "Acme \n" * 30
    assert len(money_reading(typed, Unread("not an amount"), "EUR")) < 110


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("999999999999.99", False), ("1000000000000", True), ("0.01", False), ("0", True)],
)
def test_only_nothing_and_a_million_millions_are_asked_again(typed: str, asked: bool) -> None:
    assert isinstance(read_money(typed, "EUR"), Question) is asked


def test_a_month_is_a_twelfth_and_a_quarter_a_fourth_of_the_year() -> None:
    for typed, times in (("7 a month", 12), ("7 a quarter", 4), ("7 a week", 52)):
        answer = read_money(typed, "EUR")
        assert isinstance(answer, Question)
        assert [choice.value.amount for choice in answer.choices] == [Decimal(7 * times), Decimal(7)]
