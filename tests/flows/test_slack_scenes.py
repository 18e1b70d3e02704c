"""The scenes of a sale in Slack, by HTTP and by Socket Mode, with the same ledger as in the sandbox."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.sandbox import demo_people
from bench.torture.slack import broke
from bot.sandbox.sandbox import Sandbox
from tests.support.sale_scripts import SCENES, Step, ledger, played
from tests.support.slack_rules import faults
from tests.support.slack_workspace import SlackWorkspace, connected, words


class Stage:
    """The sandbox's story, continued in Slack: lines and presses, with each person's last card."""

    def __init__(self, workspace: SlackWorkspace) -> None:
        self.workspace = workspace
        self.cards: dict[str, Any] = {}

    async def play(self, steps: list[Step]) -> None:
        for who, text in steps:
            await self.say(who, text)

    async def say(self, who: str, text: str) -> str:
        """Send a line, or press a button in brackets; returns the text of the card."""
        if text.startswith("["):
            card = await self.workspace.presses(who, self.cards[who], text.strip("[]"))
        else:
            card = await self.workspace.types(who, text)
        assert not faults(card["blocks"])
        self.cards[who] = card
        return words(card["blocks"])


@pytest.fixture(params=[False, True], ids=["http", "socket"])
async def slack(sandbox: Sandbox, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    async with connected(sandbox, sandbox.store, socket=request.param) as workspace:
        for person in demo_people.PEOPLE:
            profile = {"email": demo_people.speaker(person.id).email}
            workspace.slack.people[f"U0{person.id.upper()}"] = {"profile": profile, "name": person.name}
        yield Stage(workspace)


@pytest.mark.parametrize("context", SCENES)
async def test_a_scene_leaves_the_same_ledger_as_in_the_sandbox(
    slack: Stage, sandbox: Sandbox, another: Sandbox, context: str
) -> None:
    before = ledger(sandbox)
    await slack.play(SCENES[context])
    assert (ledger(sandbox) == before) == (context == "bad input")
    played(another, SCENES[context])
    assert ledger(sandbox) == ledger(another)


async def test_i_got_this_is_stopped_and_coached(slack: Stage) -> None:
    said = await slack.say("rob", "advance globex to closing")
    assert "is in Qualification" in said
    assert "No one can skip a stage" in said


async def test_an_approval_is_asked_for_given_and_edited_in_every_place(slack: Stage) -> None:
    asked = await _asked(slack)
    answer = await slack.workspace.presses("mia", asked, "Approve", channel="D0MIA")
    assert "Stark is in Closing" in words(answer["blocks"])
    assert str(answer["replace_original"]) == "true", "the card itself says it, and no second message"
    await slack.workspace.deliver()
    ((_, edit), *_) = [one for one in slack.workspace.slack.asked if one[0] == "chat.update"]
    assert (edit["channel"], edit["ts"]) == ("D0MIA", asked["ts"])
    assert json.loads(edit["blocks"]) == answer["blocks"], "the edit changes nothing any more"


async def test_a_decision_whose_card_cannot_be_edited_is_a_message(slack: Stage) -> None:
    asked = await _asked(slack)
    slack.workspace.slack.next_faults.append(broke)
    await slack.workspace.presses("mia", asked, "Approve", channel="D0MIA")
    (posted,) = [one for one in slack.workspace.messages("D0MIA") if "Stark is in Closing" in words(one["blocks"])]
    assert posted["ts"] != asked["ts"]


@pytest.mark.parametrize(("alone", "instead"), [(False, "false"), (True, "true")])
async def test_in_a_channel_only_a_card_that_one_person_sees_is_replaced(
    slack: Stage, alone: bool, instead: str
) -> None:
    asked = await _asked(slack)
    answer = await slack.workspace.presses("mia", asked, "Approve", channel="C0DEALS", alone=alone)
    assert str(answer["replace_original"]) == instead


async def test_a_decline_takes_the_place_of_its_card_once_its_dialog_was_sent(slack: Stage) -> None:
    asked = await _asked(slack)
    dialog = await slack.workspace.presses("mia", asked, "Decline", channel="D0MIA")
    answer = await slack.workspace.fills_in("mia", dialog, reason="The amount is not theirs to spend")
    assert str(answer["replace_original"]) == "true"
    said = words(answer["blocks"])
    assert "you declined the handoff" in said and "The amount is not theirs to spend" in said


async def _asked(slack: Stage) -> Any:
    """The card that asks Mia for a decision on Stark, in her own conversation."""
    for who, line in (("mia", "list"), ("rob", "set stark amount 30000 EUR"), ("rob", "advance stark")):
        await slack.say(who, line)
    await slack.workspace.deliver()
    (asked,) = slack.workspace.messages("D0MIA")
    return asked
