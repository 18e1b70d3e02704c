"""Clock rules: what the clock looks for in a deal, one object a rule.

To add one: its name in `process/limits.py`, its object here, its words and question in `bot/views/clock_rules.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from process.calm_after_import import is_calm
from process.deal import Deal
from process.deal_day import DealDay
from process.gate import Missing, each_missing
from process.limits import Rule
from process.list_item import ListItem
from process.playbook import Playbook
from process.stall import LocalDay, Severity, Stall, Wanted

UNANSWERED = 2
"""Working days after a planned step until it counts as a date that passed; before that its person is asked."""


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One rule of the clock.

    `find` gives its stalls. `held`: none while a deal waits or its next day is agreed. `by_plan`: none while a next
    step is planned that still holds the deal. `background`: the deal is worked on and only slow; it comes last, is sent
    only once stalled and only once, and an activity answers it. `daily`: it escalates a manager a day, not every
    `escalate_days`. `by_team`: everyone in the holder's team gets it. `proposes`: it looks
    ahead, also on a deal that is complete. As long as it is quiet it is sent once, and to no manager.
    `calm`: none in the first days after an import.
    """

    name: Rule
    find: Callable[[DealDay], Iterator[Stall]]
    held: bool = False
    by_plan: bool = False
    background: bool = False
    daily: bool = False
    by_team: bool = False
    calm: bool = False
    proposes: bool = False


def _close_date(deal_day: DealDay) -> Iterator[Stall]:
    """The deal's own close date has passed, while there is still a stage to go."""
    due = deal_day.deal.close_date
    if due and deal_day.playbook.after(deal_day.deal.stage) is not None:
        yield from _overdue(deal_day, "close date", due, "close date", "rep")


def _dates(deal_day: DealDay) -> Iterator[Stall]:
    """The due day of an open item has passed, or that of a next step, and no one worked on the deal since."""
    for item in deal_day.deal.items:
        if item.open and item.due:
            yield from _overdue(deal_day, "date", item.due, item, item.owner or "rep")
    step = deal_day.deal.next_step
    if step and deal_day.day.of(deal_day.deal.touched) < step.day:
        yield from deal_day.past("date", step.day, UNANSWERED, "planned step", step.who)


def _overdue(deal_day: DealDay, rule: Rule, due: date, missing: ListItem | Wanted, holder: str) -> Iterator[Stall]:
    """A date is over the day after it, be that worked on or not, unless its rule is loosened."""
    later = deal_day.later(rule)
    if due < deal_day.day.today and deal_day.day.after(due) >= later:
        yield deal_day.stall(rule, due, later, missing, holder)


def _approval(deal_day: DealDay) -> Iterator[Stall]:
    """An approval, or after it an acceptance, waits."""
    approval, limit = deal_day.deal.approval, deal_day.playbook.clock.approval_days
    if approval is None or not approval.live:
        return
    if approval.state == "asked":
        yield from deal_day.past("approval", deal_day.day.of(approval.asked_at), limit, "approval", "manager")
        return
    since = deal_day.day.of(approval.decided_at or approval.asked_at)
    yield from deal_day.past("approval", since, limit, "acceptance", _acceptor(deal_day, approval.stage))


def _acceptor(deal_day: DealDay, stage: str) -> str:
    handoff = deal_day.playbook.at(stage).handoff
    return (deal_day.deal.value(handoff.acceptance) if handoff else "") or "account manager"


def _specialists(deal_day: DealDay) -> Iterator[Stall]:
    """A team that was engaged is needed, and has not answered since."""
    for team in dict.fromkeys(one.team for one in deal_day.deal.engaged):
        if needed := _unanswered(deal_day, team):
            first = min(one.at for one in deal_day.deal.engaged if one.team == team)
            limit = deal_day.playbook.clock.of_team(team)
            yield from deal_day.past("specialist", deal_day.day.of(first), limit, needed.exit, team)


def _unanswered(deal_day: DealDay, team: str) -> Missing | None:
    """What this engaged team has not answered yet."""
    wanted = each_missing(deal_day.deal, deal_day.playbook, deal_day.playbook.last.key)
    return next((one for one in wanted if one.holder == team and one.fault == "unproven"), None)


