"""Approver's notes: what the one who decides sees at once - warnings, what the buyer said, where the deal stands."""

from collections.abc import Iterator, Sequence

from adapters.card import Words
from bot.views.account_past import PastDeal, past_lines
from bot.views.answers import events_of
from bot.views.decision_marks import marks_words
from bot.views.exit_fields import exit_value
from bot.views.numbers import grouped
from bot.views.short_words import short_date, short_day, short_money, stage_day, you
from bot.views.since_decline import decline_words
from bot.views.words import both, capital, count, cut, exit_name, stage_name
from process.approval import Approval
from process.buyer import track
from process.context import Context
from process.deal import Deal, Lowered
from process.evidence import Evidence, Waiver
from process.four_eyes import FourEyes
from process.list_item import ListItem

MOST_OF_A_KIND = 3
"""So many lines of one kind at most; the rest is a number, and stands among all answers."""
FEW_DAYS = 3
"""From so many answers of the buyer's on, it is worth a warning if all of them are of one day."""


def warnings(deal: Deal, context: Context, approval: Approval, past: Sequence[PastDeal] = ()) -> tuple[Words, ...]:
    """What could keep an approver from a yes, a line each, the weightiest first."""
    found: list[Words] = [(line,) for line in decline_words(deal, context, approval)]
    found += _first([_waived(one, context) for one in deal.waivers.values()], "more waivers")
    found += _first([(_no(one, deal, context),) for one in reversed(deal.noes)], "more answers no")
    found += [(line,) for line in _vouching(deal, context)]
    found += _first([(_lower(one, context),) for one in reversed(deal.lowered)], "more changes that ask for less")
    found += _first([(_open(item, context),) for item in _still_open(deal)], "more to happen")
    found += [(line,) for line in (*_objections(deal, context), *_behind(deal, context), *_of_one_day(deal, context))]
    found += [(line,) for line in (*_thin(deal, context), *_siblings(context))]
    return (*found, *past_lines(past, context))


def _first(lines: Sequence[Words], more: str) -> list[Words]:
    left = len(lines) - MOST_OF_A_KIND
    rest: list[Words] = [(f"{grouped(left)} {more}",)] if left > 0 else []
    return [*lines[:MOST_OF_A_KIND], *rest]


def _waived(one: Waiver, context: Context) -> Words:
    who = capital(you(one.by, context)) + marks_words(one.marks)
    return (f"{who} waived {exit_name(context.playbook, one.exit)}: {cut(one.reason, 100)}",)


def _no(one: Evidence, deal: Deal, context: Context) -> str:
    """An answer no, with its reason and whether a yes came since."""
    yes = ". Yes since" if deal.value(one.exit) == "yes" else ""
    day = short_date(one.at.astimezone(context.zone).date(), context)
    what = exit_name(context.playbook, one.exit)
    return f"{what}: no from {you(one.by, context)} on {day}: {cut(one.note, 100).rstrip('.')}{yes}"


def _vouching(deal: Deal, context: Context) -> Iterator[str]:
    """What was answered for a team or a manager by someone who isn't free on this deal."""
    eyes = FourEyes(deal, context.company, context.now)
    for one in deal.evidence.values():
        named = exit_name(context.playbook, one.exit)
        if one.marks:
            why = f": {cut(one.because, 100)}" if one.because else ""
            yield f"{named} by {you(one.by, context)}{marks_words(one.marks, one.word)}{why}"
        elif one.word in (*context.playbook.teams, "manager") and eyes.owns(one.by):
            yield f"{named} was answered by {you(one.by, context)}, whose own deal it is now"


def _lower(one: Lowered, context: Context) -> str:
    """A change after which fewer exits are required."""
    exits = both([exit_name(context.playbook, key) for key in one.exits])
    answered = one.attribute in context.playbook.exits
    what = exit_name(context.playbook, one.attribute) if answered else one.attribute.capitalize()
    by = f"{you(one.by, context)}, {short_date(one.at.astimezone(context.zone).date(), context)}"
    return f"{what} from {cut(one.was, 40) or 'nothing'} to {cut(one.now, 40)}: {exits} not asked ({by})"


