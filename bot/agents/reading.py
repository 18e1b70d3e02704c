"""Reading: the tools that answer at once, in a transaction that only reads."""

from collections.abc import Mapping
from typing import Any

from adapters.mcp.assistant import Result
from bot.agents.lines import chosen_by
from bot.agents.values import deal_values
from bot.commands.registry import Command
from bot.request import Request
from bot.store import deals


def read(request: Request, command: Command, arguments: Mapping[str, str]) -> Result:
    """The answer of a command that only reads; raises Misunderstood."""
    asked, chosen = chosen_by(request, command, arguments)
    values: dict[str, object] = {**chosen.reading.words}
    found: dict[str, Any] = {}
    if chosen.deal:
        deal = deals.find(asked.tx, asked.tenant.id, chosen.deal)
        values["deal"] = deal
        found = deal_values(asked, deal) if deal else {}
    return Result(command.run(asked, **values).card, found)
