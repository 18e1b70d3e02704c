"""Renewals: when a won deal comes up again, when that is proposed, and that it was started or won't be."""

from datetime import date, timedelta

from process import rights, substance
from process.context import Context
from process.deal import Deal
from process.facts import Linked, NoRenewal, RenewalSet, RenewalWithdrawn
from process.outcome import Outcome, happened, refused
from process.playbook import Playbook, Renewing
from process.reasons.rights import NotYours
from process.reasons.route import NotWonYet
from process.reasons.state import NotOpen
from process.reasons.values import NotToCome, ReasonNeeded


def first_set(deal: Deal, playbook: Playbook, today: date) -> tuple[RenewalSet, ...]:
    """The renewal of a deal that is won today, where the playbook says when such deals come up again."""
    rule = playbook.renewal
    if rule is None or not rule.after_months or deal.renewal is not None:
        return ()
    if rule.products and deal.product not in rule.products:
        return ()
    day = months_on(today, rule.after_months)
    return (RenewalSet(day, asked_on(day, rule)),)


def asked_on(day: date, rule: Renewing | None) -> date:
    """The day from which on a renewal on that day is proposed."""
    return day - timedelta(days=(rule or Renewing()).days_ahead)


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is shorter."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def is_due(deal: Deal, today: date) -> bool:
    """Whether a renewal is proposed: its time has come, and it wasn't started."""
    return deal.renewal is not None and not deal.renewed and deal.renewal.ask <= today


def presses(deal: Deal, today: date) -> bool:
    """Whether a proposed renewal can't wait any more: three quarters of its time are over."""
    if deal.renewal is None:
        return False
    return (deal.renewal.day - today) * 4 <= deal.renewal.day - deal.renewal.ask


def withdrawn(deal: Deal, context: Context, renewal: Deal) -> Outcome:
    """The renewal of a deal was withdrawn: it is proposed again, as if it had never been started.

    A proposal that is running begins again today, so it is quiet first.
    """
    known = deal.renewal if deal.renewal and deal.renewal.day > context.today else None
    ask = max(known.ask, context.today) if known else None
    return happened(deal, context, RenewalWithdrawn(renewal.id, renewal.name, ask))


def reopened(deal: Deal, context: Context, renewal: Deal) -> Outcome:
    """The renewal of a deal was opened again after it had been withdrawn, so it isn't proposed any more."""
    return happened(deal, context, Linked(renewal.id, renewal.name, "renewal"))


def set_renewal(deal: Deal, context: Context, day: date, gone: Deal | None = None) -> Outcome:
    """Say when a won deal comes up for renewal. It can be complete already.

    `gone` is a renewal that was started and withdrawn, so that it doesn't stand in the way.
    """
    if stop := _refused(deal, context):
        return stop
    if day <= context.today:
        return refused(deal, NotToCome(), "until")
    was = deal.renewal.day if deal.renewal else None
    again = (RenewalWithdrawn(gone.id, gone.name),) if gone else ()
    return happened(deal, context, *again, RenewalSet(day, asked_on(day, context.playbook.renewal), was))


def decline_renewal(deal: Deal, context: Context, reason: str) -> Outcome:
    """Say why a won deal won't be renewed; it is then proposed no longer."""
    if stop := _refused(deal, context):
        return stop
    if context.playbook.min_letters and substance.faults_of(reason, placeholders=context.playbook.placeholders):
        return refused(deal, ReasonNeeded(), "reason")
    return happened(deal, context, NoRenewal(reason, deal.renewal.day if deal.renewal else None))


def _refused(deal: Deal, context: Context) -> Outcome | None:
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("change"))
    if deal.state not in ("open", "completed"):
        return refused(deal, NotOpen(deal.state, "change"))
    return None if deal.is_won else refused(deal, NotWonYet())
