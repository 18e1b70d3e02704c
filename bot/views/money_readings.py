"""Readings of money: the question or the refusal that a person reads about an amount they typed."""

from decimal import Decimal

from bot.language.values.answers import Question, Unread
from bot.views.words import either, money
from process.money import Money

LONGEST = 40
"""So many characters of what was typed are quoted."""


def money_reading(words: str, answer: Question[Money] | Unread, currency: str) -> str:
    """What to tell a person whose `words` `read_money` couldn't read as one amount.

    A question names each reading; a refusal ends with an example in `currency`, the company's.
    """
    quoted = f"“{_short(words)}”"
    if isinstance(answer, Question):
        return _question(quoted, answer)
    return (
        _refusal(quoted, answer.why, currency)
        if words.strip()
        else f"Enter an amount, for example {_example(currency)}."
    )


def _question(quoted: str, question: Question[Money]) -> str:
    readings = [money(choice.value) for choice in question.choices]
    match question.why:
        case "zero" | "very large":
            return f"Is the amount really {readings[0]}?"
        case "a month" | "a quarter" | "a week" if len(readings) == 2:
            return f"{quoted} is {readings[0]} for a year. Save that, or {readings[1]}?"
        case "a year" if len(readings) == 1:
            return f"{quoted} is {readings[0]} for one year. Save that?"
        case "range":
            return f"{quoted} is a range. Save {either(readings)}?"
        case "not exact":
            return f"{quoted} isn't exact. Save {either(readings)}?"
        case _:
            return f"Is {quoted} {either(readings)}?"


def _refusal(quoted: str, why: str, currency: str) -> str:
    example = _example(currency)
    match why:
        case "negative":
            return f"{quoted} looks negative. Enter an amount above zero, for example {example}."
        case "too large":
            return f"{quoted} is too large. Enter a smaller amount, for example {example}."
        case "a rate":
            return f"{quoted} is a rate. Enter the whole amount, for example {example}."
        case "several doubts":
            return f"{quoted} can mean several amounts. Enter one in full, for example {example}."
        case _:
            return f"I couldn't read {quoted} as an amount. Try {example} or 50k."


def _example(currency: str) -> str:
    return money(Money(Decimal(50_000), currency))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
