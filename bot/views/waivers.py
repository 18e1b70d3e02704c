"""Waivers: what was waived on a deal, by whom, when and why."""

from adapters.card import Bold, Bullets, Element, Text, Words
from bot.views.decision_marks import marks_words
from bot.views.words import count, cut, exit_name, name, since
from process.context import Context
from process.deal import Deal
from process.evidence import Waiver


def waivers(deal: Deal, context: Context) -> tuple[Element, ...]:
    """The waivers on a deal, for ever in sight; nothing where there are none."""
    if not deal.waivers:
        return ()
    lines = tuple(waiver_line(one, context) for one in deal.waivers.values())
    return Text((Bold(f"{count(len(lines), 'waiver')} on this deal"),)), Bullets(lines)


def waiver_line(one: Waiver, context: Context) -> Words:
    """What was waived, by whom, when and why."""
    who = name(context, one.by) + marks_words(one.marks)
    by = f" – waived by {who}, {since(one.at, context)}: {cut(one.reason)}"
    return Bold(exit_name(context.playbook, one.exit)), by
