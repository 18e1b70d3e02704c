"""Cards as local-slack's page can draw them: nothing of them is lost or comes to life."""

import json
from typing import Any

from adapters.card import Card, Field, Form, Text
from adapters.slack import modal
from adapters.slack.render import blocks
from bot.views.examples.cards import EXAMPLES
from tests.support.example_cards import example_card
from tests.support.for_each import for_each
from tests.support.local_slack_blocks import BlockTranslator
from tests.support.slack_rules import parts

UNKNOWN = {"rich_text", "table", "users_select"}
UNSEEN = str.maketrans({"\u2060": None, "\xa0": " "})


def seen(made: Any, translator: BlockTranslator) -> Any:
    return json.loads(translator.shown(json.dumps({"t": "message", "message": {"blocks": made}})))["message"]["blocks"]


@for_each(EXAMPLES)
def test_the_page_can_draw_every_card(name: str) -> None:
    made = blocks(example_card(name))
    shown = seen(made, BlockTranslator())
    assert not [part for part in parts(shown) if part.get("type") in UNKNOWN]
    assert [part["value"] for part in parts(shown) if "value" in part] == [
        part["value"] for part in parts(made) if "value" in part
    ]


def test_hostile_words_are_shown_without_becoming_markup() -> None:
    (_, said) = seen(
        blocks(Card("t", (Text(("<https://evil.example|x> <!here> :smile: *b* `c` _i_",)),))), BlockTranslator()
    )
    text = said["text"]["text"]
    assert "<https" not in text and ":smile:" not in text and "*" not in text and "`" not in text and " _" not in text
    assert "<https://evil.example|x> <!here> :smile:" in text.translate(UNSEEN)


def test_a_dialog_goes_back_with_what_stood_in_it_and_people_to_choose_from() -> None:
    translator = BlockTranslator()
    fields = (Field("name", "Name", value="Acme"), Field("owner", "Owner", "colleague"))
    view = modal.view(Form("set x", "s", "Set", fields), "{}")
    users = [{"id": "U0MIA", "name": "mia", "real_name": "Mia Marsh"}]
    event = json.loads(translator.shown(json.dumps({"t": "init", "state": {"users": users, "modalStack": [view]}})))
    shown = event["state"]["modalStack"][0]["blocks"][1]["element"]
    translator.shown(json.dumps({"t": "view", "stack": [view]}))
    assert shown["options"][0]["value"] == "<@U0MIA>"
    chosen = {"owner": {"value": {"type": "static_select", "selected_option": shown["options"][0]}}}
    sent = json.loads(translator.sent(json.dumps({"t": "view_submit", "values": chosen})))["values"]
    assert modal.answers(sent) == {"name": "Acme", "owner": "<@U0MIA>"}
