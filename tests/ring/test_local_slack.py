"""The scenes of a sale in local-slack, by HTTP and by Socket Mode: several people, and the sandbox's own ledger."""

from typing import Any

import pytest

from bot.sandbox.sandbox import Sandbox
from tests.ring.conftest import SlackWithBot
from tests.support.local_slack_people import until
from tests.support.sale_scripts import SCENES, Step, ledger, played
from tests.support.slack_rules import faults, view_faults
from tests.support.slack_workspace import words

pytestmark = pytest.mark.ring


async def play(slack: SlackWithBot, steps: list[Step]) -> None:
    """Play lines and presses, with each person's last card."""
    cards: dict[str, Any] = {}
    for who, text in steps:
        if text.startswith("["):
            cards[who] = await slack.people.presses(who, cards[who], text.strip("[]"))
        else:
            cards[who] = await slack.people.types(who, text)
        assert not faults(cards[who]["blocks"]), (who, text)


async def the_scenes_leave_the_sandboxs_ledger(slack: SlackWithBot, another: Sandbox) -> None:
    for name, steps in SCENES.items():
        before = ledger(slack.sandbox)
        await play(slack, steps)
        played(another, steps)
        assert ledger(slack.sandbox) == ledger(another), name
        assert (ledger(slack.sandbox) == before) == (name == "bad input"), name


async def test_the_scenes_leave_the_same_ledger_as_in_the_sandbox(slack: SlackWithBot, another: Sandbox) -> None:
    await the_scenes_leave_the_sandboxs_ledger(slack, another)


@pytest.mark.postgres
async def test_the_scenes_leave_the_same_ledger_on_postgresql(grown: SlackWithBot, another: Sandbox) -> None:
    await the_scenes_leave_the_sandboxs_ledger(grown, another)


@pytest.mark.postgres
async def test_the_card_of_an_approval_changes_also_where_a_worker_delivers(grown: SlackWithBot) -> None:
    await the_card_of_an_approval_changes_wherever_it_stands(grown)


async def test_the_card_of_an_approval_changes_wherever_it_stands(slack: SlackWithBot) -> None:
    await the_card_of_an_approval_changes_wherever_it_stands(slack)


async def the_card_of_an_approval_changes_wherever_it_stands(slack: SlackWithBot) -> None:
    """Rob's deal waits for Mia, in her own conversation and in the deal's channel; Mia decides in one of them."""
    people = slack.people
    await people.types("rob", "here stark", channel="C0STARK")
    await _stark_waits(slack)
    cards = [await _asked(slack, await _direct(slack, "mia"), "Approve"), await _asked(slack, "C0STARK", "Decide")]
    answer = await people.presses("mia", cards[0], "Approve")
    assert "Stark" in words(answer["blocks"])

    async def edited() -> bool:
        after = [await _again(slack, card) for card in cards]
        return all("approved" in words(card["blocks"]) and "edited" in card for card in after)

    await until(edited, "a card was not edited")
    again = await people.presses("max", cards[0], "Approve")
    assert "Mia Marsh" in words(again["blocks"]), "who comes second is told who decided"


async def _direct(slack: SlackWithBot, who: str) -> str:
    async def opened() -> str:
        return await slack.people.direct(who)

    return str(await until(opened, f"nobody wrote to {who}"))


async def _asked(slack: SlackWithBot, channel: str, button: str) -> Any:
    """The card with this button, once it was delivered."""

    async def delivered() -> Any:
        return [one for one in await slack.people.messages(channel) if button in words(one.get("blocks", []))]

    return (await until(delivered, f"no card came to {channel}"))[-1]


async def _again(slack: SlackWithBot, card: Any) -> Any:
    return next(one for one in await slack.people.messages(card["channel"]) if one["ts"] == card["ts"])


async def test_a_form_is_a_dialog_with_its_faults_beside_the_fields(slack: SlackWithBot) -> None:
    refused = await slack.people.types("rob", "advance globex")
    dialog = await slack.people.presses("rob", refused, "Answer now")
    assert not view_faults({name: dialog[name] for name in ("type", "title", "submit", "close", "blocks")})
    before, said_by = ledger(slack.sandbox), {"budget.said_by": "Gus Grant", "budget.where": "call"}
    faulty = await slack.people.fills_in("rob", responsible="Gus Grant", budget="lots", **said_by)
    assert "amount" in faulty["budget"]
    assert ledger(slack.sandbox) == before, "all or none"
    said = await slack.people.fills_in("rob", responsible="Gus Grant, buyer", budget="70000 EUR", **said_by)
    assert "Responsible" in words(said["blocks"])
    assert ledger(slack.sandbox) != before


async def test_the_first_press_after_a_restart_works(slack: SlackWithBot) -> None:
    shown = await slack.people.types("rob", "advance acme")
    await slack.restart()
    assert "Acme" in words((await slack.people.presses("rob", shown, "Show deal"))["blocks"])


async def test_home_shows_my_deals_what_waits_for_me_and_a_manager_the_team(slack: SlackWithBot) -> None:
    await _stark_waits(slack)
    mine, managers = await slack.people.opens_home("rob"), await slack.people.opens_home("mia")
    assert "Globex" in words(mine["blocks"]) and "Your team" not in words(mine["blocks"])
    assert "1 decision for you" in words(managers["blocks"]) and "Stark" in words(managers["blocks"])
    assert "Your team:" in words(managers["blocks"])


async def test_a_mention_and_a_direct_message_are_answered_where_they_stand(slack: SlackWithBot) -> None:
    people = slack.people
    assert "Globex" in words((await people.says("rob", "C0DEALS", "<@U0BOT> show globex"))["blocks"])
    await _stark_waits(slack)
    channel = await _direct(slack, "mia")
    assert "Globex" in words((await people.says("mia", channel, "show globex"))["blocks"])


async def _stark_waits(slack: SlackWithBot) -> None:
    """Rob's deal waits for Mia, who was here once before."""
    for who, line in (("mia", "list"), ("rob", "set stark amount 30000 EUR"), ("rob", "advance stark")):
        await slack.people.types(who, line)
