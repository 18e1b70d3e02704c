"""Refusals: the gate stays shut, and the card says what opens it."""

from collections.abc import Sequence

from adapters.card import Bold, Button, Buttons, Card, Code, Element, Text, Tone, Words, unmarked
from bot.views import approval, buyer, missing, replies
from bot.views.doubts import confirm_buttons
from bot.views.endings import ENDED, reopen_buttons
from bot.views.evidence import evidence_form
from bot.views.guide import ask_button
from bot.views.reasons import reason_words
from bot.views.words import an, both, capital, count, cut, name, names, stage_name
from process import fit, rights
from process.approval import Approval
from process.context import Context
from process.deal import NEXT_CYCLES, Deal
from process.outcome import Refusal

MOST_WAIVERS = 3


def refusal_card(deal: Deal, context: Context, refusal: Refusal, moved: Sequence[str] = ()) -> Card:
    """What is missing, who owes it, and the form and buttons for it.

    `moved` are the names of the stages the deal entered on the way before it was stopped.
    """
    match refusal.kind:
        case "missing":
            return _shut(deal, context, refusal, moved)
        case "waiting":
            return _waiting(deal, context, refusal, moved)
        case "no approver":
            title = f"{cut(deal.name, 60)}: no one can approve this handoff yet"
            return _plain(deal, title, (*_passed(moved), Text(reason_words(refusal.reason, context))))
        case _:
            said = _no(reason_words(refusal.reason, context))
            return Card(said.title, (*said.body, Buttons(_ways(deal, context))), said.tone)


def _no(words: Words) -> Card:
    """A plain no; words with something to type go below a general title, since a title shows none."""
    typed = any(isinstance(one, Code) for one in words)
    return replies.note(replies.UNCHANGED, words, tone="stop") if typed else replies.plain_no(unmarked(words, ""))


def _shut(deal: Deal, context: Context, refusal: Refusal, moved: Sequence[str]) -> Card:
    lacking, stage = refusal.missing, stage_name(context.playbook, refusal.stage)
    title = f"{cut(deal.name, 60)} can't leave {stage} yet"
    body: list[Element] = [*_passed(moved), Text((_lacks(len(lacking)),))]
    body += missing.in_full(deal, context, lacking, refusal.stage)
    body += buyer.warnings(deal, context)
    if refusal.skipping:
        body += _coaching(deal, context, refusal.stage)
    mine = [one.exit for one in lacking if rights.may_attest(one.exit, deal, context)]
    if mine:
        body.append(evidence_form(deal, context, mine))
    body += confirm_buttons(deal, context, lacking)
    body += _buttons(deal, context, refusal)
    return Card(title, tuple(body), "stop")


def _passed(moved: Sequence[str]) -> tuple[Element, ...]:
    """What was reached on the way; what was passed stays passed."""
    if not moved:
        return ()
    gates = "A gate" if len(moved) == 1 else f"{len(moved)} gates"
    return (Text((Bold(f"{gates} opened on the way:"), f" the deal moved to {both(moved)}.")),)


def _lacks(number: int) -> str:
    return f"{count(number, 'thing is', 'things are')} missing."


def _coaching(deal: Deal, context: Context, stage: str) -> tuple[Element, ...]:
    boss = next((one for one in context.company.line(deal.owner) if one.manages), None)
    sees = f", and {boss.name} can see it there" if boss and boss.id != context.by.id else ""
    saved_note = f"No one can skip a stage. The deal's history shows the attempt{sees}."
    return Text((Bold("Before you go on: "), context.playbook.at(stage).coaching)), Text((saved_note,), small=True)


def _buttons(deal: Deal, context: Context, refusal: Refusal) -> tuple[Element, ...]:
    remedies = missing.remedies(deal, context, refusal.missing) if rights.may_work(deal, context.by) else ()
    waivable = [one.exit for one in refusal.missing if one.exit.waivable]
    waive: list[Button] = []
    if rights.may_waive(deal, context) and len(waivable) <= MOST_WAIVERS:
        waive = [Button(f"Waive {item.name}", f"waive #{deal.id} {item.key}", "danger") for item in waivable]
    mine = any(rights.may_attest(one.exit, deal, context) for one in refusal.missing)
    asks = (ask_button(deal),) if mine and deal.state == "open" else ()
    return tuple(Buttons(row) for row in (remedies, (*asks, *waive, _show(deal))) if row)


def _show(deal: Deal) -> Button:
    return Button("Show deal", f"show #{deal.id}")


def _waiting(deal: Deal, context: Context, refusal: Refusal, moved: Sequence[str]) -> Card:
    """Only a decision is missing. Shows whose, and has the buttons for them."""
    asked = deal.approval
    deciders = _deciders(deal, context)
    if asked and deciders == [context.by.id]:
        return _mine(deal, context, asked, moved)
    body: list[Element] = [*_passed(moved), Text(reason_words(refusal.reason, context))]
    if asked is None:
        return _plain(deal, f"{cut(deal.name, 60)} is waiting", tuple(body), "warning")
    if asked.state == "approved":
        body.append(Text((f"Waiting for {name(context, approval.acceptor(deal, context))}.",)))
    elif deciders:
        body.append(Text((f"{capital(names(context, deciders[:5]))} can decide.",)))
    body.append(Text((approval.asked_words(context, asked),), small=True))
    row = (*approval.decision_buttons(deal, context, asked), _show(deal))
    return Card(f"{cut(deal.name, 60)}: {approval.state_words(deal, context, asked)}", (*body, Buttons(row)), "warning")


def _deciders(deal: Deal, context: Context) -> list[str]:
    """The ids of those who can decide what is asked; no one where nothing waits for a decision."""
    asked = deal.approval
    if asked is None or asked.state != "asked":
        return []
    return [one.id for one in rights.deciders(deal, asked.requester, context.company, context.now)]


def _mine(deal: Deal, context: Context, asked: Approval, moved: Sequence[str]) -> Card:
    """The reader is the only one who can decide, for example where no one else works here."""
    words = "Everything is proven. No one else can decide on this handoff, so you do."
    row = (*approval.decision_buttons(deal, context, asked), _show(deal))
    body = (*_passed(moved), Text((words,)), Text((approval.asked_words(context, asked),), small=True), Buttons(row))
    return Card(f"{cut(deal.name, 60)}: the handoff waits for you", body, "warning")


def _plain(deal: Deal, title: str, body: tuple[Element, ...], tone: Tone = "stop") -> Card:
    return Card(title, (*body, Buttons((_show(deal),))), tone)


def _ways(deal: Deal, context: Context) -> tuple[Button, ...]:
    """Where to go from an ordinary no."""
    if deal.state == "open" and rights.may_own(deal, context.by) and fit.misfit(deal, context.playbook):
        return Button("Move to one that fits", f"playbook move #{deal.id}", "primary"), _show(deal)
    if not rights.may_work(deal, context.by) or deal.state == "open":
        return (_show(deal),)
    if deal.state in ENDED:
        return *reopen_buttons(deal, context), _show(deal)
    return (*next_buttons(deal), _show(deal))


def next_buttons(deal: Deal) -> tuple[Button, ...]:
    """The deals that can follow this one, a button each."""
    return tuple(Button(f"Open {an(kind)}", f"next #{deal.id} {kind}") for kind in NEXT_CYCLES)
