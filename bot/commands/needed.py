"""Needed: what a form for missing evidence says of the deal itself - amount, close date, product, complexity."""

from functools import partial

from bot.commands.arguments import the_one
from bot.commands.exit_readers import canonical
from bot.commands.listed import Step
from bot.misunderstood import Faults, Misunderstood
from bot.request import Request
from bot.views.reasons import reason_line
from process import course, proof
from process.context import Context
from process.deal import Complexity, Deal
from process.facts import Changed
from process.money import Money
from process.needs import NEED_OF
from process.outcome import Outcome
from process.playbook import Exit


def steps(request: Request, deal: Deal, item: Exit, faults: Faults) -> list[Step]:
    """The change that the form asks for at a need; what is wrong goes into `faults` by field."""
    context = request.on(deal)
    try:
        changed = _changed(request, deal, item, request.values[item.key])
    except Misunderstood as misunderstood:
        faults.add(item.key, misunderstood)
        return []
    if isinstance(changed, str):
        faults.errors[item.key] = changed
        return []
    step: Step = partial(_change, context, changed)
    if refusal := step(deal).refusal:
        faults.errors[item.key] = reason_line(refusal.reason, context)
    return [step]


def _changed(request: Request, deal: Deal, item: Exit, words: str) -> Changed | str:
    """What is to change, or what is wrong with the words. Raises Misunderstood for what can't be read."""
    context = request.on(deal)
    if NEED_OF[item.key] == "product":
        known = context.playbook.products
        return Changed("product", deal.product, product=the_one(words, "product", known) if known else words)
    value = canonical(request, item, words)
    if wrong := proof.misfit(item, value, context):
        return reason_line(wrong, context)
    match NEED_OF[item.key]:
        case "amount":
            return Changed("amount", str(deal.amount or ""), amount=Money.of(value))
        case "close date":
            was = deal.close_date.isoformat() if deal.close_date else ""
            return Changed("close date", was, close_date=request.reader.day(words))
        case _:
            # More departments that have to agree is what makes a deal complex.
            size: Complexity = "complex" if value == "yes" else "standard"
            return Changed("complexity", deal.complexity if deal.complexity_known else "", complexity=size)


def _change(context: Context, changed: Changed, deal: Deal) -> Outcome:
    return course.change(deal, context, changed)