def _still_open(deal: Deal) -> list[ListItem]:
    """The triggers that haven't happened, and the objections that weren't removed."""
    return [item for item in (*deal.listed("trigger"), *deal.listed("objection")) if item.open]


def _open(item: ListItem, context: Context) -> str:
    due = f" (due {short_day(item.due, context)})" if item.due else ""
    if item.due and item.due < context.today:
        due = f" (was due {short_day(item.due, context)})"
    head = "Still to happen" if item.list == "trigger" else "Objection not removed"
    return f"{head}: {cut(item.text, 80).rstrip('.')}{due}"


def _objections(deal: Deal, context: Context) -> Iterator[str]:
    """That no one ever raised an objection, where the playbook has asked for them by now."""
    here = context.playbook.order.get(deal.stage, -1)
    for stage in context.playbook.stage[: here + 1]:
        for item in stage.exit:
            if item.of == "objection" and not deal.listed("objection"):
                asked = deal.evidence.get(item.key)
                yield f"No objection was ever raised{f' (asked: {cut(asked.contact, 60)})' if asked else ''}"


def _behind(deal: Deal, context: Context) -> Iterator[str]:
    """The buyer's own steps that a serious buyer would have taken by now."""
    if deal.stage not in context.playbook.order or deal.is_won:
        return
    behind = [cut(step.name, 60) for step in track(deal, context.playbook).behind]
    if behind:
        yield f"The buyer hasn't taken {count(len(behind), 'step')}: {both(behind[:MOST_OF_A_KIND])}"


def _of_one_day(deal: Deal, context: Context) -> Iterator[str]:
    """All that the buyer said, they are to have said on one day."""
    said, days = [one for one in deal.evidence.values() if one.on], events_of(deal)
    if len(days) == 1 and len(said) >= FEW_DAYS:
        yield f"All {len(said)} answers of the buyer are of one day, {short_date(min(days), context)}"


def _thin(deal: Deal, context: Context) -> Iterator[str]:
    thin = [exit_name(context.playbook, key) for key, one in deal.evidence.items() if one.thin]
    if thin:
        yield f"Thin: {both(thin[:5])}"


def _siblings(context: Context) -> Iterator[str]:
    """The account's other open deals, so that a deal which was split is seen."""
    if context.siblings:
        shown = [f"{cut(one.name, 60)} ({short_money(one.amount)})" for one in context.siblings[:MOST_OF_A_KIND]]
        more = len(context.siblings) - len(shown)
        yield f"Other open deals with this customer: {both([*shown, f'{more} more'] if more else shown)}"


def proven_lines(deal: Deal, context: Context) -> tuple[Words, ...]:
    """What the buyer attests, with who said it and where; what teams cleared; how objections were removed."""
    found: list[Words] = []
    for item in context.playbook.exits.values():
        one = deal.evidence.get(item.key)
        if one is None or item.by_list or one.marks:
            continue
        value = cut(exit_value(item, one.value, context), 60).rstrip(".")
        if item.attest == "buyer":
            where = f", {one.where}" if one.where else ""
            found.append((f"{item.name}: {value} ({cut(one.contact, 40)}{where})",))
        elif item.attest in (*context.playbook.teams, "manager"):
            found.append((f"{item.name}: {value} ({you(one.by, context)})",))
    return (*found, *_removed(deal))


def _removed(deal: Deal) -> tuple[Words, ...]:
    raised = deal.listed("objection")
    if not raised or any(item.open for item in raised):
        return ()
    how = f": {cut(raised[-1].how, 80).rstrip('.')}" if len(raised) == 1 else ""
    return ((f"{count(len(raised), 'objection')} raised and removed{how}",),)


def standing_words(deal: Deal, context: Context) -> str:
    """Where the buyer is, that nothing was waived, and how long the deal has been in its stage."""
    taken = [item.text for item in deal.listed("buyer step") if not item.open]
    buyer = f"Buyer's last step: {cut(taken[-1], 60).rstrip('.')}. " if taken else ""
    waived = "" if deal.waivers else "No waivers. "
    return f"{buyer}{waived}{capital(stage_day(deal, context))} in {stage_name(context.playbook, deal.stage)}."
