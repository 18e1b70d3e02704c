"""Every card, Home and dialog against the types that Slack publishes for its own JavaScript SDK: names and kinds.

Those types don't know charts yet: a chart is held against the rules in `tests/support/slack_chart_rules.py`.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from adapters.card import Form
from adapters.slack import modal
from adapters.slack.newer_blocks import NONE, Newer, NewerBlocks
from adapters.slack.render import blocks
from bot.views.examples.cards import EXAMPLES
from tests.support.example_cards import example_card, example_forms
from tests.support.slack_chart_rules import chart_faults, too_many_charts

pytestmark = pytest.mark.ring

NODE = Path(__file__).parents[1] / "node" / "slack"
TYPES = "node_modules/@slack/types/dist/index.d.ts"
FORMS = example_forms()
CHART = "data_visualization"
CHARTS: Newer = frozenset({"chart"})
SAID = {"type": "section", "text": {"type": "plain_text", "text": "x"}}

Slack = Mapping[str, Draft7Validator]
Block = dict[str, Any]


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Slack:
    """A strict schema for a block and one for a view; skips with a reason if the npm package is missing."""
    tool = NODE / "node_modules" / ".bin" / "ts-json-schema-generator"
    if not tool.exists():
        pytest.skip("NO CARD WAS HELD AGAINST SLACK'S TYPES: npm has not brought them (`make rings` does).")
    made = tmp_path_factory.mktemp("types") / "view.json"
    subprocess.run([tool, "--path", TYPES, "--type", "View", "--no-type-check", "--out", made], cwd=NODE, check=True)
    known = json.loads(made.read_text())["definitions"]
    known["AnyBlock"] = {"$ref": "#/definitions/KnownBlock"}  # their own type allows unknown blocks
    return {
        kind: Draft7Validator({"$ref": f"#/definitions/{kind}", "definitions": known}) for kind in ("AnyBlock", "View")
    }


def faults(slack: Slack, kind: str, made: Any) -> list[str]:
    return [f"{fault.json_path}: {fault.message[:200]}" for fault in slack[kind].iter_errors(made)]


class NoRefusal:
    """A workspace that takes every newer block."""

    def lately(self, workspace: str) -> Newer:
        return NONE

    def note(self, workspace: str, kinds: Newer) -> None:
        raise AssertionError(kinds)


def split(made: list[Block]) -> tuple[list[Block], list[Block]]:
    """The charts, and the blocks that Slack's types know."""
    charts = [block for block in made if block["type"] == CHART]
    return charts, [block for block in made if block["type"] != CHART]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_of_slacks_types_as_sent_and_as_fallback(slack: Slack, name: str) -> None:
    card = example_card(name)
    for newer in {NONE, NewerBlocks(NoRefusal()).offered(card, "T1")}:
        message, home = (blocks(card, tables=tables, newer=newer) for tables in (True, False))
        for made in (message, home):
            charts, _ = split(made)
            assert not [fault for chart in charts for fault in chart_faults(chart)]
            assert not too_many_charts(made)
        assert not [fault for block in split(message)[1] for fault in faults(slack, "AnyBlock", block)]
        assert not faults(slack, "View", {"type": "home", "blocks": split(home)[1]})


def test_every_kind_of_card_with_a_chart_is_among_them() -> None:
    charted = {name.partition(":")[0] for name in EXAMPLES if split(blocks(example_card(name), newer=CHARTS))[0]}
    assert charted >= {"funnel", "flywheel", "digest"}


@pytest.mark.parametrize(("name", "form"), FORMS, ids=[name for name, _ in FORMS])
def test_every_dialog_is_of_slacks_types(slack: Slack, name: str, form: Form) -> None:
    assert not faults(slack, "View", modal.view(form, "{}"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "wall"},
        SAID | {"colour": "red"},
        {"type": "header", "text": "x"},
        {"type": "actions", "elements": [{"type": "button", "text": {"type": "mrkdwn", "text": "x"}}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text"}]}]},
    ],
)
def test_the_types_would_tell(slack: Slack, wrong: dict[str, Any]) -> None:
    assert not faults(slack, "AnyBlock", SAID)
    assert faults(slack, "AnyBlock", wrong)
    assert faults(slack, "View", {"type": "home", "blocks": [wrong]})
