"""Doubts: what no longer holds when a deal is sent back, and the one press that says it still does."""

from collections.abc import Mapping, Sequence

from adapters.card import Button, Buttons, Element, Field, Form
from bot.views.evidence import evidence_words
from bot.views.missing import tally
from bot.views.words import cut, stage_name
from process import rights
from process.context import Context
from process.deal import Deal
from process.gate import Missing
from process.playbook import Exit

PREFIX = "still."
"""What a field of the form begins with, so that an exit named `reason` causes no trouble."""
YES_NO = (("yes", "Yes, still true"), ("no", "No longer"))
IN_A_ROW = 5


def doubt_form(deal: Deal, context: Context, to: str, reason: str, proven: Sequence[Exit]) -> Form:
    """Send a deal back: what is proven from that stage on, a field each, and the `reason`.

    What the stage it returns to asks is doubted unless the answer is changed.
    """
    here = {item.key for item in context.playbook.at(to).exit}
    fields = [Field("reason", "Why does it go back?", "long", required=True, value=reason)]
    for item in proven:
        holds = "no" if item.key in here else "yes"
        fields.append(
            Field(
                PREFIX + item.key,
                f"{item.name}: still true?",
                "choice",
                YES_NO,
                True,
                _known(item, deal, context),
                holds,
            )
        )
    title = f"{cut(deal.name, 60)}: what no longer holds?"
    return Form(
        f"back #{deal.id} to {to}", deal.id, title, tuple(fields), f"Send back to {stage_name(context.playbook, to)}"
    )


def _known(item: Exit, deal: Deal, context: Context) -> str:
    """What is known so far, as the hint beside the question."""
    evidence = deal.evidence.get(item.key)
    return cut(evidence_words(evidence, item, context), 120) if evidence else tally(deal, item)


def doubted_in(values: Mapping[str, str]) -> list[str]:
    """The keys of the exits that a form says no longer hold."""
    return [key.removeprefix(PREFIX) for key, value in values.items() if key.startswith(PREFIX) and value == "no"]


def confirm_buttons(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Element, ...]:
    """A button for each doubted exit that this person attests: one press says that it still holds."""
    doubted = [one.exit for one in lacking if one.fault == "to confirm"]
    exits = [item for item in doubted if rights.may_attest(item, deal, context)]
    mine = [Button(f"Still true: {cut(item.name, 40)}", f"confirm #{deal.id} {item.key}") for item in exits]
    return tuple(Buttons(tuple(mine[at : at + IN_A_ROW])) for at in range(0, len(mine), IN_A_ROW))
