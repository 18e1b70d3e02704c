"""Doubts: what no longer holds when a deal is sent back, and the one press that says it still does."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from adapters.card import Button, Card, Field, Form, Text
from bot.views.button_rows import buttons, show
from bot.views.evidence import evidence_words
from bot.views.missing import tally
from bot.views.words import both, count, cut, stage_name
from process import rights
from process.context import Context
from process.deal import Deal
from process.gate import Missing
from process.playbook import Exit

PREFIX = "still."
"""What a field of the form begins with, so that an exit named `reason` causes no trouble."""
YES_NO = (("yes", "Yes, still true"), ("no", "No longer"))
IN_A_ROW = 4
"""Of what is to be confirmed, as many get a button each; the form asks about the rest."""
ALL_TRUE = "All still true"


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
    title = f"{cut(deal.name, 60)}: send it back"
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


def to_confirm(deal: Deal, context: Context, lacking: Sequence[Missing]) -> list[Exit]:
    """The doubted exits among what a gate lacks that this person attests."""
    doubted = [one.exit for one in lacking if one.fault == "to confirm"]
    return [item for item in doubted if rights.may_attest(item, deal, context)]


def mark_of(exits: Sequence[Exit]) -> str:
    """Stands for exactly these exits, so that a button confirms what its card showed and nothing else."""
    return sha256(" ".join(sorted(item.key for item in exits)).encode()).hexdigest()[:12]


def confirms(deal: Deal, context: Context, lacking: Sequence[Missing]) -> list[Button]:
    """A button for each doubted exit that this person attests, and before several one for them all."""
    exits = to_confirm(deal, context, lacking)
    mine = [Button(f"Still true: {cut(item.name, 40)}", f"confirm #{deal.id} {item.key}") for item in exits]
    if len(mine) > 1:
        mine.insert(0, Button(ALL_TRUE, f"confirm #{deal.id} all preview {mark_of(exits)}", "primary"))
    return mine


def changed_since(deal: Deal, context: Context, lacking: Sequence[Missing]) -> Card:
    """What is to be confirmed isn't what the button's card showed: what it is now, and nothing was confirmed."""
    names = both([item.name for item in to_confirm(deal, context, lacking)])
    now = f"Nothing is confirmed yet. To confirm now: {names}." if names else "You have nothing to confirm on it."
    words = Text((f"The deal has changed since that card. {now}",))
    row = buttons((*confirms(deal, context, lacking)[:IN_A_ROW], show(deal.id)))
    return Card(f"{cut(deal.name, 60)}: is it all still true?", (words, row), "warning")


def holds(deal: str, exit_name: str) -> str:
    """The title once one doubted exit is confirmed."""
    return f"{deal}: {exit_name} still holds"


def all_hold(deal: str, confirmed: int) -> str:
    """The title once all of them are."""
    return f"{deal}: {count(confirmed, 'exit')} still {'holds' if confirmed == 1 else 'hold'}"
