"""The company's settings: its time zone, country, currency and locale, and who joins."""

from collections.abc import Mapping
from dataclasses import replace

from babel import Locale
from babel.numbers import list_currencies

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.arguments import the_one, the_zone
from bot.commands.registry import command
from bot.company import personal_hours
from bot.language.values.answers import Unread, Value
from bot.language.values.countries import read_country
from bot.language.values.locales import read_locale
from bot.language.values.words import one_of, same
from bot.locales.current import write_by
from bot.misunderstood import Misunderstood
from bot.request import Request, private, shown
from bot.store import digests, rules, tenants
from bot.store.tenants import ADMISSIONS, Tenant
from bot.views.country_readings import country_unread, country_words
from bot.views.digest_settings import channel_name
from bot.views.locale_readings import locale_unread
from bot.views.settings import (
    changed_card,
    company_words,
    digest_words,
    own_pairs,
    rule_words,
    settings_card,
    shared_pairs,
)
from bot.views.typed import not_one_of

USUAL = ("USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD")
"""Currencies that are named first where a word can be several."""
MOST_NAMED = 3


@command("settings zone <zone>", who="admin", may="admin")
def company_zone(request: Request, zone: str) -> Answer:
    """Set the company's time zone."""
    return _settle(request, zone=the_zone(zone))


@command("settings country <country>", who="admin", may="admin")
def country(request: Request, country: str) -> Answer:
    """Set the company's country, whose public holidays are days off: `settings country DE`."""
    match read_country(country):
        case Value(code):
            return _settle(request, country=code)
        case Unread() as unread:
            raise Misunderstood(country_unread(country, unread))


@command("settings currency <currency>", who="admin", may="admin")
def currency(request: Request, currency: str) -> Answer:
    """Set the currency for amounts without one: `settings currency EUR`."""
    return _settle(request, currency=_currency(currency))


def _currency(words: str) -> str:
    """The code of a currency by its code or its English name; "dollars" can be several, so that they are named."""
    codes, names = tuple(sorted(list_currencies())), Locale("en").currencies
    called = same(words).removesuffix("s")
    by_name = [code for code in codes if called and called in same(names.get(code, ""))]
    whole = [code for code in by_name if same(names[code]) == called]
    if len(whole) == 1 and one_of(words, codes) is None:
        return whole[0]
    if by_name and one_of(words, codes) is None:
        usual = [*(code for code in USUAL if code in by_name), *by_name]
        raise Misunderstood(not_one_of(words, "currency", tuple(dict.fromkeys(usual))[:MOST_NAMED], nearest=True))
    return the_one(words, "currency", codes)


@command("settings locale <locale>", who="admin", may="admin")
def locale(request: Request, locale: str) -> Answer:
    """Set how dates and numbers are written: `settings locale de_DE`, `en_US`, or `off`."""
    match read_locale(locale):
        case Value(key):
            return _settle(request, locale=key)
        case Unread():
            raise Misunderstood(locale_unread(locale))


@command("settings admission <admission>", who="admin", may="admin")
def admission(request: Request, admission: str) -> Answer:
    """Set who can join: every full member (`members`), or only people an admin adds (`invitation`)."""
    return _settle(request, admission=the_one(admission, "admission", ADMISSIONS))


def _settle(request: Request, **settings: str) -> Answer:
    """Set these; admins take turns, so that none puts back what another has set meanwhile."""
    known = tenants.alone(request.tx, request.tenant.id)
    before = _company_words(request, known)
    tenant = replace(known, **settings)  # type: ignore[arg-type]  # each is a text
    tenants.save_tenant(request.tx, tenant)
    write_by(tenant.locale, tenant.currency)
    now = _company_words(request, tenant)
    changed = [(key, before[key], now[key]) for key in settings]
    return shown(changed_card(_card(request, tenant), changed))


@command("settings", who="anyone")
def settings(request: Request) -> Answer:
    """Show the company's settings, digests and rules, and your own settings."""
    return private(_card(request, request.tenant))


def _card(request: Request, tenant: Tenant) -> Card:
    mine = request.person
    more = (*_shared(request, tenant), *own_pairs(mine.zone, mine.quiet, mine.chat))
    return settings_card(_company_words(request, tenant), more)


def _company_words(request: Request, tenant: Tenant) -> Mapping[str, str]:
    """The company's settings in words, by their names."""
    calendar = personal_hours.calendar_of(tenant.country, request.context.today.year)
    return company_words(tenant, country_words(tenant.country, calendar.weekend))


def _shared(request: Request, tenant: Tenant) -> tuple[tuple[str, str], ...]:
    """The digests, and the rules that are not as the playbook has them."""
    every_digest = digests.every(request.tx, tenant.id)
    every_change = rules.every(request.tx, tenant.id).values()
    return shared_pairs(
        [digest_words(channel_name(one.place), one.at, one.days) for one in every_digest],
        [rule_words(one.rule, one.later, one.off) for one in every_change],
    )
