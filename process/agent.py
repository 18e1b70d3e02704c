"""Agents: programs that act in a colleague's name, and the tokens that let them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
    """One thing that an agent proposes: the command, what it does in words, and the words it stands on.

    `opens` is the command that opens its form, with `values` in the fields; empty where it has none. `changed`: its
    person changed it before it was saved. `at` is when it was proposed, which is when its "tomorrow" was said.
    """

    line: str
    says: str
    quote: str
    state: LineState = "waiting"
    opens: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    changed: bool = False
    at: datetime | None = None


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

    def worded(self, number: int, says: str) -> "AgentProposal":
        """The same where one line now says this."""
        lines = list(self.lines)
        lines[number - 1] = replace(lines[number - 1], says=says)
        return replace(self, lines=tuple(lines))

    def decided(self, number: int, state: LineState, changed_to: str = "") -> "AgentProposal":
        """The same with one line decided; lines are numbered from 1. `changed_to` says what was saved in its place."""
        lines = list(self.lines)
        line = lines[number - 1]
        lines[number - 1] = replace(line, state=state, says=changed_to or line.says, changed=bool(changed_to))
        return replace(self, lines=tuple(lines))
