"""Deal facts: a deal's attributes as its card has them, names with values."""

from collections.abc import Sequence

from bot.views.contacts import more_facts
from bot.views.dates import plain_day
from bot.views.endings import ENDED
from bot.views.planned import step_fact
from bot.views.renewals import renewal_fact
from bot.views.words import cut, day, money, name, since, stage_name
from process.context import Context
from process.deal import Deal


def deal_facts(
    deal: Deal, context: Context, linked: Sequence[tuple[str, str]] = (), parent: str = ""
) -> tuple[tuple[str, str], ...]:
    """The deal's attributes as names with values; what is empty and tells nothing is left out."""
    pairs = (
        ("Stage", _standing(deal, context)),
        ("Owner", name(context, deal.owner)),
        ("Account", cut(deal.account, 100) if deal.account != deal.name else ""),
        ("Account manager", name(context, deal.account_manager) if deal.account_manager else ""),
        ("Amount", money(deal.amount)),
        ("Close date", _closes(deal, context)),
        ("Product", deal.product or "not set"),
        ("Complexity", _complexity(deal, context)),
        ("Turn", _turn(deal)),
        ("Grew out of", cut(parent, 100)),
        ("Led to", ", ".join(f"{cut(one, 60)} ({kind})" for one, kind in linked)),
        ("Waits until", f"{day(deal.wait.until, context)}: {cut(deal.wait.reason)}" if deal.wait else ""),
        step_fact(deal, context),
        renewal_fact(deal),
        *more_facts(deal),
    )
    return tuple((label, value) for label, value in pairs if value)


def _standing(deal: Deal, context: Context) -> str:
    stage = stage_name(context.playbook, deal.stage)
    if deal.state in ENDED:
        return f"{deal.state} in {stage}"
    if deal.state == "completed":
        return "completed: delivered, paid and reviewed"
    return f"{stage}, since {plain_day(deal.entered.astimezone(context.zone).date())} ({since(deal.entered, context)})"


def _closes(deal: Deal, context: Context) -> str:
    if deal.close_date is None:
        return "not set"
    overdue = deal.state == "open" and not deal.is_won and deal.close_date < context.today
    return f"{day(deal.close_date, context)}{', overdue' if overdue else ''}"


def _complexity(deal: Deal, context: Context) -> str:
    """How complex it is; where the playbook asks for it, what no one answered isn't known."""
    asked = "complexity" in context.playbook.needed
    return deal.complexity if deal.complexity_known or not asked else "not set"


def _turn(deal: Deal) -> str:
    """Which turn of the flywheel this is; nothing on the first."""
    return "" if deal.kind == "new" and deal.cycle == 1 else f"{deal.cycle}, {deal.kind}"
