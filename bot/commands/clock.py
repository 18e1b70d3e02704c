"""The clock's commands: the stalled deals, and the buttons of a nudge."""

from dataclasses import replace
from datetime import timedelta

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.registry import command
from bot.company import last_done
from bot.company.snapshot import take_snapshot
from bot.effects.refresh import refresh_nudges
from bot.jobs.digest_contents import DigestWriter
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, private
from bot.store import digests, dues
from bot.store.digests import Digest
from bot.store.dues import Due, Kind
from bot.views import done
from bot.views.day_limits import still_to_come
from bot.views.stalled_list import stalled_card as stalled_list
from bot.views.stalled_list import whose
from bot.views.typed import no_clock_rule
from bot.views.undo import with_undo
from process.deal import Deal
from process.limits import RULES

A_WEEK = timedelta(days=7)


@command("stalled [<number>]", "stalled mine [<number>]", who="anyone", reads=True, agents="read")
def stalled(request: Request, number: str = "1") -> Answer:
    """Show what is stalled by stage, what waits for a decision and what moved. `stalled mine` shows yours."""
    mine = "mine" in request.inbound.text.casefold().split()
    only, more = (f"of {request.me.id}", "stalled mine") if mine else ("", "stalled")
    return private(stalled_card(request, only, int(number), more))


def stalled_card(request: Request, only: str, page: int, more: str) -> Card:
    """What is stalled, in the channel's own digest where it has one; `only` limits it, and `more` gives other pages."""
    writer = DigestWriter(take_snapshot(request.tx, request.tenant, request.context.now, request.playbooks), request.me)
    here = None if only else digests.of(request.tx, request.tenant.id, request.inbound.place)
    about = replace(
        here or Digest(request.inbound.place, request.context.now), only=only, zone=str(request.context.zone)
    )
    contents = writer.stalled_now(about, request.context.today, beside=page <= 1)
    mine = only == f"of {request.me.id}"
    return stalled_list(replace(contents, only=whose(request.me.manages)) if mine else contents, page, more)


@command("snooze [<deal>] until <until>", "snooze [<deal>]", who="anyone", agents="undoable", omits=("until",))
def snooze(request: Request, deal: Deal, until: str = "") -> Answer:
    """Get no nudges about a deal until a day, or for a week. Your colleagues still get theirs."""
    with beside("until"):
        day = request.reader.day(until) if until else request.context.today + A_WEEK
    if day <= request.context.today:
        raise Misunderstood(still_to_come(day))
    card = done.snoozed(deal.name, day)
    known = dues.find(request.tx, request.tenant.id, deal.id, _SNOOZE, request.me.id, day)
    if known and known.state == "done":
        return private(card)  # it was so before, and an undo would end that
    due = Due(deal.id, _SNOOZE, request.me.id, day, request.context.now, request.context.now, "done")
    _save(request, due)
    return private(with_undo(card, deal.id, last_done.mark_of(due)))


@command("useless <deal> <text>", who="anyone")
def useless(request: Request, deal: Deal, text: str) -> Answer:
    """Report a nudge as not useful. It counts against its rule, and rests this deal for you for a week."""
    if text not in RULES:
        raise Misunderstood(no_clock_rule(text, RULES))
    said = Due(
        deal.id, "not useful", request.me.id, request.context.today, request.context.now, request.context.now, "done"
    )
    _save(request, replace(said, note=text))
    _save(request, replace(said, kind=_SNOOZE, day=request.context.today + A_WEEK))
    return private(done.counted_useless(text, deal.name))


_SNOOZE: Kind = "snooze"


def _save(request: Request, due: Due) -> None:
    """Save it, and take the deal out of today's message to this person."""
    # Again, since the same could have been said before and undone.
    dues.again(request.tx, request.tenant.id, due)
    refresh_nudges(request.tx, request.tenant.id, due.subject, request.context.now)
