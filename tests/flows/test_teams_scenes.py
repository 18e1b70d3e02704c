"""The scenes of a sale in Teams, from signed HTTP to the card, with the same ledger as in the sandbox."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.chat import Inbound, Place, Speaker
from adapters.teams.chat import TeamsChat
from bot.chats.teams_addresses import SavedReferences
from bot.jobs.deliver import deliver
from bot.sandbox.sandbox import Sandbox
from tests.adapters.teams.test_render import actions, read
from tests.flows.conftest import NOW
from tests.support import teams_payloads as wire
from tests.support.card_text import text_of
from tests.support.sale_scripts import SCENES, ledger, played
from tests.support.sandbox_script import button
from tests.support.teams_assistant import Line, line
from tests.support.teams_schema import faults

MEMBERS = {account.removeprefix("29:1-"): one for account, one in wire.MEMBERS.items()}


class Stage:
    """The sandbox's story, continued in Teams."""

    def __init__(self, on: Line, sandbox: Sandbox) -> None:
        self.on, self.sandbox = on, sandbox
        self.cards: dict[str, Any] = {}

    async def say(self, who: str, text: str, **more: Any) -> str:
        """Send a line, or press a button in brackets; returns the text of the card."""
        if text.startswith("["):
            return await self.press(who, self.found(self.cards[who], text.strip("[]")))
        sent = len(self.on.microsoft.sent)
        assert (await self.on.post(self.on.message(who, f"/deal {text}", **more))).status == 200
        ((_, _, answer),) = self.on.microsoft.sent[sent:]
        return self.shown(who, answer["attachments"][0]["content"])

    async def press(self, who: str, action: dict[str, Any], answers: dict[str, str] | None = None, **more: Any) -> str:
        body = await (await self.on.post(self.on.press(who, action, answers=answers, **more))).json()
        return self.shown(who, body["value"])

    def sent_to(self, where: str, words: str) -> list[tuple[str, dict[str, Any]]]:
        """The cards with these words that came to a place, and how."""
        found = [(how, made["attachments"][0]["content"]) for at, how, made in self.on.microsoft.sent if at == where]
        return [(how, card) for how, card in found if words in read(card)]

    def shown(self, who: str, made: dict[str, Any]) -> str:
        assert not faults(made)
        self.cards[who] = made
        return read(made)

    def found(self, made: dict[str, Any], label: str) -> dict[str, Any]:
        return next(one for one in actions(made) if label in one["title"] + one["data"]["command"])

    async def deliver(self) -> None:
        """Everything in the outbox goes out."""
        chats = {"teams": TeamsChat(self.on.driver, SavedReferences(self.sandbox.store))}
        await asyncio.to_thread(deliver, self.sandbox.store, chats, "w", NOW)

    def ledger(self) -> list[str]:
        return ledger(self.sandbox)


@pytest.fixture
async def teams(sandbox: Sandbox) -> AsyncIterator[Stage]:
    async with line(sandbox, saved=SavedReferences(sandbox.store)) as on:
        yield Stage(on, sandbox)


@pytest.mark.parametrize("context", SCENES)
async def test_a_scene_leaves_the_same_ledger_as_in_the_sandbox(teams: Stage, another: Sandbox, context: str) -> None:
    before = teams.ledger()
    for who, text in SCENES[context]:
        await teams.say(who, text)
    assert (teams.ledger() == before) == (context == "bad input")
    played(another, SCENES[context])
    assert teams.ledger() == ledger(another)


async def test_i_got_this_is_stopped_and_coached(teams: Stage) -> None:
    said = await teams.say("rob", "advance globex to closing")
    assert "is in Qualification" in said
    assert "No one can skip a stage" in said


async def test_a_handoff_is_approved_in_teams_and_its_cards_say_so(teams: Stage) -> None:
    await teams.say("mia", "list")
    await teams.say("rob", "list")
    await teams.say("rob", "set stark amount 30000 EUR")
    await teams.say("rob", "advance stark")
    sent = len(teams.on.microsoft.sent)
    await teams.deliver()
    asked = [made for where, _, made in teams.on.microsoft.sent[sent:] if where == "a:mia"]
    approve = teams.found(asked[-1]["attachments"][0]["content"], "Approve")
    assert "You can't approve your own deal" in await teams.press("rob", approve)
    assert "Closing" in await teams.press("mia", approve)
    await teams.deliver()
    edits = [made for where, how, made in teams.on.microsoft.sent if where == "a:mia" and how.startswith("PUT")]
    assert edits
    edited = edits[-1]["attachments"][0]["content"]
    assert read(edited) == read(teams.cards["mia"]), "the card says what the press was answered with"
    assert [one["title"] for one in actions(edited)] == ["Show deal"]


