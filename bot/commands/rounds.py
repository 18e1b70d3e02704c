"""A round: the deals of a nudge, gone through one after the other with the person who got it."""

from collections.abc import Sequence
from datetime import timedelta

from adapters.card import Card
from adapters.chat import Answer
from bot.commands import guide
from bot.commands.guide_questions import next_question
from bot.commands.registry import command
from bot.company.snapshot import take_snapshot
from bot.jobs.nudge_contents import contents
from bot.request import Request, private
from bot.store import dues
from bot.store.guides import Guide
from bot.views import rounds as views
from bot.views.stalled import StalledDeal
from process.deal import Deal

A_DAY = timedelta(days=1)


@command("ask all", who=guide.GUIDED)
def ask_all(request: Request) -> Answer:
    """Go through the deals that need you, one question after the other."""
    return _go_on(request, "")


@command("ask all after <deal>", who=guide.GUIDED)
def ask_after(request: Request, deal: Deal) -> Answer:
    """Leave a deal for now, and go on with the next one that needs you: `ask all after acme`."""
    return _go_on(request, deal.id)


@command("ask all about <deal>", who=guide.GUIDED)
def ask_about(request: Request, deal: Deal) -> Answer:
    """Ask you what is missing on a deal, and go on with the next one that needs you: `ask all about acme`."""
    named = _named(request)
    begin = named.index(deal.id) + 1 if deal.id in named else len(named)
    open_ones = _open(request, named[begin:])
    return guide.begin(request, deal, next(iter(open_ones), ""))


def _go_on(request: Request, after: str) -> Answer:
    """The next deal of the reader's last nudge that still needs them, by the state of the deals now."""
    named = _named(request)
    begin = named.index(after) + 1 if after in named else 0
    open_ones = _open(request, named)
    coming = [one for key in named[begin:] if key != after and (one := open_ones.get(key))]
    if not coming:
        left = [one.deal for one in open_ones.values()]
        return private(views.round_over_card(left, begun=bool(after)))
    return _ask(request, coming[0], _second(coming), (named.index(coming[0].deal.id) + 1, len(named)))


def _second(coming: Sequence[StalledDeal]) -> Deal | None:
    return coming[1].deal if len(coming) > 1 else None


def _named(request: Request) -> list[str]:
    """The ids of the deals in the last nudge, in its order; without the habits of colleagues."""
    last = dues.latest(request.tx, request.tenant.id, "", "nudge", request.me.id, request.context.today + A_DAY)
    return [one for one in last.note.split() if ":" not in one] if last else []


def _open(request: Request, named: list[str]) -> dict[str, StalledDeal]:
    """Those of them whose next step is still the reader's."""
    snapshot = take_snapshot(request.tx, request.tenant, request.context.now, request.playbooks)
    found = contents(request.tx, snapshot, request.person, request.context.today, named)
    return {key: one for key, one in found.stalled_deals.items() if not one.escalated}


def _ask(request: Request, one: StalledDeal, following: Deal | None, place: tuple[int, int]) -> Answer:
    """What is missing is asked at once; whether a deal is alive, or a date has come, is asked before that."""
    asks = next_question(one.deal, request.on(one.deal), Guide(one.deal.id)) is not None
    if asks and views.only_lacks(one):
        return guide.begin(request, one.deal, following.id if following else "")
    card: Card = views.round_card(one, following, place, asks=asks)
    return private(card)
