"""The registry of commands: each is one function, and its patterns and docstring are its help."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from adapters.chat import Answer
from bot.language.grammar import Pattern, pattern

Doer = Literal["anyone", "admin"]
Agents = Literal["no", "read", "propose", "undoable"]
"""What a person's agent can do with a command: nothing, read, propose it, or do it at once since it can be undone."""
Run = Callable[..., Answer]
Prepare = Callable[..., object]
"""Reads what a command needs that takes long, in a transaction that blocks no one; gets what the command gets."""


@dataclass(frozen=True, slots=True)
class Command:
    """One sub-command. `reads` means that it changes nothing; `may` is who may give it at all.

    Who may do what to which deal is the process's to judge; `who` says it in words, for the table of the docs.
    `agents` is what an agent can do with it, and `omits` the slots that it can leave out without being asked for them.
    What `prepare` returns comes to `run` as `prepared`. Between the two others can write, which `run` has to check.
    """

    verb: str
    patterns: tuple[Pattern, ...]
    run: Run
    reads: bool
    may: Doer
    who: str
    agents: Agents = "no"
    omits: tuple[str, ...] = ()
    prepare: Prepare | None = None

    @property
    def help(self) -> str:
        """The first line of the function's docstring."""
        return (self.run.__doc__ or "").strip().split("\n")[0]

    @property
    def shown(self) -> tuple[Pattern, ...]:
        """The patterns that people type; those of buttons are left out."""
        return tuple(one for one in self.patterns if not _for_buttons(one))


BUTTON_SLOTS = ("<approval>", "<preview>", "<question>", "<mark>")
"""A command that only buttons have: no one types it."""


def _for_buttons(pattern: Pattern) -> bool:
    return any(slot in pattern.words for slot in BUTTON_SLOTS)


WORKS = "owner, manager, the deal's account manager"
"""Those who may work on a deal, in the words of the docs; `process.rights` is where it is decided."""

COMMANDS: dict[str, list[Command]] = {}


def command(
    *patterns: str,
    who: str,
    reads: bool = False,
    may: Doer = "anyone",
    agents: Agents = "no",
    omits: tuple[str, ...] = (),
    prepare: Prepare | None = None,
) -> Callable[[Run], Run]:
    """Make a function the command of these patterns. All begin with the same verb.

    An agent's tool has the name of the function, so a new name is another tool to every agent.
    """

    def register(run: Run) -> Run:
        verb, cut = patterns[0].split()[0], [pattern(words) for words in patterns]
        COMMANDS.setdefault(verb, []).append(Command(verb, tuple(cut), run, reads, may, who, agents, omits, prepare))
        return run

    return register


def every() -> list[Command]:
    """All commands, in the order of their verbs' first appearance."""
    return [one for group in COMMANDS.values() for one in group]
