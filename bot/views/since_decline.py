"""Since the decline: who said no to this handoff before, why, and what has changed since."""

from collections.abc import Mapping

from bot.views.dates import plain_day
from bot.views.short_words import short_date, short_money, you
from bot.views.words import both, capital, cut, exit_name
from process.approval import Approval
from process.context import Context
from process.deal import Deal
from process.declined import changed

MOST_CHANGES = 5


def decline_words(deal: Deal, context: Context, approval: Approval) -> tuple[str, ...]:
    """The earlier no and what changed since, a line each; nothing for a handoff that is asked for the first time.

    A copy of the approval that was read from elsewhere doesn't hold it, so the deal's own is looked at.
    """
    held = deal.approval if deal.approval and deal.approval.id == approval.id else approval
    decline = held.declined
    if decline is None or held.state == "declined":
        return ()
    day = short_date(decline.at.astimezone(context.zone).date(), context)
    said = f"{capital(you(decline.by, context))} declined it on {day}: {cut(decline.reason, 120).rstrip('.')}"
    if not decline.stood:
        return (said,)
    parts = changed(decline.stood, deal)
    named = [_part(part, deal, context) for part in parts[:MOST_CHANGES]]
    more = len(parts) - MOST_CHANGES
    since = both([*named, f"{more} more"] if more > 0 else named)
    return said, f"Since then: {since}" if since else "Nothing has changed since then"


def _part(part: str, deal: Deal, context: Context) -> str:
    """One changed part of the deal, as it is now."""
    kind, _, which = part.partition(" ")
    terms: Mapping[str, str] = {
        "amount": f"the amount is {short_money(deal.amount)}",
        "close date": f"it closes {plain_day(deal.close_date)}" if deal.close_date else "it has no close date",
        "product": f"the product is {cut(deal.product, 40)}",
        "complexity": f"it is {deal.complexity}",
    }
    if part in terms:
        return terms[part]
    if kind == "exit":
        stands = "new answer for" if which in deal.evidence else "no answer any more for"
        return f"{stands} {exit_name(context.playbook, which)}"
    if kind == "waiver":
        waived = "is waived" if which in deal.waivers else "is no longer waived"
        return f"{exit_name(context.playbook, which)} {waived}"
    return _item(part, deal)


def _item(part: str, deal: Deal) -> str:
    """A changed item of a list: "objection 1 removed"."""
    found = next((item for item in deal.items if f"{item.list} {item.number}" == part), None)
    if found is None:
        return f"{part} is gone"
    return f"{part} is {'open' if found.open else 'closed'} ({cut(found.text, 40).rstrip('.')})"
