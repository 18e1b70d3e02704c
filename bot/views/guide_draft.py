"""The draft of a guide: its cards at the end of the questions, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adapters.card import Button, Buttons, Card, Element, Facts, Text
from bot.views import missing, replies
from bot.views.asking import who_to_ask, who_words
from bot.views.dates import plain_day
from bot.views.evidence import advance_button, may_advance, met_card
from bot.views.guide import answer_words, ask_button
from bot.views.needs import exit_question
from bot.views.words import count, cut, exit_name, name, stage_name
from process.attesters import attesters
from process.context import Context
from process.deal import Deal
from process.gate import Missing
from process.needs import NEED_EXITS
from process.playbook import Exit

MOST_OTHERS = 3
Answers = Mapping[str, str]


def draft_card(
    deal: Deal,
    context: Context,
    exits: Sequence[Exit],
    answers: Answers,
    besides: tuple[Sequence[Missing], Sequence[str]],
) -> Card:
    """No question is left: the draft, with the press that saves it. `besides`: what others owe, and news."""
    others, notes = besides
    body: list[Element] = [Text((note,), small=True) for note in notes]
    if exits:
        body.append(Facts(tuple((item.name, answer_words(deal, context, item, answers)) for item in exits)))
        back, stop = Button("Back", f"ask #{deal.id} back"), Button("Stop", f"ask #{deal.id} stop")
        save = Button(f"Save {count(len(exits), 'answer')}", f"ask #{deal.id} save", "primary")
        body.append(Buttons((save, back, stop)))
    else:
        body += _nothing_left(deal, context)
    body += others_elements(deal, context, others)
    title = f"Save {'this' if len(exits) == 1 else 'these'} on {cut(deal.name, 60)}?"
    return Card(title if exits else f"No more questions for you on {cut(deal.name, 60)}", tuple(body))


def _nothing_left(deal: Deal, context: Context) -> tuple[Element, ...]:
    open_ones = missing.gaps(deal, context)
    show = Button("Show deal", f"show #{deal.id}")
    if not open_ones:
        words = f"Everything is proven. The deal can leave {stage_name(context.playbook, deal.stage)}."
        row = (advance_button(deal, context), show) if may_advance(deal, context) else (show,)
        return Text((words,)), Buttons(row)
    again = ask_button(deal, "Ask again what I skipped")
    return Text(("What you skipped stays open.",)), Buttons((again, show))


def others_elements(deal: Deal, context: Context, others: Sequence[Missing]) -> tuple[Element, ...]:
    """What only others can answer: who, and a press that asks them."""
    lines: list[Element] = []
    row: list[Button] = []
    for one in others[:MOST_OTHERS]:
        able = [person.name for person in attesters(one.exit, deal, context)]
        who = f"{who_words(able)} can answer." if able else "No one here can answer yet."
        lines.append(Text((f"{one.exit.name}: {exit_question(one.exit)} {who}",)))
        if able:
            label = _ask_label(who_to_ask(one.exit, context, able), cut(one.exit.name, 30))
            row.append(Button(label, f"ask #{deal.id} for {one.exit.key}"))
    more = len(others) - MOST_OTHERS
    lines += [Text((f"{count(more, 'more exit')} for others to answer.",), small=True)] if more > 0 else []
    return (*lines, Buttons(tuple(row))) if row else tuple(lines)


def _ask_label(who: str, what: str) -> str:
    """Whom to ask what: "Ask Legal" where Legal's answer goes by the same name."""
    return f"Ask {who}" if who.casefold() == what.casefold() else f"Ask {who}: {what}"


def saved_card(
    deal: Deal, context: Context, keys: Sequence[str], notes: Sequence[str], others: Sequence[Missing]
) -> Card:
    """What was saved, and what is left to ask."""
    news = tuple(Text((note,), small=True) for note in notes)
    if not keys:
        body: tuple[Element, ...] = (
            *news,
            Text(("There is no complete answer in your draft.",)),
            Buttons((ask_button(deal),)),
        )
        return Card(f"Nothing to save on {cut(deal.name, 60)}", body, "warning")
    card = met_card(deal, context, keys)
    left = any(one not in others for one in missing.gaps(deal, context))
    more = (Buttons((ask_button(deal, "Go on with the questions"),)),) if left else ()
    return replace(card, body=(*news, *card.body, *more, *others_elements(deal, context, others)))


def resting(deal: Deal, ready: int, begun: bool, *, stopped: bool) -> Card:
    """The questions rest, or were stopped; the draft stays."""
    go_on = ask_button(deal, "Go on", primary=not ready)
    if not begun:
        return Card(f"No more questions on {cut(deal.name, 60)} for now", (Buttons((go_on,)),))
    save = (Button(f"Save {count(ready, 'answer')}", f"ask #{deal.id} save", "primary"),) if ready else ()
    away = (Button("Throw the draft away", f"ask #{deal.id} drop", "danger"),) if stopped else ()
    words = f"{count(ready, 'complete answer')} in your draft. Nothing is saved on the deal yet."
    title = f"I stopped asking about {cut(deal.name, 60)}" if stopped else f"{cut(deal.name, 60)} can wait"
    return Card(title, (Text((words,)), Buttons((*save, go_on, *away))))


def dropped(deal: Deal) -> Card:
    """The draft is gone."""
    return Card(f"Your draft on {cut(deal.name, 60)} is gone", (Text(("Nothing was saved on the deal.",)),))


def elsewhere(deal: Deal) -> Card:
    """The question was sent to the person's own conversation."""
    words = "Look for my message there. Your answers stay between us until you save them."
    return replies.note(f"I ask you about {cut(deal.name, 60)} in our direct conversation", words)


def ended(deal: Deal, context: Context, answers: Answers) -> Card:
    """The deal is no longer open, so that there is nothing to ask; the draft is shown once more."""
    keys = dict.fromkeys(one.partition(".")[0] for one in answers)
    items = [context.playbook.exits.get(key) or NEED_EXITS.get(key) for key in keys]
    pairs = tuple((item.name, answer_words(deal, context, item, answers)) for item in items if item)
    body: tuple[Element, ...] = (Text(("Your draft was not saved:",)), Facts(pairs)) if pairs else ()
    title = f"{cut(deal.name, 60)} is {deal.state}, so there is nothing to ask"
    return Card(title, (*body, Buttons((Button("Show deal", f"show #{deal.id}"),))))


def moved_on(deal: Deal, context: Context) -> str:
    """The deal moved since the last question."""
    return f"{cut(deal.name, 60)} is in {stage_name(context.playbook, deal.stage)} now."


def no_longer_asked(deal: Deal, context: Context, key: str) -> str:
    """An answer in the draft is no longer wanted: someone else gave it, or it isn't asked of this person any more."""
    what, one = exit_name(context.playbook, key), deal.evidence.get(key)
    if one is not None and key not in deal.doubted:
        if one.by == context.by.id:
            return f"You answered {what} meanwhile, so I left out what was in your draft."
        when = plain_day(one.at.astimezone(context.zone).date())
        return f"{name(context, one.by)} answered {what} on {when}, so I left your answer out."
    return f"{what} is no longer asked of you, so I left your answer out."
