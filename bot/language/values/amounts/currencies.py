"""Currencies as people write them: ISO codes, signs and names, most of them from babel's data."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_precision, list_currencies

from bot.language.values.amounts.numerals import even_out

CODES = frozenset(list_currencies())

# Signs that babel knows only in the locales at home; loading those would cost 34 MB. A test compares them with babel.
HOME_SIGNS = """
USD u$s u$d; CAD cad$ can$; AUD aus$; SGD s$; MXN mex$; COP col$; DOP rd$; JMD j$; BBD bds$; KYD ci$; NAD n$
MOP mop$; BRL br$; GBP uk£ quid; EGP e£ £e; JPY jp¥ 円; CNY 元 rmb; KRW 원; NGN ₦; TRY ₺ tl; RUB ₽; UAH ₴; KZT ₸
AZN ₼; GEL ₾; MNT ₮; LAK ₭; PYG ₲; CRC ₡; GHS ₵ gh₵; THB ฿; BDT ৳; KHR ៛; AMD ֏; AFN ؋; CZK kč; PLN zł zl
HUF ft; MYR rm; IDR rp; KES ksh kshs; TZS tsh; UGX ush; DKK dkr; NOK nkr; ISK ikr; SEK skr; CHF sfr; ILS nis
AOA kz; TWD ntd; KWD kd; BGN лв; RUB руб; UAH грн; RSD дин; PEN s/
"""
COUNTRY_SIGNS = "$£¥"
"""Signs that take the two letters of a country before or after them, as in CL$ and, in French, $CL."""
DOUBTFUL_SIGNS = {"$bn"}
"""Brunei's dollar in French, and billions of dollars in English."""
SHARED_SIGNS = {
    "$": ("dollar", "peso"),
    "£": ("pound",),
    "kr": ("krona", "krone"),
    "rs": ("rupee",),
    "fr": ("franc",),
    "f": ("franc",),
    "dh": ("dirham",),
    "dhs": ("dirham",),
    "buck": ("dollar",),
    "crown": ("krona", "krone", "koruna"),
}
"""A sign, and the units whose currencies all write it. The units are the last words of babel's English names."""
MORE_NAMES = {
    "sterling": "GBP",
    "pound sterling": "GBP",
    "pounds sterling": "GBP",
    "renminbi": "CNY",
    "american dollar": "USD",
    "american dollars": "USD",
    "reais": "BRL",
    "rouble": "RUB",
    "roubles": "RUB",
}
SHARED_LETTERS = {
    "R": ("ZAR",),
    "Q": ("GTQ",),
    "K": ("MMK", "PGK", "ZMW"),
    "L": ("HNL", "MDL"),
    "M": ("LSL",),
    "P": ("PHP", "BWP"),
    "G": ("HTG",),
    "D": ("GMD",),
    "E": ("SZL",),
}
"""One capital before an amount. Most of them are scales, quarters or typing slips too, so that only R is sure."""
SURE = {"$": "USD", "£": "GBP", "c$": "CAD", "R": "ZAR", "buck": "USD"}
UNITS_AS_SURE_AS_SIGNS = {"dollar": "USD", "pound": "GBP"}
_MOST_TRADED = """
USD EUR JPY GBP CNY AUD CAD CHF HKD SGD SEK KRW NOK NZD INR MXN TWD ZAR BRL DKK PLN THB ILS IDR CZK AED TRY HUF
CLP SAR PHP MYR COP RUB RON PEN ARS XOF XAF PKR MAD MDL
"""
TRADED = _MOST_TRADED.split()
"""The currencies most traded first (BIS, 2022), so that a question offers what is likely."""
ENGLISH_WORDS = {"all", "top", "try", "cup", "mad", "pen", "gel", "mop", "ban", "bam", "cop", "sos"}


@dataclass(frozen=True, slots=True)
class Mention:
    """The currencies that a code, a sign or a name can stand for, and the one it is without further hints."""

    codes: frozenset[str]
    sure: str = ""
    exact: bool = False


def code_mention(word: str, currency: str) -> Mention | None:
    """The ISO code that a word is, in any case; codes that are English words too count as doubtful in small letters."""
    code = word.upper()
    if code not in CODES and code != currency:
        return None
    doubtful = word.islower() and word in ENGLISH_WORDS and code != currency
    return Mention(frozenset((code,)), "" if doubtful else code, exact=True)


def sign_mention(sign: str) -> Mention | None:
    """What a sign stands for: "$", "Kč", "mex$"; case aside."""
    return _sign(sign.casefold())


