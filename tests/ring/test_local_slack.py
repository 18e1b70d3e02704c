"""The scenes of a sale in local-slack, by HTTP and by Socket Mode: several people, and the sandbox's own ledger."""

from typing import Any

import pytest

from bot.sandbox.sandbox import Sandbox
from tests.ring.conftest import Town
from tests.support.local_slack_people import until
from tests.support.sale_scripts import SCENES, Step, ledger, played
from tests.support.slack_rules import faults, view_faults
from tests.support.slack_workspace import words

pytestmark = pytest.mark.ring


async def play(town: Town, steps: list[Step]) -> None:
    """Lines and presses, each person's last card kept."""
    cards: dict[str, Any] = {}
    for who, text in steps:
        if text.startswith("["):
            cards[who] = await town.people.presses(who, cards[who], text.strip("[]"))
        else:
            cards[who] = await town.people.types(who, text)
        assert not faults(cards[who]["blocks"]), (who, text)


async def the_scenes_leave_the_sandboxs_ledger(town: Town, another: Sandbox) -> None:
    for name, steps in SCENES.items():
        before = ledger(town.sandbox)
        await play(town, steps)
        played(another, steps)
        assert ledger(town.sandbox) == ledger(another), name
        assert (ledger(town.sandbox) == before) == (name == "bad input"), name


async def test_the_scenes_leave_the_same_ledger_as_in_the_sandbox(town: Town, another: Sandbox) -> None:
    await the_scenes_leave_the_sandboxs_ledger(town, another)


@pytest.mark.postgres
async def test_the_scenes_leave_the_same_ledger_on_postgresql(grown: Town, another: Sandbox) -> None:
    await the_scenes_leave_the_sandboxs_ledger(grown, another)


@pytest.mark.postgres
async def test_the_card_of_an_approval_changes_also_where_a_worker_delivers(grown: Town) -> None:
    await the_card_of_an_approval_changes_wherever_it_stands(grown)


async def test_the_card_of_an_approval_changes_wherever_it_stands(town: Town) -> None:
    await the_card_of_an_approval_changes_wherever_it_stands(town)


async def the_card_of_an_approval_changes_wherever_it_stands(town: Town) -> None:
    """Rob's deal waits for Mia, in her own conversation and in the deal's channel; Mia decides in one of them."""
    people = town.people
    await people.types("rob", "here stark", channel="C0STARK")
    await _stark_waits(town)
    cards = [await _asked(town, await _direct(town, "mia")), await _asked(town, "C0STARK")]
    told = await people.presses("mia", cards[0], "Approve")
    assert "Stark" in words(told["blocks"])

    async def edited() -> bool:
        after = [await _again(town, card) for card in cards]
        return all("Mia Marsh" in words(card["blocks"]) and "edited" in card for card in after)

    await until(edited, "a card was not edited")
    again = await people.presses("max", cards[1], "Approve")
    assert "Mia Marsh" in words(again["blocks"]), "who comes second is told who decided"


async def _direct(town: Town, who: str) -> str:
    async def opened() -> str:
        return await town.people.direct(who)

    return str(await until(opened, f"nobody wrote to {who}"))


async def _asked(town: Town, channel: str) -> Any:
    """The card that asks to approve, once it was delivered."""

    async def delivered() -> Any:
        return [one for one in await town.people.messages(channel) if "Approve" in words(one.get("blocks", []))]

    return (await until(delivered, f"no card came to {channel}"))[-1]


async def _again(town: Town, card: Any) -> Any:
    return next(one for one in await town.people.messages(card["channel"]) if one["ts"] == card["ts"])


async def test_a_form_is_a_dialog_with_its_faults_beside_the_fields(town: Town) -> None:
    refused = await town.people.types("rob", "advance globex")
    dialog = await town.people.presses("rob", refused, "what is proven")
    assert not view_faults({name: dialog[name] for name in ("type", "title", "submit", "close", "blocks")})
    before, said_by = ledger(town.sandbox), {"budget.said_by": "Gus Grant", "budget.where": "call"}
    faulty = await town.people.fills_in("rob", responsible="Gus Grant", budget="lots", **said_by)
    assert "amount" in faulty["budget"]
    assert ledger(town.sandbox) == before, "all or none"
    said = await town.people.fills_in("rob", responsible="Gus Grant, buyer", budget="70000 EUR", **said_by)
    assert "Responsible" in words(said["blocks"])
    assert ledger(town.sandbox) != before


async def test_the_first_press_after_a_restart_works(town: Town) -> None:
    shown = await town.people.types("rob", "show acme")
    await town.restart()
    assert "Acme" in words((await town.people.presses("rob", shown, "Show history"))["blocks"])


async def test_home_shows_my_deals_what_waits_for_me_and_a_manager_the_team(town: Town) -> None:
    await _stark_waits(town)
    mine, managers = await town.people.opens_home("rob"), await town.people.opens_home("mia")
    assert "Globex" in words(mine["blocks"]) and "by stage" not in words(mine["blocks"])
    assert "1 handoff waits for you Stark" in words(managers["blocks"])
    assert "The team's open deals by stage" in words(managers["blocks"])


async def test_a_mention_and_a_direct_message_are_answered_where_they_stand(town: Town) -> None:
    people = town.people
    assert "Globex" in words((await people.says("rob", "C0DEALS", "<@U0BOT> show globex"))["blocks"])
    await _stark_waits(town)
    channel = await _direct(town, "mia")
    assert "Globex" in words((await people.says("mia", channel, "show globex"))["blocks"])


async def _stark_waits(town: Town) -> None:
    """Rob's deal waits for Mia, who was here once before."""
    for who, line in (("mia", "list"), ("rob", "set stark amount 30000 EUR"), ("rob", "advance stark")):
        await town.people.types(who, line)
