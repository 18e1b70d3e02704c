"""Signed but odd activities: for any value of a field the answer is 200, 400 or 401, and no one gets another's words."""

import asyncio
import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import teams_payloads as wire
from tests.support.teams_assistant import Line, RecordingAssistant, line

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.sampled_from(
        ["\ud800", "x" * 30_000, "2026-99-99T00:00:00Z", "https://evil.example/", "..", "a/../../b", "\x00"]
    ),
    st.sampled_from([[], {}, [None], [[]], {"id": None}, {"id": 7}, {"id": {}}, {"tenant": 7}, {"tenant": {"id": []}}]),
    st.recursive(st.none(), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner)),
)
KINDS = st.sampled_from(["message", "press", "install", "submit"])


def paths(part: Any, before: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where every value in an activity is."""
    found = [before] if before else []
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, inner in steps:
        found += paths(inner, (*before, step))
    return found


def changed(activity: dict[str, Any], path: tuple[str | int, ...], value: Any) -> None:
    """Put a value there, or take what is there away; nothing where an earlier change took the way to it."""
    holder: Any = activity
    try:
        for step in path[:-1]:
            holder = holder[step]
        if value == "gone":
            del holder[path[-1]]
        else:
            holder[path[-1]] = deepcopy(value)  # a later change into it must not change what is drawn next
    except (LookupError, TypeError):
        return


def activity(kind: str, personal: bool, service: str) -> dict[str, Any]:
    words, entity = wire.mention("mia")
    made = wire.message("rob", f"list {words}", entity, personal=personal, service=service)
    action = {"verb": "say", "data": {"command": "list", "act": "a.1", "form": 1, "1.name": "Acme"}}
    match kind:
        case "press":
            made = wire.press("rob", action, personal=personal, service=service)
        case "install":
            made |= {"type": "installationUpdate", "action": "add"}
        case "submit":
            made |= {"value": action["data"]}
    copy: dict[str, Any] = json.loads(json.dumps(made))
    return copy


async def brought(teams: Line, assistant: RecordingAssistant, made: dict[str, Any]) -> None:
    """The answer, after checks: we had no fault, and a refused activity changed nothing."""
    assistant.inbound.clear()
    teams.microsoft.sent.clear()
    teams.references.saved.clear()
    answer = await teams.post(json.dumps(made).encode())
    assert answer.status in (200, 400, 401), (answer.status, made)
    assert '"statusCode": 500' not in await answer.text(), made
    if answer.status != 200:
        assert not assistant.inbound and not teams.microsoft.sent and not teams.references.saved


def test_odd_fields_never_end_in_a_fault_of_ours_and_a_refused_activity_changes_nothing() -> None:
    assistant = RecordingAssistant()
    with asyncio.Runner() as runner:
        opened = line(assistant)
        teams = runner.run(opened.__aenter__())

        @given(st.data())
        def any_activity(data: st.DataObject) -> None:
            made = activity(data.draw(KINDS), data.draw(st.booleans()), teams.microsoft.service)
            for _ in range(data.draw(st.integers(1, 3))):
                changed(made, data.draw(st.sampled_from(paths(made))), data.draw(ODD | st.just("gone")))
            runner.run(brought(teams, assistant, made))

        any_activity()
        runner.run(opened.__aexit__(None, None, None))


@pytest.mark.parametrize(
    "name", ["from", "conversation", "channelData", "recipient", "text", "id", "value", "entities"]
)
async def test_a_field_of_another_kind_is_answered_without_a_fault(name: str) -> None:
    assistant = RecordingAssistant()
    async with line(assistant) as teams:
        for kind in ("message", "press", "install", "submit"):
            odd: tuple[Any, ...] = (7, "x", [], [7], {}, True, "\x00")
            for value in odd:
                await brought(teams, assistant, activity(kind, False, teams.microsoft.service) | {name: value})
