"""Accounts: several of one person, who has one vote in all of them."""

from adapters.card import Button, Buttons, Card, Text
from bot.views import replies
from bot.views.words import cut

NOTHING_CLAIMED = "No admin has said that this account is someone else's too."


def one_already(main: str, second: str) -> str:
    return f"{second} is the same person as {main} already."


def is_this_you(admin: str, main: str) -> Card:
    """The question to an account that an admin calls another one of a colleague."""
    words = f"{admin} says that this account and {main} are one person. One person has one vote."
    row = Buttons((Button("Yes, it is me", "team confirm", "primary"),))
    return Card(
        "Is this you?", (Text((words,)), row), notification=cut(f"Is this account the same person as {main}?", 120)
    )


def asked(second: str) -> Card:
    return replies.note("Asked", f"{second} has to confirm it: `/deal team confirm`.", tone="good")


def are_one(main: str, second: str) -> Card:
    return replies.note("One person", f"{second} and {main} have one vote.", tone="good")
