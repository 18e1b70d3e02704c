"""Needs: how what a stage needs of the deal itself is asked for, with what is known filled in."""

from collections.abc import Mapping

from adapters.card import Field
from bot.views.exit_fields import FIELDS, usual_hint
from bot.views.words import capital, day, entered, money
from process.context import Context
from process.deal import Deal
from process.money import Money
from process.needs import NEED_OF
from process.playbook import Exit, Need

QUESTIONS: Mapping[Need, str] = {
    "amount": "What is the deal worth?",
    "close date": "On which day will they sign?",
    "product": "Which product do they buy?",
    "complexity": "Does more than one department have to agree?",
}


def exit_question(item: Exit) -> str:
    """The question behind an exit, or behind what a stage needs of the deal."""
    need = NEED_OF.get(item.key)
    return QUESTIONS[need] if need else item.question


def need_field(item: Exit, deal: Deal, context: Context, values: Mapping[str, str], errors: Mapping[str, str]) -> Field:
    """The field for a need; the amount offers the budget that the buyer named."""
    need = NEED_OF[item.key]
    kind, options = FIELDS[item.kind].kind, FIELDS[item.kind].options(item, context)
    hint = usual_hint(item)
    if need == "product" and context.playbook.products:
        kind, options, hint = "choice", tuple((one, capital(one)) for one in context.playbook.products), ""
    elif need == "product":
        kind = "line"
    offered = _budget(deal, context) if need == "amount" else ""
    value = values.get(item.key, offered)
    return Field(item.key, QUESTIONS[need], kind, options, False, hint, value, errors.get(item.key, ""))


def need_words(deal: Deal, need: Need, context: Context) -> str:
    """What the deal has of it now, as a person reads it."""
    match need:
        case "amount":
            return money(deal.amount)
        case "close date":
            return day(deal.close_date, context) if deal.close_date else "not set"
        case "product":
            return deal.product
        case "complexity":
            return deal.complexity


def _budget(deal: Deal, context: Context) -> str:
    """The amount of money that was proven last; nothing where none was."""
    found = [one for key, one in deal.evidence.items() if _is_money(context, key)]
    return entered(Money.of(max(found, key=lambda one: one.at).value)) if found else ""


def _is_money(context: Context, key: str) -> bool:
    item = context.playbook.exits.get(key)
    return item is not None and item.kind == "money"
