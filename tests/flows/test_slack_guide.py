"""The questions about a deal in Slack: begun from a refusal in a channel, answered in the direct conversation."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bench.torture.slack import TEAM
from tests.support.slack_workspace import SlackWorkspace, slack_workspace, words


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackWorkspace]:
    async with slack_workspace(tmp_path) as workspace:
        yield workspace


async def test_a_refusal_s_button_leads_to_a_private_conversation(workspace: SlackWorkspace) -> None:
    await workspace.types("rob", "new Acme")
    refused = await workspace.types("rob", "advance acme")
    said = await workspace.presses("rob", refused, "Ask me one by one")
    assert "direct conversation" in words(said)
    await workspace.deliver()
    assert "How did this customer come to us?" in words(workspace.messages("D0ROB")[-1])
    event = {"type": "message", "channel_type": "im", "channel": "D0ROB", "user": "U0ROB", "team": TEAM}
    assert await workspace.tells({**event, "ts": "1.1", "text": "LinkedIn"}) == 200
    assert "Who have you reached" in words(workspace.messages("D0ROB")[-1])
    assert await workspace.tells({**event, "ts": "1.2", "text": "Carla Chen, CFO"}) == 200
    draft = workspace.messages("D0ROB")[-1]
    assert "Source" in words(draft)
    saved = await workspace.presses("rob", draft, "Save 2 answers", channel="D0ROB")
    assert "evidence saved for Source and Contact" in words(saved)
