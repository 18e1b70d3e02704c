"""Stalled deals: by stage, with amount, days, what is missing and who holds it."""

from collections.abc import Sequence
from itertools import groupby

from adapters.card import Bold, Bullets, Card, Element, Text, Words
from bot.views.nudge import Lies, finding_words
from bot.views.words import both, count, cut, money
from process.money import Money

MOST_DEALS = 40


def stalled_card(lying: Sequence[Lies]) -> Card:
    """Every deal that lies too long, each under its stage, the gravest first; a long list is cut and says so."""
    if not lying:
        return Card("No deal lies too long", (Text(("Everything moves, or waits for a day that is set.",)),), "good")
    ordered = sorted(lying, key=_stage)[:MOST_DEALS]
    body = [element for stage, some in groupby(ordered, _stage) for element in _of_stage(stage[1], list(some))]
    if len(lying) > MOST_DEALS:
        more = (
            f"and {count(len(lying) - MOST_DEALS, 'more deal')}, in the stages after these; `/deal list` has them all."
        )
        body.append(Text((more.replace("`", ""),), small=True))
    lie = "lies" if len(lying) == 1 else "lie"
    return Card(f"{count(len(lying), 'deal')} {lie} too long{_worth(lying)}", tuple(body), "warning")


def _stage(one: Lies) -> tuple[int, str]:
    stage = one.scene.playbook.at(one.deal.stage)
    return one.scene.playbook.order[stage.key], stage.name


def _of_stage(stage: str, some: list[Lies]) -> tuple[Element, ...]:
    some.sort(key=lambda one: (one.findings[0].strength != "stalled", -one.findings[0].days))
    return Text((Bold(stage), f", {count(len(some), 'deal')}")), Bullets(tuple(_line(one) for one in some))


def _line(one: Lies) -> Words:
    amount = f", {money(one.deal.amount)}" if one.deal.amount else ""
    said = finding_words(one, one.findings[0])
    return Bold(cut(one.deal.name, 60)), f"{amount}, {one.findings[0].strength}: {said}"


def _worth(lying: Sequence[Lies]) -> str:
    """What they are worth, a sum for each currency."""
    sums: dict[str, Money] = {}
    for amount in (one.deal.amount for one in lying):
        if amount:
            had = sums.get(amount.currency)
            sums[amount.currency] = Money(amount.amount + had.amount, amount.currency) if had else amount
    return f", {both([money(one) for one in sums.values()])}" if sums else ""