async def test_in_a_channel_who_may_decide_sees_buttons_and_others_the_state(teams: Stage) -> None:
    for who in ("mia", "rob"):
        await teams.say(who, "list")
    await teams.say("rob", "here stark", personal=False)
    await teams.say("rob", "set stark amount 30000 EUR")
    await teams.say("rob", "advance stark")
    await teams.deliver()
    ((_, made),) = teams.sent_to(wire.CHANNEL, "to Closing?")
    assert made["refresh"]["userIds"] == [wire.account("mia")]
    assert not actions({"body": made["body"]})
    look = made["refresh"]["action"]
    assert "People who can decide" not in await teams.press("mia", look, personal=False)
    approve = teams.found(teams.cards["mia"], "Approve")
    await teams.press("rob", look, personal=False)
    assert "Decide" not in str(actions({"body": teams.cards["rob"]["body"]}))
    assert "Closing" in await teams.press("mia", approve, personal=False)
    await teams.deliver()
    ((how, edited),) = teams.sent_to(wire.CHANNEL, "Stark: approved")
    assert how.startswith("PUT")
    assert "refresh" not in edited
    await teams.press("rob", look, personal=False)
    assert "Mia Marsh approved" in read(teams.cards["rob"])


async def test_a_manager_without_a_known_work_email_cannot_approve(teams: Stage) -> None:
    await teams.say("rob", "advance stark")
    zed = Speaker("teams", wire.TENANT, wire.user("zed"), "Zed Zane")
    ada = MEMBERS["ada"].speaker(wire.TENANT)
    direct = Place("teams", wire.TENANT, "x", "direct")
    for key, who, text in (("z1", zed, "list"), ("z2", ada, f"team <@{zed.user}> is manager")):
        teams.sandbox.answer(Inbound(key, who, direct, text, mentioned={zed.user: zed}))
    card = teams.sandbox.answer(Inbound("m0", MEMBERS["mia"].speaker(wire.TENANT), direct, "approve stark")).card
    before = teams.ledger()
    said = teams.sandbox.answer(Inbound("z4", zed, direct, button(card, "Approve").command)).card
    assert "isn't matched to a colleague" in text_of(said)
    assert teams.ledger() == before
    assert "Closing" in text_of(
        teams.sandbox.answer(
            Inbound("m1", MEMBERS["mia"].speaker(wire.TENANT), direct, button(card, "Approve").command)
        ).card
    )


async def test_a_press_that_teams_repeats_happens_once(teams: Stage) -> None:
    await teams.say("rob", "advance stark")
    await teams.say("mia", "approve stark")
    approve = teams.found(teams.cards["mia"], "Approve")
    first = await teams.press("mia", approve)
    after = teams.ledger()
    assert await teams.press("mia", approve) == first
    assert teams.ledger() == after


async def test_a_message_that_teams_repeats_happens_once(teams: Stage) -> None:
    first = await teams.say("rob", "new Vandelay", number="17")
    assert await teams.say("rob", "new Vandelay", number="17") == first
    assert sum("Vandelay" in one for one in teams.ledger()) == 1


async def test_a_form_is_filled_in_and_its_mistakes_are_shown_beside_the_field(teams: Stage) -> None:
    await teams.say("rob", "advance globex to closing")
    await teams.say("rob", "[Answer now]")
    form = next(one for one in actions(teams.cards["rob"]) if "form" in one["data"])
    inputs = [part["id"] for part in teams.cards["rob"]["body"] if str(part.get("type")).startswith("Input.")]
    assert inputs
    money = next(name for name in inputs if "budget" in name)
    said = await teams.press("rob", form, {money: "lots"})
    assert "read “lots” as an amount" in said
    assert [part.get("value") for part in teams.cards["rob"]["body"] if part.get("id", "").endswith(".budget")] == [
        "lots"
    ]


async def test_five_turns_of_a_real_sale_take_one_token(teams: Stage) -> None:
    for _ in range(5):
        await teams.say("rob", "list")
    assert teams.on.microsoft.tokens == 1


async def test_everyone_is_who_they_are_in_the_other_chat(teams: Stage) -> None:
    assert "Globex" in await teams.say("rob", "list")


async def test_in_a_channel_a_refusal_is_for_its_asker_and_a_change_for_everyone(teams: Stage) -> None:
    await teams.say("rob", "advance globex to closing", personal=False)
    assert teams.on.microsoft.targeted == [wire.account("rob")]
    await teams.say("rob", "new Vandelay", personal=False)
    assert len(teams.on.microsoft.targeted) == 1


@pytest.mark.parametrize("typed", ["Hi", "HELLO", "hello", "HELP", "Help", "help", "asdf qwer", "💥"])
async def test_hello_help_and_nonsense_get_an_answer_with_a_way_on(teams: Stage, typed: str) -> None:
    sent = len(teams.on.microsoft.sent)
    assert (await teams.on.post(teams.on.message("rob", typed))).status == 200
    ((_, _, answer),) = teams.on.microsoft.sent[sent:]
    assert actions(answer["attachments"][0]["content"])


async def test_help_names_the_admins_but_not_to_themselves(teams: Stage) -> None:
    assert "Ask Ada Adeyemi." in await teams.say("rob", "help")
    assert "Ask" not in await teams.say("ada", "help")
