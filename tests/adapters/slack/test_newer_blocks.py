"""Newer blocks that Slack refuses while several messages go to one workspace at the same time."""

from collections.abc import Callable

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from adapters.slack.newer_blocks import Newer, NewerBlocks
from tests.support.example_cards import example_card

CHART, TABLE = example_card("funnel: a year"), example_card("funnel: days")


class Noted:
    """What was noted as refused."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()

    def lately(self, workspace: str) -> frozenset[str]:
        return frozenset()

    def note(self, workspace: str, kinds: Newer) -> None:
        self.kinds |= kinds


def refused() -> SlackApiError:
    answer = {"ok": False, "error": "invalid_blocks"}
    response = SlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data=answer, headers={}, status_code=200
    )
    fault: SlackApiError = SlackApiError("refused", response)  # type: ignore[no-untyped-call]  # the SDK has no types here
    return fault


def takes_only_older(meanwhile: Callable[[], object] = lambda: None) -> Callable[[Newer], str]:
    """A workspace that refuses newer blocks; `meanwhile` happens while the older form is on its way."""

    def send(newer: Newer) -> str:
        if newer:
            raise refused()
        meanwhile()
        return "sent"

    return send


def takes_nothing(newer: Newer) -> str:
    raise refused()


def test_of_two_messages_at_once_each_notes_the_kind_that_was_refused() -> None:
    noted = Noted()
    newer = NewerBlocks(noted)

    def another() -> None:
        newer.sent_at_once(TABLE, "T1", takes_only_older())

    assert newer.sent_at_once(CHART, "T1", takes_only_older(another)) == "sent"
    assert {"chart", "table"} <= noted.kinds


def test_a_message_that_fails_meanwhile_does_not_break_one_that_went_out() -> None:
    noted = Noted()
    newer = NewerBlocks(noted)

    def another() -> None:
        with pytest.raises(SlackApiError):
            newer.sent_at_once(TABLE, "T1", takes_nothing)

    assert newer.sent_at_once(CHART, "T1", takes_only_older(another)) == "sent"
    assert noted.kinds == {"chart"}
