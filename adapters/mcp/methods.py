"""The methods: what a client can ask for, each answered with plain values. All of it blocks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from adapters.chat import Inbound
from adapters.mcp import card_text
from adapters.mcp.arguments import Unfit, fitting, schema
from adapters.mcp.assistant import AgentAssistant, Argument, Caller, Prompt, Result, Tool
from adapters.mcp.messages import BAD_PARAMS, NO_METHOD, Fault, Message
from adapters.mcp.versions import OLDER, OWN, SERVER, TODAYS, as_today, check_older

KEPT_SECONDS = 300
"""How long a client can keep a list: what a token allows doesn't change, the texts do with a release."""
CAPABILITIES: Mapping[str, Any] = {"tools": {}, "resources": {}, "prompts": {}}
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Methods:
    """The methods for one caller."""

    assistant: AgentAssistant
    caller: Caller

    def answer(self, message: Message, *, todays: bool) -> dict[str, Any]:
        """The result of a request; raises Fault."""
        found = METHODS.get(message.method)
        if found is None or (todays and not found.todays) or (not todays and not found.older):
            raise Fault(NO_METHOD, "There is no such method.")
        values = found.run(self, message)
        if not todays:
            return values
        return as_today({"_meta": {SERVER: OWN}, **values}, found.kept)

    def greet(self, message: Message) -> dict[str, Any]:
        """The older way begins with a greeting; nothing is remembered of it."""
        version = check_older(message)
        about = {"protocolVersion": version, "capabilities": CAPABILITIES, "serverInfo": OWN}
        return {**about, "instructions": self.assistant.instructions}

    def discover(self, message: Message) -> dict[str, Any]:
        """What this server can do, in today's way."""
        versions = [TODAYS, *OLDER]
        about = {"supportedVersions": versions, "capabilities": CAPABILITIES}
        return {**about, "instructions": self.assistant.instructions}

    def ping(self, message: Message) -> dict[str, Any]:
        """The older way to see whether we are here."""
        return {}

    def tools(self, message: Message) -> dict[str, Any]:
        """Every tool of this caller."""
        return {"tools": [_tool(one) for one in self.assistant.tools(self.caller)]}

    def call(self, message: Message) -> dict[str, Any]:
        """Call a tool. What doesn't fit is an answer too, since a model can mend it."""
        name, given = _name(message, "name"), message.params.get("arguments", {})
        tool = next((one for one in self.assistant.tools(self.caller) if one.name == name), None)
        if tool is None:
            raise Fault(BAD_PARAMS, "There is no such tool.")
        if not isinstance(given, dict):
            raise Fault(BAD_PARAMS, "The arguments of a tool are an object.")
        try:
            arguments = fitting(tool, given)
        except Unfit as unfit:
            return _said(str(unfit), {}, failed=True)
        return _shown(self.assistant.answer(self.caller, inbound(self.caller, name, arguments)))

    def resources(self, message: Message) -> dict[str, Any]:
        """What has an address of its own."""
        found = [one for one in self.assistant.resources() if "{" not in one.uri]
        return {"resources": [{"uri": one.uri, "name": one.name, "description": one.about} for one in found]}

    def templates(self, message: Message) -> dict[str, Any]:
        """What has an address with a deal in it."""
        found = [one for one in self.assistant.resources() if "{" in one.uri]
        return {
            "resourceTemplates": [{"uriTemplate": one.uri, "name": one.name, "description": one.about} for one in found]
        }

    def read(self, message: Message) -> dict[str, Any]:
        """Read one by its address."""
        uri = _name(message, "uri")
        found = self.assistant.reading(uri)
        if found is None:
            raise Fault(BAD_PARAMS, "There is no such resource.")
        result = self.assistant.answer(self.caller, inbound(self.caller, *found))
        if result.failed:
            raise Fault(BAD_PARAMS, "There is no such resource.")
        text = card_text.marked(card_text.plain(result.card))
        return {"contents": [{"uri": uri, "mimeType": "text/plain", "text": text}]}

    def prompts(self, message: Message) -> dict[str, Any]:
        """The tasks a person can pick."""
        return {"prompts": [_prompt(one) for one in self.assistant.prompts()]}

    def prompt(self, message: Message) -> dict[str, Any]:
        """One task with its arguments filled in."""
        name, given = _name(message, "name"), message.params.get("arguments", {})
        known = next((one for one in self.assistant.prompts() if one.name == name), None)
        if known is None or not isinstance(given, dict):
            raise Fault(BAD_PARAMS, "There is no such prompt.")
        try:
            arguments = fitting(Tool(known.name, known.title, known.about, known.arguments), given)
        except Unfit as unfit:
            raise Fault(BAD_PARAMS, str(unfit)) from None
        text = self.assistant.prompted(name, arguments)
        said = {"role": "user", "content": {"type": "text", "text": text}}
        return {"description": known.about, "messages": [said]}


def inbound(caller: Caller, tool: str, arguments: Mapping[str, str]) -> Inbound:
    """A call as a request of the agent's person; no one typed it, so `unasked`."""
    return Inbound(
        f"agent:{caller.token}:{token_hex(8)}",
        caller.speaker,
        caller.place,
        tool,
        arguments,
        unasked=True,
        through=caller.agent,
    )


def _name(message: Message, key: str) -> str:
    name = message.params.get(key)
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
        raise Fault(BAD_PARAMS, f"The params need a {key}.")
    return name


def _tool(one: Tool) -> dict[str, Any]:
    hints = {
        "title": one.title,
        "readOnlyHint": one.reads,
        "destructiveHint": one.destroys,
        "idempotentHint": one.repeats,
        "openWorldHint": False,
    }
    about = {"name": one.name, "title": one.title, "description": one.about}
    return {**about, "inputSchema": schema(one.arguments), "annotations": hints}


def _prompt(one: Prompt) -> dict[str, Any]:
    arguments = [_argument(each) for each in one.arguments]
    return {"name": one.name, "title": one.title, "description": one.about, "arguments": arguments}


def _argument(one: Argument) -> dict[str, Any]:
    return {"name": one.name, "description": one.about, "required": one.required}


def _shown(result: Result) -> dict[str, Any]:
    values = {**card_text.values(result.card), **result.values}
    return _said(card_text.marked(card_text.plain(result.card)), {"written_by_people": values}, failed=result.failed)


def _said(text: str, values: Mapping[str, Any], *, failed: bool) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": text}], "structuredContent": values, "isError": failed}


Run = Callable[[Methods, Message], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Method:
    """A method, in which of the two ways there is one, and for how many seconds its result can be kept."""

    run: Run
    older: bool = True
    todays: bool = True
    kept: int | None = None


METHODS: Mapping[str, Method] = {
    "initialize": Method(Methods.greet, todays=False),
    "ping": Method(Methods.ping, todays=False),
    "server/discover": Method(Methods.discover, older=False, kept=KEPT_SECONDS),
    "tools/list": Method(Methods.tools, kept=KEPT_SECONDS),
    "tools/call": Method(Methods.call),
    "resources/list": Method(Methods.resources, kept=KEPT_SECONDS),
    "resources/templates/list": Method(Methods.templates, kept=KEPT_SECONDS),
    "resources/read": Method(Methods.read, kept=0),
    "prompts/list": Method(Methods.prompts, kept=KEPT_SECONDS),
    "prompts/get": Method(Methods.prompt),
}
