"""The guide's cards: one question at a time, the draft of the answers, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from adapters.card import Button, Buttons, Card, Element, Facts, Field, Form, Text
from bot.views import missing, replies
from bot.views.asking import who_to_ask, who_words
from bot.views.evidence import advance_button, evidence_words, may_advance, met_card
from bot.views.exit_fields import exit_value
from bot.views.needs import exit_question
from bot.views.questions import Doubt
from bot.views.words import capital, count, cut, exit_name, name, plain_day, stage_name
from process import proof
from process.attesters import attesters
from process.contacts import contact_names
from process.context import Context
from process.deal import Deal
from process.gate import Missing
from process.needs import NEED_EXITS
from process.playbook import Exit

YES_OR_NO = "Answer yes or no."
NO_PLACE = "Where did they say it: in a call, an e-mail, a meeting, on LinkedIn, at an event, in a letter or a chat?"
WHICH_COLLEAGUE = "Which colleague do you mean?"
FIRST_QUESTION = "This is the first question."
NOT_ASKED = "That question is no longer open, so I took no answer to it."
IN_SIGHT, MOST_CHOICES = 4, 8
"""Choices that get a button in sight, and those that get one at all; of more, one is chosen in a form."""
MOST_NAMES, MOST_OTHERS = 3, 3
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is shown: number `number` of `total`, with news, and what couldn't be read of its answer.

    `ready` are the answers in the draft that can be saved, and `begun` says that there is a question before.
    """

    missing: Missing
    field: Field
    number: int
    total: int
    notes: tuple[str, ...] = ()
    error: Card | None = None
    ready: int = 0
    begun: bool = False


def ask_button(deal: Deal, label: str = "", *, primary: bool = False) -> Button:
    """The button that begins the questions about a deal."""
    words = label or f"Ask me about {cut(deal.name, 40)}"
    return Button(words, f"ask #{deal.id}", "primary" if primary else "plain")


def still_field(item: Exit, deal: Deal, context: Context) -> Field:
    """Whether something still holds after the deal was sent back."""
    one = deal.evidence.get(item.key)
    known = f" It was: {cut(evidence_words(one, item, context), 120)}." if one else ""
    return Field(
        f"{item.key}.still", f"{item.name}: is it still true?{known}", "yes/no", (("yes", "Yes"), ("no", "No"))
    )


def question_card(deal: Deal, context: Context, asked: Asked) -> Card:
    """One question, in the playbook's words. It is answered by a press, in the form, or in plain words."""
    body: list[Element] = [Text((note,), small=True) for note in asked.notes]
    if asked.error is not None:
        body.append(Text((replies.sentence(asked.error),)))
    body += [Text((words,)) for words in _standing(deal, asked.missing) if not asked.error]
    if asked.field.hint:
        body.append(Text((capital(asked.field.hint),), small=True))
    body += _ways_to_answer(deal, context, asked)
    body.append(_ways_out(deal, asked))
    return Card(_title(deal, asked), tuple(body), "warning" if asked.error else "plain")


def _title(deal: Deal, asked: Asked) -> str:
    return cut(f"{cut(deal.name, 40)}, {asked.number} of {asked.total}: {asked.field.label}", 150)


def _standing(deal: Deal, one: Missing) -> tuple[str, ...]:
    """What is known of an exit that was answered before."""
    if one.fault != "answered no":
        return ()
    said = deal.evidence[one.exit.key].note
    return (f"The answer was no{f': {cut(said, 120)}' if said else ''}. It has to be yes.",)


def _ways_to_answer(deal: Deal, context: Context, asked: Asked) -> tuple[Element, ...]:
    """A button for each choice or known contact; a form for everything else."""
    choices = asked.field.options
    if 0 < len(choices) <= MOST_CHOICES:
        row = tuple(_choice(deal, asked.field, value, label) for value, label in choices)
        return (Buttons(row[:IN_SIGHT], more=row[IN_SIGHT:]),)
    form = _form(deal, asked)
    if choices:
        return (form,)
    names = contact_names(deal)[-MOST_NAMES:] if _wants_contact(asked) else ()
    known = tuple(_choice(deal, asked.field, one, cut(one, 40)) for one in reversed(names))
    return (Buttons(known), form) if known else (form,)


def _choice(deal: Deal, field: Field, value: str, label: str) -> Button:
    return Button(cut(label, 70), f"ask #{deal.id} answer {field.key} {value}")


def _wants_contact(asked: Asked) -> bool:
    part = asked.field.key.partition(".")[2]
    return part in ("said_by", "asked") or (not part and asked.missing.exit.kind == "contact")


def _form(deal: Deal, asked: Asked) -> Form:
    """The question's own field. It is never marked as required: to leave it out is to skip the question."""
    field = replace(asked.field, required=False, error=replies.sentence(asked.error) if asked.error else "")
    command = f"ask #{deal.id} answer {field.key}"
    return Form(command, deal.id, f"{cut(deal.name, 40)}: your answer", (field,), "Next")


