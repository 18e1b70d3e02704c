"""Deal parts: lines and buttons that several cards of a deal share."""

from collections.abc import Sequence

from adapters.card import Button
from bot.views.words import both, cut, exit_name, name
from process import rights
from process.context import Context
from process.deal import Deal
from process.gate import Missing


def answer_button(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Button, ...]:
    """The way to the form with all that is missing, for those whose word is; nothing for anyone else."""
    mine = any(rights.may_attest(one.exit, deal, context) for one in lacking)
    return (Button("Answer now", f"met #{deal.id}", "primary"),) if mine else ()


def waived_line(deal: Deal, context: Context) -> str:
    """What was waived and by whom, for those who may know; nothing for anyone else."""
    if not deal.waivers or not rights.may_see_marks(deal, context.by):
        return ""
    named = [f"{exit_name(context.playbook, one.exit)} by {name(context, one.by)}" for one in deal.waivers.values()]
    return f"Waived: {both(named)}."


def lineage(linked: Sequence[tuple[str, str]], parent: str) -> str:
    """Which deal it grew out of, and which grew out of it."""
    led = both([f"{cut(one, 60)} ({kind})" for one, kind in linked])
    parts = [f"Grew out of {cut(parent, 60)}."] if parent else []
    return " ".join([*parts, f"Led to {led}."] if led else parts)
