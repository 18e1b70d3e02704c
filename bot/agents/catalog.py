"""The catalog: the tools of agents, made from the registry of commands."""

from collections.abc import Sequence
from functools import cache

import bot.commands  # noqa: F401  # importing the package registers every command
from adapters.mcp.assistant import Argument, Tool
from bot.commands.registry import Command, every
from bot.language.grammar import Part, Pattern, Perhaps, Slot
from bot.language.vocabulary import ACTIVITIES, ATTRIBUTES
from bot.views.agents import tools as views
from process.agent import SCOPES, Scope
from process.deal import NEXT_CYCLES

CHOICES = {"attribute": ATTRIBUTES, "activity": tuple(ACTIVITIES), "kind": tuple(NEXT_CYCLES)}
"""Slots that take one of these words only; what a playbook names isn't here, since each deal can have its own."""
QUOTE = Argument("quote", views.QUOTE)
DESTROYS = frozenset({"back", "lose", "unmet", "trigger_dropped", "plan_drop"})
"""The tools whose proposal, once a person accepts it, takes something away."""


def tools(scope: Scope) -> Sequence[Tool]:
    """The tools of a token with this scope, in the order in which help lists their commands."""
    return _tools()[scope]


@cache
def _tools() -> dict[Scope, tuple[Tool, ...]]:
    """By scope: they are the same for everyone, and each request asks for them."""
    found: dict[Scope, tuple[Tool, ...]] = {}
    for scope in SCOPES:
        found[scope] = tuple(_tool(one, scope) for one in commands(scope))
    return found


@cache
def commands(scope: Scope) -> tuple[Command, ...]:
    """The commands behind the tools of this scope."""
    return tuple(one for one in every() if one.agents == "read" or (one.agents != "no" and scope != "read"))


def command_of(tool: str, scope: Scope) -> Command | None:
    """The command behind a tool, or None where this scope has no such tool."""
    return next((one for one in commands(scope) if tool_name(one) == tool), None)


def tool_name(command: Command) -> str:
    """A tool is named like the command's function."""
    return command.run.__name__.rstrip("_")


def at_once(command: Command, scope: Scope) -> bool:
    """Whether a tool does its work at once, without a person's press."""
    return scope == "undoable" and command.agents == "undoable"


def _tool(command: Command, scope: Scope) -> Tool:
    name, reads = tool_name(command), command.agents == "read"
    arguments = tuple(_argument(command, slot) for slot in slots_of(command))
    about = views.about(command.help, reads=reads, at_once=at_once(command, scope))
    more = () if reads else (QUOTE,)
    return Tool(name, views.title(name), about, (*arguments, *more), reads, name in DESTROYS, reads)


def _argument(command: Command, slot: str) -> Argument:
    required = slot in _needed(command)
    if slot == "number":
        return Argument(slot, views.SLOTS[slot], required, whole_number=True)
    return Argument(slot, views.SLOTS[slot], required, CHOICES.get(slot, ()))


def patterns_of(command: Command) -> tuple[Pattern, ...]:
    """The patterns that say everything at once: one with fewer slots opens a form, which is for people.

    A command that only reads has no form, and what a command `omits` it doesn't ask for.
    """
    if command.agents == "read":
        return command.shown
    found: list[Pattern] = []
    for one in command.shown:
        asked = slots(one.parts) | set(command.omits)
        if not any(asked < slots(other.parts) for other in command.shown):
            found.append(one)
    return tuple(found)


def slots(parts: Sequence[Part]) -> set[str]:
    """The names of all slots, those in brackets included."""
    found: set[str] = set()
    for part in parts:
        if isinstance(part, Slot):
            found.add(part.name)
        elif isinstance(part, Perhaps):
            found |= slots(part.parts)
    return found


def bare_slots(pattern: Pattern) -> set[str]:
    """The slots outside brackets, without which a line isn't one of this pattern."""
    return {part.name for part in pattern.parts if isinstance(part, Slot)}


def slots_of(command: Command) -> list[str]:
    """The slots of a command's patterns, in the order in which they stand there."""
    found: dict[str, None] = {}
    for pattern in patterns_of(command):
        for slot in _in_order(pattern.parts):
            found[slot] = None
    return list(found)


def _in_order(parts: Sequence[Part]) -> list[str]:
    found: list[str] = []
    for part in parts:
        if isinstance(part, Slot):
            found.append(part.name)
        elif isinstance(part, Perhaps):
            found.extend(_in_order(part.parts))
    return found


def _needed(command: Command) -> set[str]:
    """The slots that an agent has to fill: those of every pattern outside brackets, and the deal always."""
    needed = set(slots_of(command))
    for pattern in patterns_of(command):
        needed &= bare_slots(pattern) | ({"deal"} if pattern.takes_deal else set())
    return needed - set(command.omits)