def _idle(deal_day: DealDay) -> Iterator[Stall]:
    """No activity for the stage's limit."""
    limit = deal_day.stage.quiet_days
    if limit and (turn := deal_day.turn):
        yield from deal_day.past("idle", deal_day.active_since(deal_day.deal.touched), limit, *turn)


def _long(deal_day: DealDay) -> Iterator[Stall]:
    """Too long in one stage; only quiet while exits are proven there."""
    limit = deal_day.stage.long_days
    if limit and (turn := deal_day.turn):
        for stall in deal_day.past("long", deal_day.active_since(deal_day.deal.entered), limit, *turn):
            yield replace(stall, severity="quiet") if _moves(deal_day) else stall


def _moves(deal_day: DealDay) -> bool:
    """Whether the deal moves, if slowly: something was proven within the time it can go without any activity."""
    latest = max((one.at for one in deal_day.deal.evidence.values()), default=None)
    return latest is not None and deal_day.day.since(latest) < deal_day.stage.quiet_days


def _contact(deal_day: DealDay) -> Iterator[Stall]:
    """No contact with the customer for the stage's limit; taking them over counts as one."""
    limit, deal = deal_day.stage.contact_days, deal_day.deal
    if limit:
        last = max(deal.contacted or deal.entered, deal.entered)
        yield from deal_day.past("contact", deal_day.active_since(last), limit, "contact", "rep")


def _renewal(deal_day: DealDay) -> Iterator[Stall]:
    """A won deal comes up for renewal, and no one started it: quiet at first, stalled from half of the time on."""
    deal, today = deal_day.deal, deal_day.day.today
    if deal.renewal is None or deal.renewed:
        return
    half = deal.renewal.ask + (deal.renewal.day - deal.renewal.ask) / 2
    since = half if today >= half else deal.renewal.ask
    if deal_day.day.after(since) >= deal_day.later("renewal") and since <= today:
        severity: Severity = "stalled" if since == half else "quiet"
        yield Stall("renewal", severity, since, deal_day.day.after(since), "renewal", deal.account_manager or "rep")


def _no_deal(deal_day: DealDay) -> Iterator[Stall]:
    """A rule about a colleague, not about one deal: `process/skip_habit.py`."""
    return iter(())


_RULES = (
    ClockRule("close date", _close_date, calm=True),
    ClockRule("date", _dates),
    ClockRule("approval", _approval, daily=True),
    ClockRule("specialist", _specialists, by_team=True),
    ClockRule("idle", _idle, held=True, by_plan=True, calm=True),
    ClockRule("long", _long, held=True, background=True, calm=True),
    ClockRule("contact", _contact, held=True, by_plan=True, calm=True),
    ClockRule("renewal", _renewal, proposes=True),
    ClockRule("skips", _no_deal),
)
"""In the order in which equally grave stalls come."""
_PROPOSING = tuple(rule for rule in _RULES if rule.proposes)

CLOCK_RULES: Mapping[Rule, ClockRule] = {rule.name: rule for rule in _RULES}


def stalls(deal: Deal, playbook: Playbook, day: LocalDay) -> tuple[Stall, ...]:
    """Everything about an open deal that has waited too long on this day, the gravest first.

    About a complete one only what is proposed, and nothing about any other. A long stay comes after the stalls that
    explain it.
    """
    if deal.state not in ("open", "completed"):
        return ()
    deal_day = DealDay(deal, playbook, day)
    found: list[Stall] = []
    for rule in _RULES if deal.state == "open" else _PROPOSING:
        if playbook.clock.watches(rule.name) and not _is_held(rule, deal_day):
            found += rule.find(deal_day)
    return tuple(sorted(found, key=_gravity)) if len(found) > 1 else tuple(found)


def _is_held(rule: ClockRule, deal_day: DealDay) -> bool:
    """Whether a rule leaves the deal alone on this day."""
    if rule.held and deal_day.rests:
        return True
    return (rule.by_plan and deal_day.planned) or (rule.calm and is_calm(deal_day.deal, deal_day.day))


def _gravity(stall: Stall) -> tuple[bool, bool, int]:
    return stall.severity != "stalled", CLOCK_RULES[stall.rule].background, -stall.days
