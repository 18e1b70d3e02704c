"""Tokens: the card that shows a new one once, and the list of those that let agents in."""

from collections.abc import Mapping, Sequence

from adapters.card import Button, Buttons, Card, Code, Element, Table, Text
from bot.views.dates import plain_day
from bot.views.numbers import grouped
from bot.views.replies import note
from bot.views.words import cut, name, spoken
from process.agent import Scope, Token
from process.context import Context

CAN: Mapping[Scope, str] = {
    "read": "read what you can read",
    "propose": "read what you can read, and propose changes. You decide on each",
    "undoable": "read and propose. It can also log, plan, set, snooze and wait by itself, which you can undo",
}
"""What an agent can do, after "It can"."""
SHORT: Mapping[Scope, str] = {"read": "reads", "propose": "reads, proposes", "undoable": "reads, proposes, logs"}
ONLY_DIRECT = "A token is a secret, so I show it only in a direct message. Send me `/deal token new for Claude` there."
NOT_HERE = "There is no such token of yours. Type `/deal token list` to see yours."
LETS_NO_ONE_IN = (
    "STAGECOACH_TOKEN lets no one in. Type `/deal token new for Claude` in a direct message to Stagecoach. "
    "Then set STAGECOACH_TOKEN to what it answers."
)
MOST_SHOWN = 40
MOST_BUTTONS = 10


def new_card(token: Token, secret: str) -> Card:
    """A new token with its secret, to be copied; this card is never saved."""
    until = plain_day(token.expires.date())
    body: tuple[Element, ...] = (
        Text((Code(secret),)),
        Text((f"Copy it into {token.name} now. I show it only once.",)),
        Text((f"{token.name} acts in your name until {until}. It can {CAN[token.scope]}.",)),
        Text(spoken("It can never approve, waive or decide. End it at any time with `/deal token list`."), small=True),
    )
    return Card(f"A token for {token.name}", body, "good")


def shown_before(token: Token) -> Card:
    """What stands in place of the card above everywhere else."""
    return note(
        f"The token for {token.name} was shown once",
        "I don't save the secret. If you didn't copy it, end this token and make a new one: `/deal token list`.",
    )


def list_card(tokens: Sequence[Token], context: Context, *, everyone: bool) -> Card:
    """The tokens that let agents in; of `everyone` for an admin, else the reader's own."""
    if not tokens:
        return note("No agent can come in", "Make a token for one: `/deal token new for Claude`.")
    shown = tokens[:MOST_SHOWN]
    columns: tuple[str, ...] = ("Agent", "Can", "Last used", "Until")
    rows = [_row(one) for one in shown]
    if everyone:
        columns = ("Whose", *columns)
        rows = [(name(context, one.person), *_row(one)) for one in shown]
    ends = tuple(_end(one, context, everyone=everyone) for one in shown[:MOST_BUTTONS])
    more = len(tokens) - len(shown)
    left_out = (Text((f"{grouped(more)} more not shown.",), small=True),) if more else ()
    title = "Every agent that can come in" if everyone else "Your agents"
    return Card(title, (Table(columns, tuple(rows), label="Agents"), *left_out, Buttons(ends)))


def _row(token: Token) -> tuple[str, ...]:
    used = plain_day(token.used.date()) if token.used else "never"
    return cut(token.name, 40), SHORT[token.scope], used, plain_day(token.expires.date())


def _end(token: Token, context: Context, *, everyone: bool) -> Button:
    whose = f" of {cut(name(context, token.person), 20)}" if everyone else ""
    label = f"End {cut(token.name, 30)}{whose}"
    return Button(
        label, f"token revoke {token.id}", "danger", f"End this token? {cut(token.name, 40)} can't come in then."
    )


def ended_card(token: Token) -> Card:
    """A token was ended."""
    return note(f"{token.name} can't come in any more", "What it did before stays in the history.", tone="good")


def too_many(most: int) -> str:
    """Someone has so many tokens already."""
    return f"You have {most} tokens. End one first: `/deal token list`."


def no_name(longest: int) -> str:
    """The name of an agent can't be used."""
    return f"Name the agent in at most {longest} letters. For example `/deal token new for Claude`."


def too_long_until(day: str) -> str:
    """A token would last too long, or not at all."""
    return f"{day} doesn't work. A token lasts from tomorrow to a year at most."