def _ways_out(deal: Deal, asked: Asked) -> Buttons:
    row = [Button("Skip", f"ask #{deal.id} skip {asked.field.key}"), Button("Later", f"ask #{deal.id} later")]
    if asked.ready:
        row.append(Button(f"Save {count(asked.ready, 'answer')}", f"ask #{deal.id} save"))
    more = [Button("Back", f"ask #{deal.id} back")] if asked.begun else []
    return Buttons(tuple(row), more=(*more, Button("Stop", f"ask #{deal.id} stop")))


def doubt_card(deal: Deal, asked: Asked, doubt: Doubt, words: str) -> Card:
    """An answer that can mean several things: a button for each."""
    row: list[Button] = []
    for reading, label in doubt.readings:
        whole = words[: doubt.at] + reading + words[doubt.end :]
        row.append(_choice(deal, asked.field, whole, label))
    said = Text(("Pick one, or answer in other words.",))
    return Card(doubt.sentence, (said, Buttons(tuple(row)), _ways_out(deal, asked)), "warning")


def guess_card(deal: Deal, question: str) -> Card:
    """An answer that its speaker isn't sure of is no evidence."""
    words = "That sounds like a guess or hearsay, so I took no answer from it. Ask them, or skip the question for now."
    row = Buttons((ask_button(deal, "Ask again"), Button("Skip", f"ask #{deal.id} skip")))
    return Card(cut(f"{cut(deal.name, 40)}: {question}", 150), (Text((words,)), row), "warning")


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


def answer_words(deal: Deal, context: Context, item: Exit, answers: Answers) -> str:
    """What the draft holds for an exit, as a person reads it."""
    key = item.key
    if answers.get(f"{key}.still") == "yes":
        return "still true"
    steps = {step.key: step.name for step in context.playbook.buyer}
    value = answers.get(key, "") or answers.get(f"{key}.asked", "")
    shown = steps.get(value, value) if item.by_list else exit_value(item, value, context)
    if not answers.get(key) and answers.get(f"{key}.asked"):
        shown = f"none, asked {value}"
    how = [words for name_, words in answers.items() if name_.rpartition(".")[2].isdecimal()]
    said = [cut(shown), *(cut(one) for one in how if one != value)]
    thin = " (thin: the approver sees that it is short)" if proof.is_thin(item, value, context.playbook) else ""
    by = f", said by {cut(answers[f'{key}.said_by'], 60)}" if answers.get(f"{key}.said_by") else ""
    where = f" ({answers[f'{key}.where']})" if answers.get(f"{key}.where") else ""
    why = f": {cut(answers[f'{key}.why'])}" if answers.get(f"{key}.why") else ""
    return "; ".join(one for one in said if one) + thin + why + by + where


def last_answer(deal: Deal, context: Context, answers: Answers, trail: Sequence[str]) -> tuple[str, ...]:
    """What was put into the draft last; nothing where the last question was skipped."""
    key = trail[-1].partition(".")[0] if trail else ""
    if not any(one.partition(".")[0] == key for one in answers):
        return ()
    item = context.playbook.exits.get(key) or NEED_EXITS.get(key)
    return (f"In the draft: {item.name}: {answer_words(deal, context, item, answers)}.",) if item else ()


def others_elements(deal: Deal, context: Context, others: Sequence[Missing]) -> tuple[Element, ...]:
    """What only others can answer: who, and a press that asks them."""
    lines: list[Element] = []
    row: list[Button] = []
    for one in others[:MOST_OTHERS]:
        able = [person.name for person in attesters(one.exit, deal, context)]
        who = f"{who_words(able)} can answer." if able else "No one here can answer yet."
        lines.append(Text((f"{one.exit.name}: {exit_question(one.exit)} {who}",)))
        if able:
            label = f"Ask {who_to_ask(one.exit, context, able)}: {cut(one.exit.name, 30)}"
            row.append(Button(label, f"ask #{deal.id} for {one.exit.key}"))
    more = len(others) - MOST_OTHERS
    lines += [Text((f"{count(more, 'more exit')} for others to answer.",), small=True)] if more > 0 else []
    return (*lines, Buttons(tuple(row))) if row else tuple(lines)


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
        when = plain_day(one.at.astimezone(context.zone).date())
        return f"{name(context, one.by)} answered {what} on {when}, so I left your answer out."
    return f"{what} is no longer asked of you, so I left your answer out."


def still_open(deal: Deal, question: str) -> tuple[Element, ...]:
    """The question that is open, below the answer to something else."""
    words = f"Still open on {cut(deal.name, 40)}: {cut(question, 120)}"
    return Text((words,), small=True), Buttons((ask_button(deal, "Go on"), Button("Later", f"ask #{deal.id} later")))


def is_it_an_answer(deal: Deal, key: str, words: str, question: str) -> tuple[Element, ...]:
    """Words that mean something of their own can still be the answer to the question."""
    said = Text((f"Or does it answer: {cut(question, 120)}",), small=True)
    return said, Buttons((Button("It is my answer", f"ask #{deal.id} answer {key} {cut(words, 1500)}"),))
