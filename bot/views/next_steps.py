"""Next steps: the buttons that answer what the clock asks about a deal."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from adapters.card import Button
from bot.views import missing
from bot.views.planned import outcome_buttons, plan_button
from bot.views.stalled import StalledDeal
from bot.views.words import capital
from process import gate, rights
from process.gate import Missing
from process.handoff import awaits
from process.list_item import ListItem
from process.playbook import Exit


@dataclass(frozen=True, slots=True)
class NextSteps:
    """At most two buttons in sight, and those that answer it in another way."""

    row: tuple[Button, ...] = ()
    more: tuple[Button, ...] = ()


FirstStep = Callable[[StalledDeal], NextSteps]
"""What answers the question about a deal, for its reader; nothing where only others can."""


def nothing(one: StalledDeal) -> NextSteps:
    return NextSteps()


def help_words(one: StalledDeal) -> str:
    """What is asked of those who are notified because the one whose turn it is did nothing."""
    return "Can you decide?" if awaits(one.deal, one.context) else "Can you help?"


def decide(one: StalledDeal) -> NextSteps:
    asked = one.deal.approval is not None and one.deal.approval.state == "asked"
    button = Button("Decide", f"{'approve' if asked else 'accept'} #{one.deal.id}")
    return NextSteps((button,) if awaits(one.deal, one.context) else ())


def set_close_date(one: StalledDeal) -> NextSteps:
    button = Button("New date", f"set #{one.deal.id}")
    return NextSteps((button,), _lost(one)) if rights.may_own(one.deal, one.context.by) else NextSteps()


def close_item(one: StalledDeal) -> NextSteps:
    item, deal = one.first.missing, one.deal
    if item == "planned step":
        done, *others = outcome_buttons(deal, one.context) or (None,)
        plain = tuple(others)
        return NextSteps((replace(done, label="Yes", style="plain"), *plain[:1]), plain[1:]) if done else NextSteps()
    if not isinstance(item, ListItem):
        return NextSteps()
    yes = tuple(replace(button, label="Yes") for button in missing.closers(deal, item.list, item.number))
    if item.list != "trigger":
        return NextSteps(yes)
    key = f"trigger #{deal.id} {item.number}"
    return NextSteps((*yes, Button("New date", f"{key} moved")), (Button("Won't happen", f"{key} dropped"),))


def speak(one: StalledDeal) -> NextSteps:
    """Log the contact that there was, or plan one."""
    if not rights.may_work(one.deal, one.context.by):
        return NextSteps()
    return NextSteps((Button("Yes, log it", f"log #{one.deal.id}"), plan_button(one.deal, "Plan a call")))


def renew(one: StalledDeal) -> NextSteps:
    """Start the renewal, or say on which day it is or that there is none."""
    if not rights.may_work(one.deal, one.context.by):
        return NextSteps()
    key = f"#{one.deal.id}"
    return NextSteps((Button("Yes, start it", f"next {key} renewal"), Button("New day or none", f"renewal {key}")))


def go_on(one: StalledDeal) -> NextSteps:
    """Advance where nothing is missing; otherwise say what happened, plan what comes next, or answer."""
    deal, works = one.deal, rights.may_work(one.deal, one.context.by)
    if one.first.missing == "next step":
        return NextSteps((Button("Move on", f"advance #{deal.id}"),), _lost(one)) if works else NextSteps()
    lacking = missing_exit(one, deal.stage)
    if lacking and not is_asked(one):
        return NextSteps(missing.remedies(deal, one.context, (lacking,))[:2], _lost(one)) if works else NextSteps()
    if not works:
        return NextSteps(answer_all(one))
    log = Button("Yes, log it", f"log #{deal.id}")
    if one.first.rule == "idle" and one.stalled:
        return NextSteps((plan_button(deal, "Yes, next step"),), _lost(one))
    if one.first.rule == "long":
        return NextSteps((plan_button(deal, "Plan it"), *answer_all(one)), _lost(one))
    return NextSteps((log, *answer_all(one)), _lost(one))


def _lost(one: StalledDeal) -> tuple[Button, ...]:
    """The answer that no one wants to give; a form asks for the reason."""
    works = rights.may_work(one.deal, one.context.by) and not one.deal.is_won
    return (Button("No, it's lost", f"lose #{one.deal.id}"),) if works else ()


def is_asked(one: StalledDeal) -> bool:
    """Whether what is missing first can be given at all: a team has to be asked before it can answer."""
    lacking = missing_exit(one, one.deal.stage)
    if lacking is None or lacking.holder not in one.context.playbook.teams:
        return True
    return missing.engagement(one.deal, lacking.holder) is not None


def answer_all(one: StalledDeal) -> tuple[Button, ...]:
    """One form for everything that its reader can answer for."""
    lacking = missing.gaps(one.deal, one.context)
    mine = any(rights.may_attest(lack.exit, one.deal, one.context) for lack in lacking)
    return (Button("Answer", f"met #{one.deal.id}"),) if mine else ()


def answer(one: StalledDeal) -> NextSteps:
    """Give the specialist's word, which can belong to a later stage; a no asks for its reason."""
    wanted = missing_exit(one, one.context.playbook.last.key)
    if wanted is None:
        return NextSteps()
    item, key = wanted.exit, f"met #{one.deal.id} {wanted.exit.key}"
    if not rights.may_attest(item, one.deal, one.context):
        return _remind(one, wanted)
    if not (item.must and item.attest in one.context.playbook.teams):
        return NextSteps((Button("Answer", key),))
    yes = Button("Cleared", f"{key} {item.must}", ask=item.question)
    return NextSteps((yes, Button("No, because…", f"{key} no")))


def _remind(one: StalledDeal, wanted: Missing) -> NextSteps:
    label = f"Remind {capital(wanted.holder)}"
    works = rights.may_work(one.deal, one.context.by)
    return NextSteps((Button(label, f"ask #{one.deal.id} for {wanted.exit.key}"),) if works else ())


def missing_exit(one: StalledDeal, stage: str) -> Missing | None:
    """The missing exit that the first stall is about, up to a stage; None where that is something else."""
    wanted = one.first.missing
    if not isinstance(wanted, Exit):
        return None
    lacking = gate.missing(one.deal, one.context.playbook, stage)
    return next((found for found in lacking if found.exit.key == wanted.key), None)
