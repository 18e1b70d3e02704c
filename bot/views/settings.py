"""Settings: what an admin set for the company, and each person for themselves."""

from collections.abc import Sequence
from datetime import time

from adapters.card import Card, Facts, Text, Words
from bot.language import times
from bot.language.values.answers import Value
from bot.store.tenants import Tenant
from bot.views.dates import clock
from bot.views.locale_readings import locale_words
from bot.views.words import both, command, platform

ADMISSION_WORDS = {"members": "every full member, with their first command", "invitation": "only people an admin adds"}
HINTS: tuple[Words, ...] = (
    ("An admin can change the company's settings, for example: ", command("settings zone Europe/Berlin"), "."),
    ("You can change your own, for example: ", command("settings my quiet hours 18:00-9:00"), "."),
    ("To see digests and clock rules, type ", command("digest"), " or ", command("rules"), "."),
)


def settings_card(tenant: Tenant, country: str, more: Sequence[tuple[str, str]] = ()) -> Card:
    """What is set for the company, its country in words; and `more` of the same kind."""
    pairs = (
        ("Time zone", tenant.zone or "not set"),
        ("Country", country),
        ("Currency", f"{tenant.currency} (for amounts without a currency)" if tenant.currency else "not set"),
        ("Dates and numbers", locale_words(tenant.locale, tenant.currency)),
        ("Who joins", ADMISSION_WORDS[tenant.admission]),
        *more,
    )
    return Card("Settings", (Facts(pairs), *(Text(words, small=True) for words in HINTS)))


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
