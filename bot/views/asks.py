"""Asks: the answer to a command that doesn't mean one thing yet."""

from datetime import datetime

from adapters.card import Button, Buttons, Card, Text
from bot.language.asks import (
    Ask,
    NoDealOpen,
    NoSuchDeal,
    NotReadable,
    NotUnderstoodAfter,
    OnlyAdmins,
    UnknownCommand,
    WhichDeal,
)
from bot.language.said_at import with_moment
from bot.views import deal_names, turned_away, typed
from bot.views.replies import plain_no
from bot.views.words import short

WAYS = Buttons((Button("What can you do?", "help"), Button("My deals", "list")))


def ask_card(ask: Ask, said: datetime) -> Card:
    """What is asked or answered about words that were typed at `said`; nothing has changed."""
    match ask:
        case WhichDeal():
            return which_deal(ask, said)
        case UnknownCommand(verb, near):
            no = plain_no(typed.no_command(verb, near))
            return Card("I don't know what to do with that", (*no.body, WAYS), no.tone)
        case NotReadable(verb, patterns):
            return plain_no(typed.not_how(verb, [pattern.words for pattern in patterns]))
        case OnlyAdmins():
            return plain_no(turned_away.ONLY_ADMINS)
        case NoSuchDeal(words):
            return plain_no(deal_names.no_such_deal(words))
        case NoDealOpen():
            return plain_no(deal_names.NONE_OPEN)
        case NotUnderstoodAfter(words, deal):
            return plain_no(deal_names.not_understood_after(words, deal))


def which_deal(ask: WhichDeal, said: datetime) -> Card:
    """Ask which deal was meant; each is a button with the completed command."""
    unknown = f"No deal is called exactly “{short(ask.words)}”. " if ask.words else ""
    row = tuple(Button(short(choice.deal), with_moment(choice.command, said)) for choice in ask.choices)
    if len(ask.choices) == 1:
        words = f"{unknown}Nothing has changed yet."
        return Card(f"Do you mean {short(ask.choices[0].deal)}?", (Text((words,)), Buttons(row)))
    words = f"{unknown}Nothing has changed yet. Pick the deal to continue."
    return Card("Which deal do you mean?", (Text((words,)), Buttons(row)))
