"""The current locale: that of the company whom an answer or a message is being written for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.locales.locale import Locale, locale_of

Ways = tuple[str, str]
"""The key of a company's locale, and the company's own currency."""

# About 150 views write a number or a date, most of them deep inside a sentence. A variable of the running thread or
# task reaches them all, and is set in few places: see docs/decisions/0089-dates-and-numbers-by-locale.md.
_CURRENT: ContextVar[Ways] = ContextVar("locale", default=("", ""))


def current() -> Locale:
    """The locale that views write by."""
    return locale_of(_CURRENT.get()[0])


def own_currency() -> str:
    """The currency of the company that is written for; "" where what is written is for no company."""
    return _CURRENT.get()[1]


def write_by(key: str, currency: str) -> None:
    """From here on, up to the end of the surrounding `own_locale`, write for a company with this locale."""
    _CURRENT.set((key, currency))


@contextmanager
def own_locale(key: str = "", currency: str = "") -> Iterator[None]:
    """What is written inside is by this locale, and the one before holds again afterwards, also after an error."""
    before = _CURRENT.set((key, currency))
    try:
        yield
    finally:
        _CURRENT.reset(before)
