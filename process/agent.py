"""Agents: programs that act in a colleague's name, and the tokens that let them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from process.colleague import Colleague

Scope = Literal["read", "propose", "undoable"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""What a token allows, each more than the one before: to read, to propose, to do what can be undone."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a colleague for the agent of this `name`. It ends at `expires`, or at `ended` before that."""

    id: str
    person: str
    name: str
    scope: Scope
    made: datetime
    expires: datetime
    used: datetime | None = None
    ended: datetime | None = None


def lets_in(token: Token, colleague: Colleague, now: datetime) -> bool:
    """Whether a token still lets its agent in: it hasn't ended, and its colleague is here."""
    return token.ended is None and token.made <= now < token.expires and colleague.active
