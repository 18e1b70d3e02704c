"""First days: what an account manager has to do soon after a handoff, offered from the playbook as obligations."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from process import lists
from process.context import Context
from process.deal import Deal
from process.list_item import ListItem
from process.outcome import Outcome, together
from process.playbook import FirstDay


def offered(deal: Deal, context: Context) -> tuple[FirstDay, ...]:
    """The steps that aren't among the deal's obligations yet; none before someone accepted it."""
    if deal.state != "open" or not deal.account_manager:
        return ()
    known = {item.text.casefold() for item in deal.listed("obligation")}
    return tuple(one for one in context.playbook.first_days if one.what.casefold() not in known)


def take(deal: Deal, context: Context, chosen: Sequence[FirstDay]) -> Outcome:
    """Put these steps on the account manager's list, each with its day, counted from today."""
    return together(deal, [partial(_put, context, one) for one in chosen])


def _put(context: Context, one: FirstDay, deal: Deal) -> Outcome:
    due = context.today + timedelta(days=one.day)
    item = ListItem("obligation", 0, one.what, context.by.id, context.now, owner=deal.account_manager, due=due)
    return lists.put(deal, context, item)
