"""Attribute words: what a deal's amount, close date, product, complexity or name was set to, and what it was."""

from datetime import date

from bot.views.dates import full_day
from bot.views.words import cut, money
from process import facts
from process.context import Context
from process.deal import Deal
from process.money import Money


def changed(fact: facts.Changed, deal: Deal, context: Context) -> str:
    """The fact as what a person did."""
    now, before = value_words(fact), was_words(fact)
    if not now:
        return f"cleared the {fact.attribute} (was {cut(before, 80)})."
    # Earlier releases wrote down the complexity that a deal begins with as one that someone had set.
    was = f" (was {cut(before, 80)})" if before not in ("", now) else ""
    return f"set the {fact.attribute} to {cut(now, 80)}{was}."


def value_words(fact: facts.Changed) -> str:
    """What an attribute was set to; nothing where it was cleared."""
    return {
        "name": fact.name,
        "amount": money(fact.amount) if fact.amount else "",
        "close date": full_day(fact.close_date) if fact.close_date else "",
        "product": fact.product,
        "complexity": fact.complexity,
    }[fact.attribute]


def was_words(fact: facts.Changed) -> str:
    """What an attribute was before; nothing where it wasn't set."""
    if not fact.was:
        return ""
    match fact.attribute:
        case "amount":
            return money(Money.of(fact.was))
        case "close date":
            return full_day(date.fromisoformat(fact.was))
        case _:
            return fact.was
