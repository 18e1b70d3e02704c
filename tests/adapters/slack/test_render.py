"""Every card is valid on Slack, in a message, on App Home and as a dialog, and nothing people typed comes to life."""

import json
from typing import Any

import pytest

from adapters.card import Bullets, Button, Buttons, Card, Code, Facts, Field, Form, Table, Text
from adapters.slack import modal
from adapters.slack.render import blocks, fallback
from bot.views.examples.cards import EXAMPLES
from tests.support.example_cards import example_card, example_forms
from tests.support.for_each import for_each
from tests.support.slack_rules import faults, parts, view_faults

HOSTILE = "<!channel> <@U0MIA> <https://evil.example|here> & *bold* `code` \u202eevil\ud800 :smile:"


def kept(form: Form) -> str:
    """The private metadata of a dialog, with the largest addresses that Slack gives."""
    where = {"channel": "C" * 21, "respond": "https://hooks.slack.com/actions/" + "x" * 200}
    return json.dumps({"command": form.command, "subject": form.subject, **where})


def forms(card: Card) -> list[Form]:
    return [part for part in card.body if isinstance(part, Form)]


@for_each(EXAMPLES)
def test_every_example_is_valid_in_a_message(name: str) -> None:
    assert not faults(blocks(example_card(name)))
    assert 0 < len(fallback(example_card(name))) <= 4000


@for_each(EXAMPLES)
def test_every_example_is_valid_on_app_home(name: str) -> None:
    assert not view_faults({"type": "home", "blocks": blocks(example_card(name), tables=False)})


@for_each(EXAMPLES)
def test_every_button_of_an_example_carries_its_command(name: str) -> None:
    card = example_card(name)
    meant = [one.command for part in card.body if isinstance(part, Buttons) for one in part.every]
    meant += [form.command for form in forms(card)]
    pressed = [part["value"] for part in parts(blocks(card)) if "value" in part]
    assert sorted(pressed) == sorted(meant)


@for_each(example_forms())
def test_every_form_is_a_valid_dialog(case: tuple[str, Form]) -> None:
    _, form = case
    view = modal.view(form, kept(form))
    assert not view_faults(view)
    asked = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    assert asked == [field.key for field in form.fields]
    assert len(form.title) <= 24 or form.title in str(view["blocks"][0])


def monster(words: str) -> Card:
    """A card that is too much of everything."""
    many = tuple((words, words) for _ in range(60))
    return Card(
        words,
        (
            Text((words,)),
            Facts(many),
            Bullets(tuple((words,) for _ in range(200))),
            Table(tuple("abc"), tuple((words,) * 3 for _ in range(150))),
            Table(tuple("abc"), tuple((words[:40],) * 3 for _ in range(20))),
            *(Buttons(tuple(Button(words, f"show {at} {row}") for at in range(30))) for row in range(3)),
            *(Buttons((), more=tuple(Button(words, f"show {at} {words}") for at in range(many))) for many in range(8)),
            Form("open", words, words, tuple(Field(f"k{at}", words) for at in range(120))),
        ),
    )


@pytest.mark.parametrize("words", ["", " ", HOSTILE, "x" * 5000, "\u202e\u200b", "漢" * 3000, "\n" * 40])
def test_slack_accepts_every_card(words: str) -> None:
    card = monster(words)
    assert not faults(blocks(card))
    assert not view_faults({"type": "home", "blocks": blocks(card, tables=False)})
    (form,) = forms(card)
    assert not view_faults(modal.view(form, "{}"))


def test_a_hostile_name_is_shown_and_rings_no_one() -> None:
    card = Card(HOSTILE, (Text((HOSTILE,), small=True), Facts(((HOSTILE, HOSTILE),)), Bullets(((HOSTILE,),))))
    drawn = blocks(card)
    shown = [part for part in parts(drawn) if isinstance(part.get("text"), str)]
    assert {part["type"] for part in shown} <= {"text", "plain_text"}, "no markup is read anywhere"
    assert all("<!channel>" in part["text"] and "@colleague" in part["text"] for part in shown)
    assert all("\u202e" not in part["text"] for part in shown)
    assert "&lt;!channel&gt;" in fallback(card) and "<!" not in fallback(card)
    assert fallback(Card("A & B", ())) == "A &amp; B"


@pytest.mark.parametrize("small", [False, True])
def test_a_command_is_shown_as_it_is_typed_in_slack(small: bool) -> None:
    card = Card("t", (Text(("Try ", Code("next acme", command=True)), small=small),))
    assert "/deal next acme" in json.dumps(blocks(card))
    assert fallback(card).endswith("Try /deal next acme")


