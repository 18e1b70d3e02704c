"""Amounts that mean one thing are read as that, however twenty countries write them; what means nothing is unread."""

import pytest

from bot.language.values.answers import Unread, Value
from bot.language.values.money import read_money

READ = """
50000 > 50000 EUR | 50,000 > 50000 EUR | 50 000 > 50000 EUR | 50'000 > 50000 EUR | 1_000_000 > 1000000 EUR
1,250 > 1250 EUR | 1.25 > 1.25 EUR | 1,25 > 1.25 EUR | 1,5 > 1.5 EUR | 1.250,00 > 1250 EUR | 1,250.00 > 1250 EUR
1.234.567 > 1234567 EUR | 1,234,567.89 > 1234567.89 EUR | 1.234.567,89 > 1234567.89 EUR | 1 234 567,89 > 1234567.89 EUR
1'234'567.89 > 1234567.89 EUR | 1'234,50 > 1234.5 EUR | 1,23,456 > 123456 EUR | 12,34,567.89 > 1234567.89 EUR
0.5 > 0.5 EUR | .5 > 0.5 EUR | ,75 > 0.75 EUR | 0.250 > 0.25 EUR | 0,001 > 0.001 EUR | .900 > 0.9 EUR
49999.999 > 49999.999 EUR | 1000.000 > 1000 EUR | 1,000.125 > 1000.125 EUR | 1.2345 > 1.2345 EUR | 1.000,125 > 1000.125 EUR
CHF 50.- > 50 CHF | 50,-- > 50 EUR | 50,- € > 50 EUR | 500:- > 500 EUR | ₹1,50,000/- > 150000 INR | 50,– > 50 EUR
50k > 50000 EUR | 50 k > 50000 EUR | 50K > 50000 EUR | 1.2m > 1200000 EUR | 1,2m > 1200000 EUR | 1.2M USD > 1200000 USD
3bn > 3000000000 EUR | 2b > 2000000000 EUR | 5mm > 5000000 EUR | 5mn > 5000000 EUR | $1.5MM > 1500000 USD | 0.25k > 250 EUR
.5m > 500000 EUR | ,5m > 500000 EUR | 1 250k > 1250000 EUR | 1,250,000k > 1250000000 EUR | 1.5 million > 1500000 EUR
5 Mio. € > 5000000 EUR | 3,5 Mio Euro > 3500000 EUR | 5 Mrd > 5000000000 EUR | 5 mln zł > 5000000 PLN | 50 tys. zł > 50000 PLN
kEUR 50 > 50000 EUR | 50 kEUR > 50000 EUR | TEUR 500 > 500000 EUR | 5M€ > 5000000 EUR | EURm 5 > 5000000 EUR
5 MSEK > 5000000 SEK | MDKK 5 > 5000000 DKK | 10KUSD > 10000 USD | 2 milliards > 2000000000 EUR | 50 mille > 50000 EUR
50 grand > 50000 EUR | a grand > 1000 EUR | 50 thousand > 50000 EUR | 5 hundred > 500 EUR | 5 hundred thousand > 500000 EUR
5 lakh > 500000 EUR | 2.5 lakhs INR > 250000 INR | 2 crore > 20000000 EUR | ₹2 crores > 20000000 INR
1 crore 50 lakh > 15000000 EUR | half a crore > 5000000 EUR | 2 million 500 thousand > 2500000 EUR | 5万 > 50000 EUR
50万元 > 500000 CNY | 500 BRL > 500 BRL | 500 KES > 500 KES | 500 MXN > 500 MXN | 500 MYR > 500 MYR | 500 BHD > 500 BHD
500 KRW > 500 KRW | 500 MAD > 500 MAD | 500 BGN > 500 BGN | 500 KWD > 500 KWD | 500 MDL > 500 MDL | 500BRL > 500 BRL
500 BEF > 500 BEF | 500 BUK > 500 BUK | 500 MTL > 500 MTL | 500 DEM > 500 DEM | KES500 > 500 KES | BRL 500k > 500000 BRL
5k BRL > 5000 BRL | 5m MXN > 5000000 MXN | 500 K EUR > 500000 EUR | 500 M KRW > 500000000 KRW | 50 eur > 50 EUR
1’234’567 CHF > 1234567 CHF | CHF 1‘200.50 > 1200.5 CHF | 1ʼ234 > 1234 EUR | 1`234 > 1234 EUR | 1´234 > 1234 EUR
1 234 > 1234 EUR | 1 234,50 € > 1234.5 EUR | 1 234 > 1234 EUR | 1 234 > 1234 EUR | 1　234 > 1234 EUR
€50k > 50000 EUR | 50k€ > 50000 EUR | € 50 k > 50000 EUR | €50 EUR > 50 EUR | EUR 50 > 50 EUR | EUR50 > 50 EUR
$500 > 500 USD | 500$ > 500 USD | US$500 > 500 USD | U.S. $500 > 500 USD | $US500 > 500 USD | $500 CAD > 500 CAD
$500 MXN > 500 MXN | $500 USD > 500 USD | £50k EGP > 50000 EGP | £500 > 500 GBP | E£500 > 500 EGP | 500 quid > 500 GBP
A$500 > 500 AUD | AU$500 > 500 AUD | C$500 > 500 CAD | CA$500 > 500 CAD | NZ$500 > 500 NZD | HK$500 > 500 HKD
S$500 > 500 SGD | R$1.500,00 > 1500 BRL | Mex$500 > 500 MXN | MX$500 > 500 MXN | COP$500 > 500 COP | CLP$500 > 500 CLP
RD$500 > 500 DOP | NT$500 > 500 TWD | AR$500 > 500 ARS | 1.5 $M > 1500000 USD | ¥500 JPY > 500 JPY | ¥500 CNY > 500 CNY
CN¥500 > 500 CNY | 500円 > 500 JPY | ₩500 > 500 KRW | ₹500 > 500 INR | ₪500 > 500 ILS | ฿500 > 500 THB | ₫500 > 500 VND
₦500 > 500 NGN | 500 ₽ > 500 RUB | 500 ₺ > 500 TRY | ₱500 > 500 PHP | ₴500 > 500 UAH | ₡500 > 500 CRC | R500 > 500 ZAR
R 500k > 500000 ZAR | RM500 > 500 MYR | Rp 500 > 500 IDR | KSh 500 > 500 KES | S/ 500 > 500 PEN | SFr. 500 > 500 CHF
500 Kč > 500 CZK | 500 zł > 500 PLN | 500 руб. > 500 RUB | 500 Ft > 500 HUF | 500 kr SEK > 500 SEK | kr 500 NOK > 500 NOK | 500 TL > 500 TRY
50 euros > 50 EUR | 50 dollars > 50 USD | 50 bucks > 50 USD | 50 pounds > 50 GBP | 50 pounds sterling > 50 GBP
50 Swiss francs > 50 CHF | 50 Canadian dollars > 50 CAD | 50 yen > 50 JPY | 50 Mexican pesos > 50 MXN | 50 Indian rupees > 50 INR
50 złoty > 50 PLN | 50 zlotys > 50 PLN | 50 kronor > 50 SEK | 50 forints > 50 HUF | 50 rand > 50 ZAR | 50 shekels > 50 ILS
50 baht > 50 THB | 50 ringgits > 50 MYR | 50 Brazilian reals > 50 BRL | 50 leva > 50 BGN | 50 yuan > 50 CNY
fifty > 50 EUR | fifty thousand euros > 50000 EUR | two and a half million > 2500000 EUR | half a million > 500000 EUR
half a million dollars > 500000 USD | a quarter of a million > 250000 EUR | three quarters of a million > 750000 EUR
one point five million > 1500000 EUR | two point two five million pounds > 2250000 GBP | a million > 1000000 EUR
a million and a half > 1500000 EUR | a hundred thousand > 100000 EUR | fifty grand > 50000 EUR | fifty k > 50000 EUR
two hundred and fifty thousand > 250000 EUR | one million two hundred thousand > 1200000 EUR | fifteen hundred > 1500 EUR
twenty-five thousand > 25000 EUR | USD five hundred > 500 USD | 2½ million > 2500000 EUR | 2 and a half million > 2500000 EUR
ninety-nine thousand nine hundred and ninety-nine > 99999 EUR | three lakh rupees INR > 300000 INR
٥٠٠٠٠ > 50000 EUR | ٥٠٬٠٠٠ > 50000 EUR | ١٬٢٥٠٫٥٠ > 1250.5 EUR | ৫০,০০০ > 50000 EUR | ५०,००० > 50000 EUR | ５０，０００ > 50000 EUR
50k (USD) > 50000 USD | in euros 500 > 500 EUR | AUS$500 > 500 AUD | total of 500 > 500 EUR | 50/- > 50 EUR
50k. > 50000 EUR | 50k! > 50000 EUR | 50k only > 50000 EUR | 500 in total > 500 EUR | 500 in USD > 500 USD
20.000,- > 20000 EUR | CHF 12.500.- > 12500 CHF | 20,000/- > 20000 EUR | 1.234.567,- > 1234567 EUR | 2½k > 2500 EUR
50k excl. VAT > 50000 EUR | 50k + VAT > 50000 EUR | 50k net > 50000 EUR | 50k zzgl. MwSt. > 50000 EUR | 50k ex GST > 50000 EUR
exactly 0 > 0 EUR | exactly 0 USD > 0 USD | exactly 1000000000000 EUR > 1000000000000 EUR | exactly 50k > 50000 EUR
999999999999 > 999999999999 EUR | 0.01 > 0.01 EUR | 1.250,000 KWD > 1250 KWD | 1.25 KWD > 1.25 KWD | 500.50 JPY > 500.5 JPY
"""
COMPANYS = """
$500 AUD > 500 AUD | dollars 500 AUD > 500 AUD | 500 pesos MXN > 500 MXN | kr 500 SEK > 500 SEK | 500 kroner DKK > 500 DKK
¥500 CNY > 500 CNY | £500 EGP > 500 EGP | Rs. 500 INR > 500 INR | Rs.500 PKR > 500 PKR | 500 francs CHF > 500 CHF
K500 ZMW > 500 ZMW | M500 LSL > 500 LSL | 500 lei MDL > 500 MDL | 500 rupees LKR > 500 LKR | C$500 NIO > 500 NIO
Fr. 500 CHF > 500 CHF | 500 try TRY > 500 TRY | 50 F XOF > 50 XOF | 500 dinars KWD > 500 KWD | 500 dirhams MAD > 500 MAD
$BN 500 BND > 500 BND | 500 crowns CZK > 500 CZK | 500 all ALL > 500 ALL | 5kr NOK > 5 NOK
"""
"""What is typed, and the company's currency as the last word."""
UNREAD = """
not an amount: abc | k | EUR | € | million | thousands | half | three quarters | a few thousand | a couple of thousand
not an amount: several million | fifty sixty thousand | sixty and six | three million thousand | five six | . | , | 1.2.3 | 1,2,3
not an amount: 50 60 | 50, 60 | 50,000 60,000 | 50,000,00 | 1 23 456 | 5 0000 | 007 | 00.5 | 0,123,456 | 1.234'567 | 1e6 | 10^6
not an amount: 5e400 | 50% | 50 km | 50 people | #50 | 50? | 3rd | 5/6 | 50 ABC | 500 BTC | 50k million | 5kk | 20 € 50 | 1 1/2
not an amount: USD.50 | S/.500 | B/.500 | 5² | ① | 1.5.2026 | 50k for 12 months | 5k x 12 | 50+60 | 1 234 567 1234 | 5 months
not an amount: two million five | a hundred and a half | ten million and a half | nineteen eighty four | twenty twenty six
not an amount: two fifty | 50 of 60 | 50 in | 1k5 | 1m2 | 5O,000 | 0x50 | nan | five percent | k500 | 1·250 | 1،250 | no | 50p | 50c | 50 ks | 50 Ms | 50k (approx.)
not an amount: 50 million in June | Acme 50k | 50k Acme | call 50 | 50 USD and 20 EUR | between 50k | € EUR USD GBP 5
negative: -50 | -50k | −50k | €-50 | -€50 | - 50 | (50) | (50,000) EUR | 50- | 50 CR | €500 CR | 50 DR | minus 50 | minus fifty | 2 cr
too large: 1000000000000000 | 5000 trillion | 1000000000000000 EUR
a rate: 500 a day | 500/day | 50/h | 50 an hour | 50 per user | 50/seat | 50 each | 50 per seat per month | 5k daily
several doubts: 1.250 a month | 1.250 kr | 5k kr a month | 1.250-1.500
"""


