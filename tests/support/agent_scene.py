"""The scene of an agent: it reads a deal, tries to jump to Closing, and proposes three facts from a call note."""

from dataclasses import dataclass

from mcp.client import Client

from tests.support.agent_company import said, values

DEAL = "Globex"
FACTS = (
    ("responsible", "Gus Grant", "I am responsible for this, said Gus"),
    ("budget", "75000 EUR said by Gus Grant in call", "We have 75,000 euros set aside for it"),
    (
        "decision",
        "The board decides after a pilot said by Gus Grant in call",
        "The board decides once the pilot is over",
    ),
)
TITLE = "Claude asks: save 3 things on Globex?"
ENDED = "Claude asked on Globex: 2 saved and 1 refused"
TOLD = (
    "Rob Reyes, through Claude, tried to skip to Closing and was stopped in Qualification",
    "Rob Reyes, through Claude, gave evidence: Responsible",
    "Rob Reyes, through Claude, gave evidence: Budget",
)


@dataclass(frozen=True, slots=True)
class Worked:
    """What the agent was answered."""

    missing: tuple[str, ...]
    refusal: str
    states: tuple[str, ...]


async def works_on_the_deal(client: Client) -> Worked:
    """What an agent does with a call note."""
    shown = await client.call_tool("show", {"deal": DEAL})
    missing = tuple(one["exit"] for one in values(shown)["missing"])
    jumped = await client.call_tool("advance", {"deal": DEAL, "stage": "closing", "quote": "They want it soon"})
    states: list[str] = []
    for exit_key, value, quote in FACTS:
        given = {"deal": DEAL, "exit": exit_key, "value": value, "quote": quote}
        states.append(str(values(await client.call_tool("met", given)).get("state")))
    return Worked(missing, said(jumped) if jumped.is_error else "", tuple(states))
