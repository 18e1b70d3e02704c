"""Values: a deal as plain values, with the keys that other tools take."""

from collections.abc import Mapping
from typing import Any

from bot.request import Request
from bot.views.missing import gaps
from process.deal import Deal
from process.list_item import ListItem

MOST_ITEMS = 50


def deal_values(request: Request, deal: Deal) -> dict[str, Any]:
    """A deal, what its gate still needs, and what is open on its lists."""
    owner = request.context.company.people.get(deal.owner)
    about: dict[str, Any] = {
        "id": f"#{deal.id}",
        "name": deal.name,
        "account": deal.account,
        "owner": owner.name if owner else "",
        "stage": deal.stage,
        "state": deal.state,
        "amount": str(deal.amount.amount) if deal.amount else None,
        "currency": deal.amount.currency if deal.amount else None,
        "close_date": deal.close_date.isoformat() if deal.close_date else None,
        "product": deal.product,
        "contacts": [one.name or one.role for one in deal.contacts],
    }
    return {"deal": about, "missing": _missing(request, deal), "open": _open(deal)}


def _missing(request: Request, deal: Deal) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for one in gaps(deal, request.on(deal)):
        item = one.exit
        about: dict[str, Any] = {"exit": item.key, "name": item.name, "question": item.question, "kind": item.kind}
        if item.choices:
            about["choices"] = list(item.choices)
        found.append({**about, "answered_by": item.attest, "why": one.fault})
    return found


def _open(deal: Deal) -> list[Mapping[str, Any]]:
    return [_item(one) for one in deal.items if one.open][:MOST_ITEMS]


def _item(one: ListItem) -> Mapping[str, Any]:
    due = one.due.isoformat() if one.due else None
    return {"list": one.list, "number": one.number, "text": one.text, "due": due}
