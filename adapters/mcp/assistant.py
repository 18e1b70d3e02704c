"""The assistant, as an agent's program calls it: who an agent acts for, the tools it has, and what each answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from adapters.card import Card
from adapters.chat import Inbound, Place, Speaker

Scope = Literal["read", "propose", "undoable"]
"""What a token lets an agent do: only read; also propose; also do at once what can be undone."""


class NoAnswer(Exception):
    """The assistant can't answer at the moment. The same request can succeed in a minute."""


@dataclass(frozen=True, slots=True)
class Caller:
    """An agent that was let in: `token` is its token's id, and it acts for the `speaker`, who reads in `place`."""

    token: str
    agent: str
    scope: Scope
    speaker: Speaker
    place: Place


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a tool. `choices` are the only values it takes, if it has any."""

    name: str
    about: str
    required: bool = True
    choices: tuple[str, ...] = ()
    whole_number: bool = False


@dataclass(frozen=True, slots=True)
class Tool:
    """Something an agent can ask for. `reads`: it changes nothing. `destroys`: it can take something away.

    `repeats`: the same call again does nothing more.
    """

    name: str
    title: str
    about: str
    arguments: tuple[Argument, ...] = ()
    reads: bool = True
    destroys: bool = False
    repeats: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool answers: a card, and the same as plain values. `failed`: nothing was done, and the card says why."""

    card: Card
    values: Mapping[str, Any] = field(default_factory=dict)
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to read by its address; one with `{deal}` in it is a template."""

    uri: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A task that a person can pick in their agent's program."""

    name: str
    title: str
    about: str
    arguments: tuple[Argument, ...] = ()


class AgentAssistant(Protocol):
    """Every call blocks and can come from any thread."""

    instructions: str

    def caller(self, secret: str) -> Caller | None:
        """Who this secret lets in; None for one that is unknown, ended, too old, or of someone who left.

        Raises NoAnswer.
        """
        ...

    def tools(self, caller: Caller) -> Sequence[Tool]:
        """The tools that this caller's scope allows."""
        ...

    def answer(self, caller: Caller, inbound: Inbound) -> Result:
        """Answer a call: the inbound's text is the tool's name, and its values are the arguments."""
        ...

    def resources(self) -> Sequence[Resource]:
        """What can be read by its address."""
        ...

    def reading(self, uri: str) -> tuple[str, Mapping[str, str]] | None:
        """The tool and the arguments that an address stands for, or None."""
        ...

    def prompts(self) -> Sequence[Prompt]:
        """The tasks to pick from."""
        ...

    def prompted(self, name: str, arguments: Mapping[str, str]) -> str:
        """The words of a task with its arguments filled in."""
        ...


@dataclass(frozen=True, slots=True)
class LoginWish:
    """What a program asks for when its person logs in.

    `client` is its id, `agent` its name, `address` where the answer goes and `host` whose that is. `challenge` is the
    hash of its verifier (RFC 7636), and `state` goes back as it came.
    """

    client: str
    agent: str
    address: str
    host: str
    scope: Scope
    challenge: str
    state: str


LoginState = Literal["waiting", "allowed", "refused", "gone"]


@dataclass(frozen=True, slots=True)
class Login:
    """A login in a browser: how it stands, and the card to show there while it waits."""

    state: LoginState
    card: Card
    wish: LoginWish | None = None


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token for a program, for so many seconds."""

    secret: str
    scope: Scope
    seconds: int


class Logins(Protocol):
    """Logins of agents' programs. Every call blocks, can come from any thread and can raise NoAnswer."""

    def begin(self, wish: LoginWish) -> str:
        """Begin a login; returns the secret by which its browser is known."""
        ...

    def look(self, browser: str) -> Login:
        """How a browser's login stands."""
        ...

    def grant(self, browser: str) -> str | None:
        """The code for the program of an allowed login, once."""
        ...

    def offered(self, code: str) -> LoginWish | None:
        """What a code was given for, as long as a token can be had for it."""
        ...

    def redeem(self, code: str) -> NewToken | None:
        """The token for a code, once; None afterwards."""
        ...