def rows(table: str) -> list[str]:
    """The cells of a table, each line's own."""
    return [cell.strip(" ") for line in table.strip().splitlines() for cell in line.split(" | ")]


def test_the_tables_are_long() -> None:
    assert len(rows(READ)) + len(rows(COMPANYS)) + len(rows(UNREAD)) > 330


@pytest.mark.parametrize("row", rows(READ))
def test_an_amount_that_means_one_thing_is_read_as_that(row: str) -> None:
    typed, _, right = row.partition(" > ")
    read = read_money(typed, "EUR")
    assert isinstance(read, Value), read
    assert str(read.it) == right


@pytest.mark.parametrize("row", rows(COMPANYS))
def test_a_shared_sign_is_the_companys_currency_where_that_uses_it(row: str) -> None:
    typed, _, right = row.partition(" > ")
    words, _, currency = typed.rpartition(" ")
    read = read_money(words, currency)
    assert isinstance(read, Value), read
    assert str(read.it) == right


def refused() -> list[tuple[str, str]]:
    """Each refused amount with the code of the refusal."""
    found: list[tuple[str, str]] = []
    for line in UNREAD.strip().splitlines():
        why, _, typed = line.partition(": ")
        found.extend((words, why) for words in typed.split(" | "))
    return found


@pytest.mark.parametrize(("words", "why"), refused())
def test_words_that_are_not_an_amount_are_refused_for_their_reason(words: str, why: str) -> None:
    assert read_money(words, "EUR") == Unread(why)


@pytest.mark.parametrize("words", ["", " ", "\n", "1\t234", "1\n234", "50\u202e123", "1" * 121, "5" * 25])
def test_blank_torn_and_endless_words_are_not_read_as_an_amount(words: str) -> None:
    assert read_money(words, "EUR") == Unread("not an amount")


@pytest.mark.parametrize("space", list(" \u00a0\u2002\u2007\u2008\u2009\u200a\u202f\u205f\u3000"))
def test_every_kind_of_space_groups_thousands_and_parts_words(space: str) -> None:
    read = read_money(f"{space}1{space}234{space}567,50{space}USD{space}", "EUR")
    assert isinstance(read, Value), read
    assert str(read.it) == "1234567.5 USD"


@pytest.mark.parametrize("apostrophe", list("'’‘ʼʹ′´`＇ꞌ‛\u066c"))
def test_every_kind_of_apostrophe_groups_thousands(apostrophe: str) -> None:
    read = read_money(f"CHF 1{apostrophe}234{apostrophe}567.50", "EUR")
    assert isinstance(read, Value), read
    assert str(read.it) == "1234567.5 CHF"
