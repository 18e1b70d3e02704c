"""Asking a colleague: the message that asks, and what is answered to the one who had them asked."""

from collections.abc import Sequence

from adapters.card import Button, Buttons, Card, Facts, Text
from bot.views.replies import note
from bot.views.words import both, capital, cut, either, money, name, stage_name
from process.context import Context
from process.deal import Deal
from process.playbook import Exit


def question_for_card(deal: Deal, context: Context, item: Exit, *, clears: bool = False) -> Card:
    """Ask a colleague for their word on a deal, for the one who asks in `context`.

    `clears` says that they clear the exit for a team without a member.
    """
    by = name(context, context.by.id)
    facts = [("Stage", stage_name(context.playbook, deal.stage))]
    facts += [("Amount", money(deal.amount))] if deal.amount else []
    answer = Button(f"Answer: {item.name}", f"met #{deal.id} {item.key}", "primary")
    if clears:
        answer = Button(f"Clear {item.name}", f"clear #{deal.id} {item.key}", "primary")
    row = Buttons((answer, Button("Show deal", f"show #{deal.id}")))
    news = f"{by} asks you on {cut(deal.name, 40)}: {cut(item.question, 60)}"
    return Card(
        f"{by} asks you about {cut(deal.name, 60)}",
        (Text((item.question,)), Facts(tuple(facts)), row),
        notification=cut(news, 120),
    )


def asked_card(deal: Deal, item: Exit, now: Sequence[str], before: Sequence[str] = ()) -> Card:
    """Who was asked about an exit: `now`, and `before` today by the same person."""
    if not now:
        words = "I send the same question once a day. Talk to them, or try again tomorrow."
        return note(f"{both(before)} got your question about {cut(deal.name, 60)} today", words, tone="warning")
    words = f"They can answer with a press. {capital(item.name)} stays open on {cut(deal.name, 60)} until then."
    return note(f"I asked {both(now)}", words, tone="good")


def answers_already(deal: Deal, item: Exit) -> Card:
    """The exit is proven, so there is nothing to ask."""
    return note(f"{item.name} on {cut(deal.name, 60)} is answered already", "To see it, show the deal.")


def yours_to_answer(deal: Deal, item: Exit) -> Card:
    """The one who asks can answer for the exit themselves."""
    row = Buttons((Button(f"Answer: {item.name}", f"met #{deal.id} {item.key}", "primary"),))
    return Card(f"{item.name} on {cut(deal.name, 60)} is yours to answer", (Text((item.question,)), row))


def no_one_to_ask(deal: Deal, item: Exit) -> Card:
    """No one here can answer for an exit."""
    words = "An admin can give a colleague that role with `/deal team`."
    return note(f"No one here can answer {item.name} for {cut(deal.name, 60)}", words, tone="stop")


def who_words(names: Sequence[str], most: int = 3) -> str:
    """Those who can answer, to read in a sentence: "Mia, Max or 2 more"."""
    more = len(names) - most
    return either([*names[:most], f"{more} more"] if more > 0 else list(names))


def who_to_ask(item: Exit, context: Context, able: Sequence[str]) -> str:
    """What stands on the button that asks them: the team, or the nearest of those who can answer."""
    return capital(item.attest) if item.attest in context.playbook.teams else cut(able[0], 40)
