"""Asks: the answer to a command that doesn't mean one thing yet."""

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
from bot.views import deal_names, turned_away, typed
from bot.views.replies import sorry
from bot.views.words import short


def ask_card(ask: Ask) -> Card:
    """What is asked or answered; nothing has changed."""
    match ask:
        case WhichDeal():
            return which_deal(ask)
        case UnknownCommand(verb, near):
            return sorry(typed.no_command(verb, near))
        case NotReadable(verb, patterns):
            return sorry(typed.not_how(verb, [pattern.words for pattern in patterns]))
        case OnlyAdmins():
            return sorry(turned_away.ONLY_ADMINS)
        case NoSuchDeal(words):
            return sorry(deal_names.no_such_deal(words))
        case NoDealOpen():
            return sorry(deal_names.NONE_OPEN)
        case NotUnderstoodAfter(words, deal):
            return sorry(deal_names.not_understood_after(words, deal))


def which_deal(ask: WhichDeal) -> Card:
    """Ask which deal was meant; each is a button with the completed command."""
    said = f"No deal is called exactly “{short(ask.words)}”. " if ask.words else ""
    row = tuple(Button(short(choice.deal), choice.command) for choice in ask.choices)
    words = f"{said}Nothing has changed yet; pick the deal and it goes on from there."
    return Card("Which deal do you mean?", (Text((words,)), Buttons(row)))