@cache
def _sign(sign: str) -> Mention | None:
    codes = signs().get(sign)
    if not codes:
        return None
    if len(codes) == 1 and sign not in DOUBTFUL_SIGNS:
        return Mention(codes, next(iter(codes)))
    return Mention(codes, SURE.get(sign, ""))


def letter_mention(letter: str) -> Mention | None:
    """What one capital before or after an amount stands for: "R" in R500."""
    if letter == "F":
        return sign_mention(letter)
    codes = SHARED_LETTERS.get(letter)
    return Mention(frozenset(codes), SURE.get(letter, "")) if codes else None


def name_mention(words: str) -> Mention | None:
    """What a name stands for: "swiss francs", "euro", "dollars"; one that several currencies share counts as a sign."""
    words = plain(words)
    exact = names().get(words)
    if exact:
        return Mention(frozenset((exact,)), exact, exact=True)
    shared_by = units().get(words) or units().get(singular(words))
    if not shared_by:
        return None
    if len(shared_by) == 1:
        return Mention(frozenset(shared_by), min(shared_by))
    # "dollars" is as sure as "$", and "pounds" as "£"; "pesos", which "$" stands for too, are not.
    sure = UNITS_AS_SURE_AS_SIGNS.get(singular(words), "")
    return Mention(frozenset(shared_by), sure)


def likely(codes: frozenset[str]) -> list[str]:
    """At most three currencies of `codes`, the most traded first, leaving out those no longer in use where it can."""
    known = [code for code in codes if code in tender()] or list(codes)
    return sorted(known, key=lambda code: (TRADED.index(code) if code in TRADED else len(TRADED), code))[:3]


def decimals(currency: str) -> int:
    """How many decimals a currency's amounts have: EUR 2, JPY 0, KWD 3."""
    return get_currency_precision(currency)


@cache
def signs() -> dict[str, frozenset[str]]:
    """Every sign, case-folded, with the currencies that write it."""
    found: dict[str, set[str]] = {}
    for locale in ("en", "ar"):
        for code, sign in Locale.parse(locale).currency_symbols.items():
            if sign != code:
                found.setdefault(_key(sign), set()).add(code)
    for row in HOME_SIGNS.strip().replace("\n", ";").split(";"):
        code, *home = row.split()
        for sign in home:
            found.setdefault(sign, set()).add(code)
    for sign, shared in SHARED_SIGNS.items():
        for unit in shared:
            found.setdefault(sign, set()).update(units().get(unit, ()))
    found["c$"] = {"CAD", "NIO"}
    found["¥"] = {"JPY", "CNY"}
    found["fcfa"] = found["cfa"] = {"XOF", "XAF"}
    found["bs"] = {"BOB", "VES"}
    found["br"] = {"BYN", "ETB"}
    _add_country_signs(found)
    return {sign: frozenset(codes) for sign, codes in found.items()}


def _add_country_signs(found: dict[str, set[str]]) -> None:
    for sign in COUNTRY_SIGNS:
        for code in found[sign]:
            country = code[:2].casefold()
            for written in (country + sign, sign + country):
                found.setdefault(written, {code})


@cache
def names() -> dict[str, str]:
    """The English names of all currencies, in the singular and the plural, by which one currency is meant."""
    found = dict(MORE_NAMES)
    for english in (Locale.parse("en"), Locale.parse("en_GB")):
        plurals = english._data["currency_names_plural"]  # noqa: SLF001 - babel gives one plural a call, by count
        for code, name in english.currencies.items():
            for each in (name, *dict(plurals.get(code, {})).values()):
                found.setdefault(plain(each), code)
    return found


@cache
def units() -> dict[str, set[str]]:
    """The last words of the names of the currencies in use, "dollar" or "kroner", with the currencies named so."""
    found: dict[str, set[str]] = {}
    for name, code in names().items():
        if code in tender() and name not in MORE_NAMES:
            unit = name.rpartition(" ")[2]
            found.setdefault(unit, set()).add(code)
    return found


@cache
def tender() -> frozenset[str]:
    """The currencies that are legal tender somewhere today."""
    found = set()
    for periods in get_global("territory_currencies").values():
        for code, _, until, legal in periods:
            if legal and until is None:
                found.add(code)
    return frozenset(found)


def plain(words: str) -> str:
    """Words without case and accents, as names are compared."""
    apart = unicodedata.normalize("NFD", words.casefold().replace("ł", "l"))
    return " ".join("".join(char for char in apart if not unicodedata.combining(char)).split())


def singular(word: str) -> str:
    """A word without the s of a plural."""
    return word.removesuffix("s")


def _key(sign: str) -> str:
    return "".join(even_out(sign).casefold().replace(".", "").split())
