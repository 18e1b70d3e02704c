"""Next steps: the buttons that end a stall."""

from collections.abc import Callable

from adapters.card import Button
from bot.views import missing
from bot.views.planned import outcome_buttons
from bot.views.stalled import StalledDeal
from process import gate, rights
from process.gate import Missing
from process.handoff import awaits
from process.list_item import ListItem
from process.playbook import Exit

FirstStep = Callable[[StalledDeal], tuple[Button, ...]]
"""The step that ends a deal's first stall, for its reader; none where it is another's."""


def decide(one: StalledDeal) -> tuple[Button, ...]:
    asked = one.deal.approval is not None and one.deal.approval.state == "asked"
    button = Button("Decide", f"{'approve' if asked else 'accept'} #{one.deal.id}", "primary")
    return (button,) if awaits(one.deal, one.context) else ()


def set_close_date(one: StalledDeal) -> tuple[Button, ...]:
    button = Button("Set the close date", f"set #{one.deal.id}", "primary")
    return (button,) if rights.may_own(one.deal, one.context.by) else ()


def close_item(one: StalledDeal) -> tuple[Button, ...]:
    item = one.first.missing
    if item == "planned step":
        return outcome_buttons(one.deal, one.context)
    return tuple(missing.closers(one.deal, item.list, item.number)) if isinstance(item, ListItem) else ()


def go_on(one: StalledDeal) -> tuple[Button, ...]:
    """Give what is missing first; advance where nothing is."""
    if one.first.missing != "next step":
        return _give(one, one.deal.stage)
    button = Button("Advance", f"advance #{one.deal.id}", "primary")
    return (button,) if rights.may_work(one.deal, one.context.by) else ()


def answer(one: StalledDeal) -> tuple[Button, ...]:
    """Give the specialist's word, which may belong to a later stage."""
    return _give(one, one.context.playbook.last.key)


def _give(one: StalledDeal, stage: str) -> tuple[Button, ...]:
    wanted = missing_exit(one, stage)
    return _evidence(one, wanted) if wanted else ()


def missing_exit(one: StalledDeal, stage: str) -> Missing | None:
    """The missing exit that the first stall is about, up to a stage; None where that is something else."""
    wanted = one.first.missing
    if not isinstance(wanted, Exit):
        return None
    lacking = gate.missing(one.deal, one.context.playbook, stage)
    return next((found for found in lacking if found.exit.key == wanted.key), None)


def _evidence(one: StalledDeal, lacking: Missing) -> tuple[Button, ...]:
    if (done := done_button(one, lacking)) and rights.may_attest(lacking.exit, one.deal, one.context):
        return (done,)
    if not lacking.exit.by_list and rights.may_attest(lacking.exit, one.deal, one.context):
        return (Button("Give the evidence", f"met #{one.deal.id} {lacking.exit.key}", "primary"),)
    return missing.remedies(one.deal, one.context, (lacking,)) if rights.may_work(one.deal, one.context.by) else ()


def done_button(one: StalledDeal, lacking: Missing, label: str = "Done") -> Button | None:
    """One press for a specialist's plain yes; None for anything that takes more words."""
    item = lacking.exit
    if not (item.must and item.attest in one.context.playbook.teams):
        return None
    return Button(label, f"met #{one.deal.id} {item.key} {item.must}", "primary", ask=item.question)
