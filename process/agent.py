"""Agents: programs that act in a colleague's name, and the tokens that let them."""

from dataclasses import dataclass, replace
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


LineState = Literal["waiting", "saved", "refused"]


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """One thing that an agent proposes: the command, what it does in words, and the words it stands on."""

    line: str
    says: str
    quote: str
    state: LineState = "waiting"


@dataclass(frozen=True, slots=True)
class AgentProposal:
    """What an agent proposes to its colleague on one deal, by its id; no deal where one is to begin."""

    id: str
    person: str
    token: str
    agent: str
    deal: str
    at: datetime
    lines: tuple[ProposedLine, ...]

    @property
    def waiting(self) -> int:
        """How many lines no one has decided."""
        return sum(line.state == "waiting" for line in self.lines)

    def decided(self, number: int, state: LineState) -> "AgentProposal":
        """The same with one line decided; lines are numbered from 1."""
        lines = list(self.lines)
        lines[number - 1] = replace(lines[number - 1], state=state)
        return replace(self, lines=tuple(lines))
