"""Undo: take back what you did a moment ago."""

from adapters.chat import Answer
from bot.commands.arguments import not_taken
from bot.commands.registry import command
from bot.company import last_done
from bot.company.last_done import Doer, LastDone
from bot.effects import notify
from bot.effects.refresh import refresh_nudges
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import deals, dues, ledger
from bot.store.names import name_key
from bot.views import notice
from bot.views import undo as views
from bot.views.refusal import refusal_card
from process import undo
from process.deal import Deal
from process.facts import Entry
from process.outcome import Outcome, refused
from process.reasons.undo import TooLateToUndo, UndoneAlready


@command("undo <deal> <mark>", "undo <deal>", "undo that", "undo", who="the one who did it, for ten minutes")
def undo_last(request: Request, deal: Deal | None = None, mark: str = "") -> Answer:
    """Take back the last thing you did here or on a deal, for ten minutes, while nothing builds on it."""
    if deal is None:
        last = done_here(request)
        deal = deals.find(request.tx, request.tenant.id, last.deal, hold=True) if last else None
        if last is None or deal is None:
            raise Misunderstood(views.NOTHING_DONE)
        mark = last.mark
    entries = ledger.of_deal(request.tx, request.tenant.id, deal.id)
    last = None if mark else done_on(request, deal.id, entries)
    mark = last.mark if last else mark
    if last_done.until(mark):
        return _end_snooze(request, deal, mark)
    outcome = outcome_of(request, deal, entries, mark)
    if outcome.refusal:
        return private(refusal_card(deal, request.on(deal), outcome.refusal))
    if name_key(outcome.deal.name) != name_key(deal.name):
        not_taken(request.tx, request.tenant.id, outcome.deal.name)
    saved = request.save(deal, outcome)
    _tell_meanwhile_owner(request, deal, saved)
    facts = views.facts_of(entries, mark)
    return private(views.undone_card(saved, request.on(saved), facts))


def outcome_of(request: Request, deal: Deal, entries: list[Entry], mark: str) -> Outcome:
    """What undoing this step of the deal comes to; nothing is written."""
    return undo.undo(deal, request.on(deal), entries, int(mark or 0), views.WITHDRAWN_BECAUSE)


def done_here(request: Request) -> LastDone | None:
    """The last thing this person did in this place, else anywhere; None for nothing in the last ten minutes."""
    return _doer(request).here(request.inbound.place)


def _doer(request: Request) -> Doer:
    context = request.context
    return last_done.doer(request.tx, request.tenant.id, context.company, request.me.id, context.now)


def done_on(request: Request, deal: str, entries: list[Entry]) -> LastDone | None:
    """What this person did last on a deal, else what was done last there; `entries` is its ledger."""
    return _doer(request).on(deal, entries)


def snooze_refusal(request: Request, deal: Deal, mark: str) -> Outcome | None:
    """Why a snooze can't be taken back, or None."""
    day, now = last_done.until(mark), request.context.now
    found = dues.find(request.tx, request.tenant.id, deal.id, "snooze", request.me.id, day) if day else None
    if found is None or found.state != "done":
        return refused(deal, UndoneAlready())
    return refused(deal, TooLateToUndo(None, found.due)) if now - found.due > undo.WITHIN else None


def _end_snooze(request: Request, deal: Deal, mark: str) -> Answer:
    """The deal is in this person's nudges again."""
    no, day = snooze_refusal(request, deal, mark), last_done.until(mark)
    if no and no.refusal:
        return private(refusal_card(deal, request.on(deal), no.refusal))
    due = dues.find(request.tx, request.tenant.id, deal.id, "snooze", request.me.id, day) if day else None
    if due:
        dues.take_back(request.tx, request.tenant.id, due)
        refresh_nudges(request.tx, request.tenant.id, deal.id, request.context.now)
    return private(views.awake_card(deal))


def _tell_meanwhile_owner(request: Request, was: Deal, saved: Deal) -> None:
    """Notify the one who owned the deal for a moment."""
    if was.owner in (saved.owner, request.me.id):
        return
    card = notice.taken_back_card(saved, request.on(saved), request.me.id)
    notify.person(request.tx, request.tenant, was.owner, card, subject=f"deal:{saved.id}", now=request.context.now)
