"""The clock's commands: what lies too long, and what a nudge's buttons say."""

from dataclasses import replace
from datetime import timedelta

from adapters.chat import Answer
from bot import reading
from bot.commands.registry import command
from bot.jobs.sweep import look
from bot.request import Request, private
from bot.sorry import Sorry
from bot.store import dues
from bot.store.dues import Due, Kind
from bot.views import say
from bot.views.nudge import Lies
from bot.views.stalled import stalled_card
from bot.views.words import plain_day
from bot.vocabulary import short
from process.deal import Deal
from process.limits import RULES
from process.stall import stalls

A_WEEK = timedelta(days=7)


@command("stalled", who="anyone", reads=True)
def stalled(request: Request) -> Answer:
    """Show what lies too long, by stage: amount, days, what is missing and who holds it."""
    office = look(request.tx, request.tenant, request.scene.now)
    found = (
        (deal, stalls(deal, office.books.of(deal.playbook), office.day(request.scene.today))) for deal in office.lying()
    )
    return private(
        stalled_card(
            [
                Lies(deal, replace(request.on(deal), company=office.audience.company), findings)
                for deal, findings in found
                if findings
            ]
        )
    )


@command("snooze [<deal>] until <until>", "snooze [<deal>]", who="anyone, for themselves")
def snooze(request: Request, deal: Deal, until: str = "") -> Answer:
    """Hear nothing of a deal until a day, or for a week; others still do."""
    day = reading.day(until, request.here) if until else request.scene.today + A_WEEK
    if day is None or day <= request.scene.today:
        raise Sorry(say.sorry(f"“{short(until)}” is no day to come; say it such as 3 May 2027, or in 2 weeks."))
    _keep(request, Due(deal.id, "snooze", request.me.id, day, request.scene.now, request.scene.now, "done"))
    words = f"You hear no more of it until {plain_day(day)}. For a deal that rests for everyone: `/deal wait`."
    return private(say.note(f"{deal.name} is put off", words, tone="good"))


@command("useless <deal> <text>", who="anyone")
def useless(request: Request, deal: Deal, text: str) -> Answer:
    """Say that a nudge was of no use, by the rule it went by; it is counted, and you hear less of this deal."""
    if text not in RULES:
        raise Sorry(say.sorry(f"“{short(text)}” is no rule of the clock; {', '.join(RULES)} are."))
    said = Due(deal.id, "not useful", request.me.id, request.scene.today, request.scene.now, request.scene.now, "done")
    _keep(request, replace(said, note=text))
    _keep(request, replace(said, kind=_SNOOZE, day=request.scene.today + A_WEEK))
    words = f"Counted against the rule “{text}”. You hear no more of {deal.name} for a week."
    return private(say.note("Thank you for saying so", words, tone="good"))


_SNOOZE: Kind = "snooze"


def _keep(request: Request, due: Due) -> None:
    dues.add(request.tx, request.tenant.id, due)
