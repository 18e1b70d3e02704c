"""Settings: what an admin set for the company, and each person for themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time

from adapters.card import Card, Facts, Text, Words
from bot.language import times
from bot.language.values.answers import Value
from bot.store.tenants import Tenant
from bot.views.dates import clock
from bot.views.locale_readings import locale_words
from bot.views.words import both, command, cut, platform

ADMISSION_WORDS = {"members": "every full member, with their first command", "invitation": "only people an admin adds"}
NAMES: Mapping[str, str] = {
    "zone": "Time zone",
    "country": "Country",
    "currency": "Currency",
    "locale": "Dates and numbers",
    "admission": "Who joins",
}
NOW: Mapping[str, str] = {
    "zone": "The time zone is now",
    "country": "The country is now:",
    "currency": "The currency is now",
    "locale": "Dates and numbers are now:",
    "admission": "Who joins now:",
}
HINTS: tuple[Words, ...] = (
    ("An admin can change the company's settings, for example: ", command("settings zone Europe/Berlin"), "."),
    ("You can change your own, for example: ", command("settings my quiet hours 18:00-9:00"), "."),
    ("To see digests and clock rules, type ", command("digest"), " or ", command("rules"), "."),
)


def company_words(tenant: Tenant, country: str) -> Mapping[str, str]:
    """The company's settings in words, by their names; its country comes in words."""
    return {
        "zone": tenant.zone or "not set",
        "country": country,
        "currency": f"{tenant.currency} (for amounts without a currency)" if tenant.currency else "not set",
        "locale": locale_words(tenant.locale, tenant.currency),
        "admission": ADMISSION_WORDS[tenant.admission],
    }


def settings_card(company: Mapping[str, str], more: Sequence[tuple[str, str]] = ()) -> Card:
    """What is set for the company, as `company_words` has it, and `more` of the same kind."""
    pairs = tuple((NAMES[key], words) for key, words in company.items())
    return Card("Settings", (Facts((*pairs, *more)), *(Text(words, small=True) for words in HINTS)))


def changed_card(card: Card, changed: Sequence[tuple[str, str, str]]) -> Card:
    """The settings with what changed first: each setting's name, and its words before and now."""
    titles = [f"{NOW[key]} {now}" for key, before, now in changed]
    lines = [f"It was: {before}." if before != now else "It was so before." for key, before, now in changed]
    return replace(card, title=cut(", ".join(titles), 150), body=(Text((" ".join(lines),)), *card.body), tone="good")


def digest_words(channel: str, at: time, days: Sequence[int]) -> str:
    """One channel's digest: where, when, on which weekdays (Monday is 0)."""
    return f"{channel} at {clock(at)}, {times.weekday_words(days)}"


def rule_words(rule: str, later: int, off: bool) -> str:
    """One rule of the clock that differs from the playbook's: off, or later by so many working days."""
    if off:
        return f"{rule} is off"
    return f"{rule} is {later} days later" if later else f"{rule} is on"


def shared_pairs(digests: Sequence[str], rules: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The company's digests and rule changes, each in words."""
    return (
        ("Digests", both(list(digests)) or "none yet"),
        ("Clock rules", ", ".join(rules) or "as in the playbook"),
    )


def own_pairs(zone: str, quiet: str, chat: str) -> tuple[tuple[str, str], ...]:
    """What a person set for themselves; each is empty where they didn't."""
    usual = f"not set (you get nudges from {clock(time(9))} to {clock(time(18))})"
    return (
        ("My time zone", zone or "same as the company"),
        ("My quiet hours", _hours(quiet) if quiet else usual),
        ("My chat", platform(chat) if chat else "where you last wrote to me (your nudges come there)"),
    )


def _hours(quiet: str) -> str:
    """Quiet hours, saved as "17:00-10:00", as a person reads them."""
    read = times.read_hours(quiet)
    return "-".join(map(clock, read.it)) if isinstance(read, Value) else quiet
