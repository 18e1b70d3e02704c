"""Questions about a deal, as messages: one colleague asks another, and gets an answer. The ledger keeps both."""

from collections.abc import Callable, Mapping
from typing import Any

from adapters.card import Button, Buttons, Card, Field, Form, Text
from bot.views.replies import note
from bot.views.short_words import deal_line, you
from bot.views.words import capital, cut, name
from process import facts
from process.context import Context
from process.deal import Deal
from process.question import Question

MOST_SHOWN = 600
MOST_NOTIFIED = 120


def ask_about_card(deal: Deal, context: Context, to: str) -> Card:
    """The form for a question about a deal, which goes to this person."""
    field = Field("question", f"What do you want to know from {name(context, to)}?", "long", required=True)
    form = Form(f"ask #{deal.id} about", deal.id, f"Ask {cut(name(context, to), 60)}", (field,), "Ask")
    return Card(f"Ask about {cut(deal.name, 60)}", (form,))


def sent_card(deal: Deal, context: Context, question: Question) -> Card:
    """The answer to the one who asked."""
    words = "I'll bring you the answer. The deal's history keeps both."
    return note(f"I asked {name(context, question.to)} about {cut(deal.name, 60)}", words, tone="good")


def question_from_card(deal: Deal, context: Context, question: Question) -> Card:
    """The question, to the one who is asked."""
    by = name(context, question.by)
    answer = Button("Answer", f"reply #{deal.id} {question.number}", "primary")
    row = Buttons((answer, Button("Show deal", f"show #{deal.id}")))
    body = (Text((f"“{cut(question.text, MOST_SHOWN)}”",)), Text((deal_line(deal, context),), small=True), row)
    notified = cut(f"{by} asks about {cut(deal.name, 40)}: {question.text}", MOST_NOTIFIED)
    return Card(f"{by} asks you about {cut(deal.name, 60)}", body, notification=notified)


def reply_card(deal: Deal, context: Context, question: Question) -> Card:
    """The form for an answer."""
    field = Field("answer", cut(question.text, 150), "long", required=True)
    title = f"Answer {cut(name(context, question.by), 60)}"
    form = Form(f"reply #{deal.id} {question.number}", deal.id, title, (field,), "Send")
    return Card(f"{title} about {cut(deal.name, 60)}", (form,))


def replied_card(deal: Deal, context: Context, question: Question) -> Card:
    """The answer to the one who replied."""
    return note(f"Sent to {name(context, question.by)}", f"“{cut(question.answer, MOST_SHOWN)}”", tone="good")


def answer_from_card(deal: Deal, context: Context, question: Question) -> Card:
    """The answer, to the one who asked, with the way to decide where their decision is waited for."""
    by = name(context, question.answered_by)
    said = Text((f"You asked: “{cut(question.text, 200)}”",), small=True)
    row = Buttons((*_decide(deal, context), Button("Show deal", f"show #{deal.id}")))
    body = (Text((f"“{cut(question.answer, MOST_SHOWN)}”",)), said, row)
    notified = cut(f"{by} on {cut(deal.name, 40)}: {question.answer}", MOST_NOTIFIED)
    return Card(f"{by} answers about {cut(deal.name, 60)}", body, "good", notification=notified)


def _decide(deal: Deal, context: Context) -> tuple[Button, ...]:
    waits = deal.approval is not None and deal.approval.state == "asked" and context.by.manages
    return (Button("Decide", f"approve #{deal.id}", "primary"),) if waits else ()


def question_words(one: Question, context: Context) -> str:
    """A question with its answer, on one line of the approver's card."""
    asked = f"{capital(you(one.by, context))} asked: “{cut(one.text, 100)}”"
    answer = f" {capital(you(one.answered_by, context))}: “{cut(one.answer, 120)}”" if one.answer else " No answer yet."
    return f"{asked}{answer}"


def _asked(fact: facts.Asked, deal: Deal, context: Context) -> str:
    return f"asked {name(context, fact.to)}: {cut(fact.text)}"


def _replied(fact: facts.Replied, deal: Deal, context: Context) -> str:
    return f"answered: {cut(fact.answer)}"


WORDS: Mapping[type, Callable[[Any, Deal, Context], str]] = {facts.Asked: _asked, facts.Replied: _replied}
