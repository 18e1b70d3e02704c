"""The sandbox's agents: what follows from each of their calls is sent at once, as after a person's request."""

from adapters.chat import Inbound
from adapters.mcp.assistant import Caller, Result, Scope
from adapters.sandbox import demo_people
from bot.agents.agents import Agents
from bot.sandbox.sandbox import Sandbox


class SandboxAgents(Agents):
    """Answers agents in the sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(sandbox.store, sandbox.wall, sandbox.texts)
        self._sandbox = sandbox

    def answer(self, caller: Caller, inbound: Inbound) -> Result:
        """Answer a call, and send at once the messages that follow from it."""
        result = super().answer(caller, inbound)
        self._sandbox.send()
        return result


def caller_for(who: str, agent: str, scope: Scope) -> Caller:
    """An agent of a demo person, let in without a token; raises UnknownPerson."""
    person = demo_people.called(who).id
    return Caller("sandbox", agent, scope, demo_people.speaker(person), demo_people.place(person))
