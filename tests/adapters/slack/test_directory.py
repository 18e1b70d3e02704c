"""What is known of people in Slack while Slack says that it has changed."""

import asyncio
from collections.abc import Mapping
from typing import Any, cast

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.directory import Directory

HOME = {"team_id": "T1", "user_id": "U0BOT", "bot_id": "B1", "url": "https://acme.slack.com/"}


class SlowSlack:
    """Slack's answers, each held back until it is let go; what it says is of the moment when it was asked."""

    def __init__(self) -> None:
        self.guest, self.bot = False, "B1"
        self.asked, self.lets_go = asyncio.Event(), asyncio.Event()

    async def auth_test(self) -> Mapping[str, Any]:
        return await self._held({**HOME, "bot_id": self.bot})

    async def users_info(self, user: str) -> Mapping[str, Any]:
        return await self._held({"user": {"id": user, "name": "rob", "team_id": "T1", "is_restricted": self.guest}})

    async def _held(self, answer: Mapping[str, Any]) -> Mapping[str, Any]:
        self.asked.set()
        await self.lets_go.wait()
        return answer


def directory_of(slack: SlowSlack) -> Directory:
    return Directory(cast(AsyncWebClient, slack))


async def standing(directory: Directory) -> str:
    return (await directory.speaker("U0ROB", "T1")).standing


async def asked_while_he_becomes_a_guest(slack: SlowSlack) -> tuple[Directory, asyncio.Task[str]]:
    """The directory, and its question about Rob, which Slack answers as he was before he became a guest."""
    directory = directory_of(slack)
    slack.lets_go.set()
    await directory.home()
    slack.asked.clear()
    slack.lets_go.clear()
    first = asyncio.create_task(standing(directory))
    await slack.asked.wait()
    slack.guest = True
    directory.forget_user("U0ROB")
    return directory, first


async def test_a_member_who_becomes_a_guest_while_slack_is_asked_is_a_guest_from_the_next_request_on() -> None:
    slack = SlowSlack()
    directory, first = await asked_while_he_becomes_a_guest(slack)
    slack.lets_go.set()
    assert await first == "member"
    assert await standing(directory) == "guest"


async def test_of_two_questions_about_one_person_the_later_answer_is_kept() -> None:
    slack = SlowSlack()
    directory, first = await asked_while_he_becomes_a_guest(slack)
    second = asyncio.create_task(standing(directory))
    await asyncio.sleep(0)
    slack.lets_go.set()
    assert [await second, await first] == ["guest", "member"]
    slack.guest = False  # not asked again: the answer of the second one is kept
    assert await standing(directory) == "guest"


async def test_what_was_asked_before_the_app_was_removed_is_not_kept() -> None:
    slack = SlowSlack()
    directory = directory_of(slack)
    first = asyncio.create_task(directory.home())
    await slack.asked.wait()
    slack.bot = "B2"
    directory.forget()
    slack.lets_go.set()
    assert (await first)["bot_id"] == "B1"
    assert (await directory.home())["bot_id"] == "B2"
