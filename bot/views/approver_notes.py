"""Approver's notes: what the one who decides should see beside the evidence - noes, and what was lowered."""

from adapters.card import Bold, Bullets, Element, Text
from bot.views.words import both, count, cut, exit_name, moment, money, name
from process.context import Context
from process.deal import Deal, Lowered
from process.evidence import Evidence
from process.four_eyes import FourEyes

MOST_NOES = 5


def approver_notes(deal: Deal, context: Context) -> tuple[Element, ...]:
    """Everything to note on a deal before deciding; nothing where there is nothing."""
    return (*_noes(deal, context), *_lowered(deal, context), *_own_answers(deal, context), *_siblings(context))


def _own_answers(deal: Deal, context: Context) -> tuple[Element, ...]:
    """What was answered for a team or a manager by someone whose own deal this is by now."""
    eyes, found = FourEyes(deal, context.company, context.now), list[str]()
    for one in deal.evidence.values():
        if one.word in (*context.playbook.teams, "manager") and eyes.owns(one.by) and not one.marks:
            found.append(f"{exit_name(context.playbook, one.exit)} ({name(context, one.by)})")
    return (Text((Bold("Answered by someone whose own deal it is now: "), both(found))),) if found else ()


def _siblings(context: Context) -> tuple[Element, ...]:
    """The account's other open deals, so that a deal which was split is seen."""
    if not context.siblings:
        return ()
    shown = [f"{cut(one.name, 60)} ({money(one.amount)})" for one in context.siblings[:MOST_NOES]]
    more = len(context.siblings) - len(shown)
    words = both([*shown, f"{more} more"] if more else shown)
    return (Text((Bold("Other open deals with this customer: "), words)),)


def _lowered(deal: Deal, context: Context) -> tuple[Element, ...]:
    """The changes after which fewer exits are required."""
    if not deal.lowered:
        return ()
    lines = tuple((_lowered_words(one, context),) for one in deal.lowered[-MOST_NOES:])
    return Text((Bold(f"{count(len(deal.lowered), 'change')} asked for less"),)), Bullets(lines)


def _lowered_words(one: Lowered, context: Context) -> str:
    exits = both([exit_name(context.playbook, key) for key in one.exits])
    by = f"{name(context, one.by)}, {moment(one.at, context)}"
    answered = one.attribute in context.playbook.exits
    what = exit_name(context.playbook, one.attribute) if answered else one.attribute.capitalize()
    return f"{what} from {cut(one.was, 60)} to {cut(one.now, 60)}: {exits} not asked ({by})"


def _noes(deal: Deal, context: Context) -> tuple[Element, ...]:
    """The answers no, with their reasons and whether a yes came since; nothing where there were none."""
    if not deal.noes:
        return ()
    lines = tuple((_no_words(one, deal, context),) for one in deal.noes[-MOST_NOES:])
    return Text((Bold("Answered no"),)), Bullets(lines)


def _no_words(one: Evidence, deal: Deal, context: Context) -> str:
    since = " – yes since" if deal.value(one.exit) == "yes" else ""
    said = f"{exit_name(context.playbook, one.exit)}: {cut(one.note)}"
    return f"{said} ({name(context, one.by)}, {moment(one.at, context)}){since}"