def test_what_is_seldom_wanted_is_behind_three_dots_and_more_than_they_hold_in_a_select() -> None:
    said, asks = Button("Show", "show x"), Button("Lose it", "lose x", "danger", ask="Really?")
    more = tuple(Button(f"More {at}", f"show {at}") for at in range(6))
    (few,) = blocks(Card("t", (Buttons((said,), more=more[:5]),)))[1:]
    assert [one["type"] for one in few["elements"]] == ["button", "overflow"]
    unfit = (Button("Long", f"show {'x' * 200}"), asks)
    (many,) = blocks(Card("t", (Buttons((said,), more=(*more, *unfit)),)))[1:]
    assert not faults([many])
    assert [one["type"] for one in many["elements"]] == ["button"] * 3 + ["static_select"]
    assert [one["text"]["text"] for one in many["elements"][:-1]] == ["Show", "Long", "Lose it"]
    assert [one["value"] for one in many["elements"][-1]["options"]] == [f"show {at}" for at in range(6)]
    assert many["elements"][-1]["placeholder"]["text"] == "More"


def test_a_menu_with_a_name_is_a_select_with_that_name_even_for_one() -> None:
    part = Buttons((), more=(Button("Acme", "show #1"),), sign="Open a deal")
    (shown,) = blocks(Card("t", (part,)))[1:]
    assert not faults([shown])
    assert shown["elements"][0]["placeholder"]["text"] == "Open a deal"
    assert [one["value"] for one in shown["elements"][0]["options"]] == ["show #1"]


def test_one_button_alone_stays_a_button() -> None:
    (shown,) = blocks(Card("t", (Buttons((Button("Show", "show x"),), more=(Button("Log", "log x"),)),)))[1:]
    assert [one["value"] for one in shown["elements"]] == ["show x", "log x"]


PLAIN = {"type": "plain_text", "text": "x"}
PRESS = {"type": "button", "text": PLAIN, "action_id": "a", "value": "v"}
SAID = {"type": "section", "text": PLAIN}


def press(**other: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": [PRESS | other]}


def asked(**other: Any) -> dict[str, Any]:
    """A question by a choice."""
    element = {"type": "static_select", "action_id": "v", **other}
    return {"type": "input", "block_id": "k", "label": PLAIN, "element": element}


def choice(text: str = "x", value: str = "v") -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": text}, "value": value}


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        [SAID] * 51,
        [{"type": "section", "text": {"type": "plain_text", "text": ""}}],
        [{"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}],
        [{"type": "section", "text": {"type": "plain_text", "text": "x" * 2900}}] * 5,
        [{"type": "section", "fields": [{"type": "plain_text", "text": "x" * 2001}]}],
        [{"type": "section", "fields": [PLAIN] * 11}],
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
        [{"type": "section", "text": {"type": "mrkdwn", "text": "<!channel>"}}],
        [{"type": "wall", "text": PLAIN}],
        [SAID | {"colour": "red"}],
        [press(text={"type": "plain_text", "text": "x" * 76})],
        [press(value="x" * 2001)],
        [press(confirm={"title": PLAIN, "text": {"type": "plain_text", "text": "x" * 301}, "confirm": PLAIN,
                        "deny": PLAIN})],
        [press(), press()],
        [{"type": "actions", "elements": [PRESS, PRESS]}],
        [{"type": "actions", "elements": [PRESS | {"action_id": str(at)} for at in range(26)]}],
        [{"type": "context", "elements": [PLAIN] * 11}],
        [asked(options=[choice()] * 101)],
        [asked(options=[choice(text="x" * 76)])],
        [asked(options=[choice(value="x" * 151)])],
        [asked(options=[])],
        [{"type": "actions", "elements": [{"type": "overflow", "action_id": "a", "options": [choice()] * 6}]}],
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2,
        [{"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}],
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}],
        [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}]}],
    ],
)  # fmt: skip  # a wrong payload a line
def test_the_rules_find_what_is_wrong(wrong: list[dict[str, Any]]) -> None:
    assert faults(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": {"type": "plain_text", "text": "x" * 25}},
        {"private_metadata": "x" * 3001},
        {"submit": None},
        {"blocks": [SAID] * 101},
        {"blocks": [{"type": "section", "text": {"type": "plain_text", "text": "x" * 3000}}] * 90},
        {"blocks": [asked(options=[choice()]), asked(options=[choice()])]},
        {"blocks": [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}]},
    ],
)
def test_the_rules_find_what_is_wrong_with_a_dialog(wrong: dict[str, Any]) -> None:
    right = {"type": "modal", "callback_id": "form", "title": PLAIN, "submit": PLAIN,
             "blocks": [asked(options=[choice()])]}  # fmt: skip  # a dialog in two lines
    assert not view_faults(right)
    assert view_faults({name: value for name, value in (right | wrong).items() if value is not None})


def test_a_phone_shows_the_line_that_the_card_has_for_it() -> None:
    card = Card("Wayne needs you", (), notification="Wayne, €120k: Legal & Licensing open")
    assert fallback(card) == "Wayne, €120k: Legal &amp; Licensing open"
