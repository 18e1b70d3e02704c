"""A deal worked by talking and pressing, as steps for any chat: Acme from Qualification to Discussion, without `/deal`.

Each step is a line that Rob types, or in brackets the button that he presses on the newest message that has it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

CALL_NOTE = """Call with Carla Chen at Acme today, she told me on the phone
- showed her the invoice run, she liked it
- she admitted the problem
- the board decides on her proposal
- budget is confirmed at 65k
- close date moves to 30 June
- two colleagues of hers joined late
- talked about her holiday"""
"""Eight lines with four facts."""

QUALIFICATION = (
    "just mark Acme won",
    "[Acme: advance to Account Management]",
    "Their problem at Acme is that every invoice is typed in by hand",
    "[Acme: save problem]",
    "Carla Chen is responsible for it",
    "[Acme: save responsible]",
    "Carla told me on the phone they have 50k for this",
    "no, 60k",
    "[Acme: save budget 60,000 EUR]",
    "undo that",
    "[Undo]",
    CALL_NOTE,
    "[the buyer took “Admits the problem”]",
    "[Acme: save decision]",
    "[Acme: save budget 65,000 EUR]",
    "[Acme: set close date]",
    "who is blocking Acme?",
)
PLANNED = ("call Carla on {day} at 10:00", "[Acme: plan “call Carla”]")
"""The day is a name, for example Tuesday; the reminder comes then, and two hours later the question."""

AFTERWARDS = (
    "went well, she brought in the budget holder and they compare options",
    "[Acme: “call Carla” is done]",
    "[the buyer took “Brings in the budget holder”]",
    "[the buyer took “Compares options”]",
)
ONWARD = (
    "move Acme to Development",
    "[Acme: advance to Development]",
    "Acme situation: three sites, one team, a contract that ends this year",
    "[Acme: save situation]",
    "our solution fits their problem",
    "[Acme: save alignment]",
    "Carla agreed to a joint plan in our meeting: pilot in one site, then they decide",
    "[Acme: save mutual plan]",
    "trigger: the board signs off the budget by 30 December",
    "[Acme: add trigger: the board signs off the budget]",
    "move it to Presentation",
    "[Acme: advance to Presentation]",
    "Carla's team tried it for a week and confirmed half of it works, she said in the meeting",
    "[Acme: save half-validated]",
    "presented to Carla Chen yesterday",
    "[Acme: save presented to]",
    "[Acme: save presented on]",
    "they asked for single sign-on and a monthly report",
    "[Acme: save details]",
    "Carla validated the solution in the meeting",
    "[the buyer took “Validates the solution”]",
    "move Acme on",
    "[Acme: advance]",
)
LEDGER = {
    "Advanced": 4,
    "Began": 1,
    "Changed": 5,
    "Closed": 4,
    "ContactAdded": 1,
    "Listed": 5,
    "Logged": 1,
    "Met": 14,
    "PlanDone": 1,
    "Planned": 1,
    "SkipAttempted": 1,
    "Undone": 1,
}
"""How many facts of each kind Acme's ledger then holds, with those of the sandbox's story."""


def facts_of_acme(exported: Mapping[str, Sequence[Mapping[str, Any]]]) -> Counter[str]:
    """What the scene left in Acme's ledger: how many facts of each kind."""
    [acme] = [row["id"] for row in exported["deals"] if row["name"] == "Acme"]
    return Counter(str(row["kind"]) for row in exported["ledger"] if row["deal"] == acme)
