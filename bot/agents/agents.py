"""Agents: the assistant as an agent's program calls it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from adapters.chat import Inbound
from adapters.mcp.assistant import Caller, Prompt, Resource, Result, Tool
from bot.agents import catalog
from bot.agents.access import Access
from bot.agents.proposing import Wish, carry
from bot.agents.reading import read
from bot.commands.registry import Command
from bot.language.storable import storable
from bot.locales.current import own_locale
from bot.misunderstood import Misunderstood
from bot.request_maker import RequestMaker
from bot.store.engine.faults import Conflict, Crossed, NameTaken, NotSaved
from bot.store.engine.store import Store
from bot.telemetry import metrics
from bot.views import replies, unanswered
from bot.views.agents import prompts, tools

TRIES = 5

log = structlog.get_logger(__name__)


class Agents:
    """Answers agents. `wall` is the wall clock; `texts` are the company's playbook files."""

    instructions = tools.INSTRUCTIONS

    def __init__(self, store: Store, wall: Callable[[], datetime], texts: Mapping[str, str]) -> None:
        self.store, self.requests = store, RequestMaker(wall, texts)
        self._access = Access(store, wall)

    def caller(self, secret: str) -> Caller | None:
        """Who this secret lets in, or None."""
        return self._access.caller(secret)

    def tools(self, caller: Caller) -> Sequence[Tool]:
        """The tools that this caller's scope allows."""
        return catalog.tools(caller.scope)

    def answer(self, caller: Caller, inbound: Inbound) -> Result:
        """Answer a call: the inbound's text is the tool's name, and its values are the arguments."""
        took, ended = metrics.Stopwatch(), "failed"
        command = catalog.command_of(inbound.text, caller.scope)
        try:
            with own_locale():
                result = self._answer(caller, command, storable(inbound))
            ended = "refused" if result.failed else "done"
        except NotSaved:
            result, ended = failed(unanswered.NOT_SAVED), "not saved"
        finally:
            verb = command.verb if command else "other"
            metrics.COMMANDS.labels(verb, ended).inc()
            metrics.COMMAND_SECONDS.labels("agents").observe(took())
            log.info("agent answered", key=inbound.key, command=verb, ended=ended, milliseconds=round(took() * 1000, 1))
        return result

    def _answer(self, caller: Caller, command: Command | None, inbound: Inbound) -> Result:
        if command is None:
            return failed(tools.NO_SUCH_TOOL)
        given = dict(inbound.values or {})
        quote, inbound = given.pop("quote", ""), replace(inbound, values=None)
        try:
            if command.agents != "read":
                return self._write(Wish(caller, command, given, quote), inbound)
            with self.store.reading() as tx:
                return read(self.requests.of(tx, inbound), command, given)
        except Misunderstood as misunderstood:
            return Result(misunderstood.card, failed=True)

    def _write(self, wish: Wish, inbound: Inbound) -> Result:
        """Try again if another request was faster; the second try sees what it did."""
        for _ in range(TRIES):
            try:
                with self.store.writing() as tx:
                    return carry(self.requests.of(tx, inbound), wish)
            except (Conflict, NameTaken, Crossed):
                continue
        return failed(unanswered.CROWDED)

    def resources(self) -> Sequence[Resource]:
        """What can be read by its address."""
        return prompts.RESOURCES

    def reading(self, uri: str) -> tuple[str, Mapping[str, str]] | None:
        """The tool and the arguments that an address stands for, or None."""
        return prompts.tool_behind(uri)

    def prompts(self) -> Sequence[Prompt]:
        """The tasks to pick from."""
        return prompts.PROMPTS

    def prompted(self, name: str, arguments: Mapping[str, str]) -> str:
        """The words of a task with its arguments filled in."""
        return prompts.prompted(name, arguments)


def failed(words: str) -> Result:
    """The answer where nothing was done."""
    return Result(replies.plain_no(words), failed=True)
