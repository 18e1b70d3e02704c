"""Refusals: the gate stays shut, and the card says what opens it."""

from collections.abc import Sequence

from adapters.card import Bold, Button, Buttons, Card, Code, Element, Text, Tone, Words, unmarked
from bot.views import approval, awaited, keen_buyer, missing, missing_lines, replies
from bot.views.button_rows import IN_SIGHT, and_show, buttons, show
from bot.views.buyer_line import buyer_line
from bot.views.deal_parts import answer_button
from bot.views.doubts import confirms
from bot.views.endings import ENDED, reopen_buttons
from bot.views.guide import ask_button
from bot.views.needs import exit_question
from bot.views.next_cycles import next_buttons
from bot.views.planned import plan_button
from bot.views.reasons import reason_words
from bot.views.short_words import short_money
from bot.views.words import both, capital, count, cut, stage_name
from process import playbook_fit, rights
from process.approval import Approval
from process.context import Context
from process.deal import Deal
from process.outcome import Refusal

MOST_WAIVERS = 3


def refusal_card(deal: Deal, context: Context, refusal: Refusal, moved: Sequence[str] = ()) -> Card:
    """What is missing, who owes it, and the buttons for it.

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
            return Card(said.title, (*said.body, buttons(_ways(deal, context))), said.tone)


def _no(words: Words) -> Card:
    """A plain no; words with something to type go below a general title, since a title shows none."""
    typed = any(isinstance(one, Code) for one in words)
    return replies.note(replies.UNCHANGED, words, tone="stop") if typed else replies.plain_no(unmarked(words, ""))


def _shut(deal: Deal, context: Context, refusal: Refusal, moved: Sequence[str]) -> Card:
    body: list[Element] = [*_passed(moved)]
    keen = keen_buyer.wants(deal, context)
    stage = stage_name(context.playbook, refusal.stage)
    if keen:
        title = keen_buyer.title(deal, context, keen)
        body += keen_buyer.advice(deal, context, refusal.missing)
    else:
        title = f"Not yet: {cut(deal.name, 60)} is in {stage}"
        body += (Text((_take(deal, context, len(refusal.missing)),)), *_lines(deal, context, refusal))
        body += [Text((words,)) for words in (buyer_line(deal, context),) if words]
    if refusal.skipping:
        body += _coaching(deal, context, refusal.stage, tip=not keen)
    lacks = f"{count(len(refusal.missing), 'answer')} missing to {missing_lines.goal(deal, context)}"
    notification = title if keen else f"{cut(deal.name, 60)}: {lacks}"
    return Card(title, (*body, _buttons(deal, context, refusal, keen=bool(keen))), "stop", notification=notification)


def _lines(deal: Deal, context: Context, refusal: Refusal) -> tuple[Element, ...]:
    """A line for each who owes something; an answer that is missing alone has its question below."""
    lacking = refusal.missing
    lines = missing_lines.lines(deal, context, lacking)
    if len(lacking) > 1 or lacking[0].fault not in ("unproven", "nothing named"):
        return (lines,)
    item = lacking[0].exit
    return lines, Text((" ".join(filter(None, (exit_question(item), capital(item.hint)))),), small=True)


def _take(deal: Deal, context: Context, number: int) -> str:
    takes = "1 answer takes it" if number == 1 else f"{number} answers take it"
    after = context.playbook.after(deal.stage) if deal.stage in context.playbook.order else None
    return f"{takes} to {after.name}:" if after else f"{takes} to the end of this turn:"


def _passed(moved: Sequence[str]) -> tuple[Element, ...]:
    """What was reached on the way; what was passed stays passed."""
    if not moved:
        return ()
    gates = "A gate" if len(moved) == 1 else f"{len(moved)} gates"
    return (Text((Bold(f"{gates} opened on the way:"), f" the deal moved to {both(moved)}.")),)


def _coaching(deal: Deal, context: Context, stage: str, *, tip: bool) -> tuple[Element, ...]:
    """What the stage is about, and who is notified of the attempt; it is the one answer to a skip attempt."""
    boss = next((one for one in context.company.line(context.by.id) if one.manages), None)
    sees = f" {boss.name} is notified only if it becomes a habit." if boss and boss.id != context.by.id else ""
    first = (Text((Bold("Tip: "), _first_sentences(context.playbook.at(stage).coaching))),) if tip else ()
    return (*first, Text((f"No one can skip a stage. Saved in the deal's history.{sees}",), small=True))


def _first_sentences(coaching: str) -> str:
    """The first two sentences of a stage's coaching; all of it is on the playbook's card."""
    sentences = coaching.split(". ")
    return ". ".join(sentences[:2]).rstrip(".") + "." if len(sentences) > 2 else coaching


def _buttons(deal: Deal, context: Context, refusal: Refusal, *, keen: bool) -> Buttons:
    """Answer it all at once or one by one; in the menu what only a manager does."""
    lacking, works = refusal.missing, rights.may_work(deal, context.by)
    answer = answer_button(deal, context, lacking)
    asks = (ask_button(deal, "Ask me one by one"),) if answer and deal.state == "open" else ()
    call = (plan_button(deal, "Book the call"),) if keen and works else ()
    remedies = missing.remedies(deal, context, lacking) if works else ()
    reminds = missing_lines.remind_buttons(deal, context, lacking) if works else ()
    asked = [one for one in (*reminds, *remedies) if not answer or one.command != f"set #{deal.id}"]
    confirm = confirms(deal, context, lacking)
    first = (*confirm[:2], *answer, *call, *asks)
    room = max(0, IN_SIGHT - 1 - len(first))
    return and_show(deal.id, (*first, *asked[:room]), (*confirm[2:], *_waive(deal, context, refusal), *asked))


def _waive(deal: Deal, context: Context, refusal: Refusal) -> tuple[Button, ...]:
    waivable = [one.exit for one in refusal.missing if one.exit.waivable]
    if not rights.may_waive(deal, context) or len(waivable) > MOST_WAIVERS:
        return ()
    return tuple(Button(f"Waive {item.name}", f"waive #{deal.id} {item.key}", "danger") for item in waivable)


def _waiting(deal: Deal, context: Context, refusal: Refusal, moved: Sequence[str]) -> Card:
    """Only a decision is missing. Shows whose, and has the buttons for them."""
    asked = deal.approval
    if asked is None:
        said = reason_words(refusal.reason, context)
        return _plain(deal, f"{cut(deal.name, 60)} is waiting", (*_passed(moved), Text(said)), "warning")
    row = buttons((*approval.decision_buttons(deal, context, asked), show(deal.id)))
    body = (*_passed(moved), Text((awaited.until_words(context, asked),)), *_alone(deal, context), row)
    return Card(_waits(deal, context, asked), body, "warning")


def _waits(deal: Deal, context: Context, asked: Approval) -> str:
    """Whom the handoff waits for, with the money that it is about."""
    worth = f" · {short_money(deal.amount)}" if deal.amount else ""
    return f"{cut(deal.name, 60)}{worth} waits for {awaited.who(deal, context, asked)}"


def _alone(deal: Deal, context: Context) -> tuple[Element, ...]:
    """The reader is the only one who can decide, for example where no one else works here."""
    if awaited.deciders(deal, context) != [context.by.id]:
        return ()
    return (Text(("Everything is proven. No one else can decide on this handoff.",)),)


def _plain(deal: Deal, title: str, body: tuple[Element, ...], tone: Tone = "stop") -> Card:
    return Card(title, (*body, buttons((show(deal.id),))), tone)


def _ways(deal: Deal, context: Context) -> tuple[Button, ...]:
    """Where to go from an ordinary no."""
    if deal.state == "open" and rights.may_own(deal, context.by) and playbook_fit.misfit(deal, context.playbook):
        return Button("Move to one that fits", f"playbook move #{deal.id}", "primary"), show(deal.id)
    if not rights.may_work(deal, context.by) or deal.state == "open":
        return (show(deal.id),)
    if deal.state in ENDED:
        return *reopen_buttons(deal, context), show(deal.id)
    return (*next_buttons(deal), show(deal.id))
