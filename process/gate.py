"""The gate: which exits today's facts require, which of them are proven, and who owes the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from process.deal import Deal
from process.evidence import Evidence
from process.list_item import ListItem
from process.money import Money
from process.needs import known, need_exit
from process.playbook import BuyerStep, Exit, Playbook, Stage, When

Fault = Literal["unproven", "answered no", "nothing named", "still open", "to confirm"]
ALWAYS = When()


@dataclass(frozen=True, slots=True)
class Missing:
    """An exit that keeps the gate shut: what is wrong with it, who attests it, and by which facts it is required.

    `open` are the items of its list that are still open, where that is the fault.
    """

    exit: Exit
    stage: Stage
    fault: Fault
    holder: str
    because: When = ALWAYS
    open: tuple[ListItem, ...] = ()


def missing(deal: Deal, playbook: Playbook, stage_key: str) -> tuple[Missing, ...]:
    """What keeps the gate behind a stage shut: the missing exits of that stage and of every one before it."""
    return tuple(each_missing(deal, playbook, stage_key))


def each_missing(deal: Deal, playbook: Playbook, stage_key: str) -> Iterator[Missing]:
    """The same one by one, where only the first is needed."""
    proven, stages = deal.evidence, playbook.stage[: playbook.order[stage_key] + 1]
    for stage in stages:
        for item in stage.exit:
            if item.must or item.by_list or item.key not in proven or item.key in deal.doubted:
                found = _missing(item, stage, deal, playbook)
                if found is not None:
                    yield found
        for need in stage.needs:
            if not known(deal, need):
                yield Missing(need_exit(need), stage, "unproven", "rep")
    # Whether the deal outgrew its playbook shows by the amount: without one, no gate opens.
    if playbook.made_for.by_amount and deal.amount is None and not any("amount" in one.needs for one in stages):
        yield Missing(need_exit("amount"), stages[-1], "unproven", "rep")


def first_unsatisfied(deal: Deal, playbook: Playbook) -> Stage:
    """The first stage with something missing; the last stage where nothing is."""
    for stage in playbook.stage:
        unproven = any(_missing(item, stage, deal, playbook) for item in stage.exit)
        if unproven or not all(known(deal, need) for need in stage.needs):
            return stage
    return playbook.last


def stands(item: Exit, deal: Deal, playbook: Playbook) -> bool:
    """Whether an exit is proven by what is known of the deal, waivers aside."""
    return _fault_of(item, deal, playbook) is None


def taken(step: BuyerStep, deal: Deal, playbook: Playbook) -> bool:
    """Whether the buyer took a step: someone recorded it, or the evidence shows it.

    Evidence shows it once every exit that proves it, as far as this deal is asked for it, is proven and not waived.
    """
    if any(item.key == step.key and item.happened for item in deal.listed("buyer step")):
        return True
    exits = [playbook.exits[key] for key in step.proven_by if required(playbook.exits[key], deal, playbook)]
    return bool(exits) and all(stands(item, deal, playbook) for item in exits)


def standing(deal: Deal, playbook: Playbook, first: str) -> tuple[Exit, ...]:
    """The proven exits of a stage and of those after it up to where the deal stands: what a way back can doubt."""
    found: list[Exit] = []
    for stage in playbook.stage[playbook.order[first] : playbook.order[deal.stage] + 1]:
        for item in stage.exit:
            known = item.by_list or item.key in deal.evidence
            if (
                known
                and stands(item, deal, playbook)
                and required(item, deal, playbook)
                and item.key not in deal.waivers
            ):
                found.append(item)
    return tuple(found)


def _missing(item: Exit, stage: Stage, deal: Deal, playbook: Playbook) -> Missing | None:
    if item.key in deal.waivers and item.waivable:
        return None
    fault = _fault_of(item, deal, playbook)
    if fault is None:
        return None
    because = required(item, deal, playbook)
    if because is None:
        return None
    return Missing(item, stage, fault, item.attest, because, _open(item, deal) if fault == "still open" else ())


def _fault_of(item: Exit, deal: Deal, playbook: Playbook) -> Fault | None:
    """What is wrong with an exit. What was doubted on the way back has to be confirmed, though it is answered."""
    if item.step:
        fault: Fault | None = None if taken(playbook.steps[item.step], deal, playbook) else "nothing named"
    else:
        fault = _list_fault(item, deal) if item.by_list else _fault(item, deal.evidence.get(item.key))
    return "to confirm" if fault is None and item.key in deal.doubted else fault


def _fault(item: Exit, evidence: Evidence | None) -> Fault | None:
    if evidence is None:
        return "unproven"
    return "answered no" if item.must and evidence.value != item.must else None


def _list_fault(item: Exit, deal: Deal) -> Fault | None:
    things = deal.listed(item.of) if item.of else ()
    if "named" in item.want and not things:
        return "nothing named"
    if "asked" in item.want and not things and item.key not in deal.evidence:
        return "nothing named"
    return "still open" if "closed" in item.want and any(thing.open for thing in things) else None


def _open(item: Exit, deal: Deal) -> tuple[ListItem, ...]:
    return tuple(thing for thing in deal.items if thing.list == item.of and thing.open)


def required(item: Exit, deal: Deal, playbook: Playbook) -> When | None:
    """The first of its alternatives by which today's facts require an exit, or None where they do not."""
    if not item.when:
        return ALWAYS
    return next((when for when in item.when if _holds(when, deal, playbook)), None)


def _holds(when: When, deal: Deal, playbook: Playbook) -> bool:
    """Whether this alternative is true. What isn't known yet counts as given: the gate fails shut."""
    return (
        _reaches(deal, when, playbook)
        and (not when.product or not deal.product or deal.product in when.product)
        and (not when.complexity or deal.complexity in when.complexity or _unsized(deal, playbook))
        and all(deal.value(key) == value for key, value in when.evidence.items())
    )


def _unsized(deal: Deal, playbook: Playbook) -> bool:
    """Whether the complexity isn't known though the playbook asks for it: then it counts as any."""
    return "complexity" in playbook.needed and not deal.complexity_known


def _reaches(deal: Deal, when: When, playbook: Playbook) -> bool:
    """Whether the amount reaches the limit; in a currency without a rate it is taken to."""
    limit, amount = when.amount_at_least, deal.amount
    return limit is None or amount is None or reaches(amount, limit, playbook)


def reaches(amount: Money, limit: Money, playbook: Playbook) -> bool:
    """Whether an amount reaches a limit by the playbook's rates; in a currency without a rate it is taken to."""
    if limit.currency == amount.currency:
        return amount.amount >= limit.amount
    mine, theirs = _rate(playbook, amount.currency), _rate(playbook, limit.currency)
    return mine is None or theirs is None or amount.amount * mine >= limit.amount * theirs


def _rate(playbook: Playbook, currency: str) -> Decimal | None:
    return playbook.rates.get(currency)
