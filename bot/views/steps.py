"""Steps: the buttons under a deal that lies too long, the next step first."""

from dataclasses import replace

from adapters.card import Button, Buttons
from bot.views import missing
from bot.views.stalled import Lies
from process import gate, rights
from process.gate import Missing
from process.handoff import awaits
from process.item import Item
from process.stall import NEXT_STEP


def steps(one: Lies) -> Buttons:
    """What its reader may do: in sight what is likely, the rest a press away.

    Whoever holds the deal sees what brings it on; whoever is only told sees it, hands it over, or says that it is of no
    use to be told.
    """
    key = f"#{one.deal.id}"
    brings_on, (log, wait, over) = next_steps(one), _work(one)
    show, snooze = Button("Show", f"show {key}"), Button("Snooze a week", f"snooze {key}")
    useless = Button("Not useful", f"useless {key} {one.first.rule}")
    if one.escalated:
        aside = tuple(replace(button, style="plain") for button in brings_on)
        return Buttons((show, *over, useless), more=(*aside, *log, *wait, snooze))
    return Buttons((*brings_on, *log), more=(*wait, *over, show, snooze, useless))


def next_steps(one: Lies) -> tuple[Button, ...]:
    """The step that ends this stall; none where it is somebody else's."""
    key, by = f"#{one.deal.id}", one.context.by
    match one.first.rule:
        case "approval":
            asked = one.deal.approval is not None and one.deal.approval.state == "asked"
            decide = Button("Decide", f"{'approve' if asked else 'accept'} {key}", "primary")
            return (decide,) if awaits(one.deal, one.context) else ()
        case "close date":
            return (Button("Set the close date", f"set {key}", "primary"),) if rights.may_own(one.deal, by) else ()
        case "date":
            return tuple(
                button for item in _overdue(one) for button in missing.closers(one.deal, item.list, item.number)
            )
        case "contact":
            return ()
        case _ if one.first.missing == NEXT_STEP:
            return (Button("Advance", f"advance {key}", "primary"),) if rights.may_work(one.deal, by) else ()
        case _:
            return tuple(button for lacking in _lacking(one)[:1] for button in _evidence(one, lacking))


def _overdue(one: Lies) -> list[Item]:
    return [
        item for item in one.deal.items if item.open and f"{item.list} {item.number}. {item.text}" == one.first.missing
    ]


def _lacking(one: Lies) -> list[Missing]:
    """What is missing by the name in the stall; a specialist's word may belong to a later stage."""
    upto = one.context.playbook.last.key if one.first.rule == "specialist" else one.deal.stage
    lacking = gate.missing(one.deal, one.context.playbook, upto)
    return [found for found in lacking if found.exit.name == one.first.missing]


def _evidence(one: Lies, lacking: Missing) -> tuple[Button, ...]:
    if (done := done_button(one, lacking)) and rights.may_attest(lacking.exit, one.deal, one.context.by):
        return (done,)
    if not lacking.exit.by_list and rights.may_attest(lacking.exit, one.deal, one.context.by):
        return (Button("Give the evidence", f"met #{one.deal.id} {lacking.exit.key}", "primary"),)
    return missing.remedies(one.deal, one.context, (lacking,)) if rights.may_work(one.deal, one.context.by) else ()


def done_button(one: Lies, lacking: Missing, label: str = "Done") -> Button | None:
    """One press for a specialist's plain yes; None for anything that takes more words."""
    item = lacking.exit
    if not (item.must and item.attest in one.context.playbook.teams):
        return None
    return Button(label, f"met #{one.deal.id} {item.key} {item.must}", "primary", ask=item.question)


def _work(one: Lies) -> tuple[tuple[Button, ...], tuple[Button, ...], tuple[Button, ...]]:
    """To log, to wait, to hand over, as far as one may.

    Whoever works on the deal logs and waits, an engaged specialist logs; the owner and managers hand it over.
    """
    key, by = f"#{one.deal.id}", one.context.by
    works = rights.may_work(one.deal, by)
    logs = works or any(called.team in by.teams for called in one.deal.engaged)
    log = (Button("Log an activity", f"log {key}"),) if logs else ()
    wait = (Button("Wait until", f"wait {key}"),) if works else ()
    over = (Button("Hand over", f"assign {key}"),) if rights.may_own(one.deal, by) else ()
    return log, wait, over
