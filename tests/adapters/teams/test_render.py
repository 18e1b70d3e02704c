"""Every card is a valid Adaptive Card 1.5, small enough for Teams, and nothing people typed comes to life in it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.card import Bullets, Button, Buttons, Card, Code, Element, Facts, Field, Form, Link, Table, Text
from adapters.teams.render import LARGEST, drawn, size
from bot.views.examples.cards import EXAMPLES
from tests.support.example_cards import example_card
from tests.support.for_each import for_each
from tests.support.teams_chart_rules import as_fallback
from tests.support.teams_schema import faults

HOSTILE = "**bold** [x](https://evil.example) <at>Mia</at> <b>hi</b> {{DATE(2026-05-04T00:00:00Z,SHORT)}} `code`"


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a card, however deep."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from parts(one)


def actions(made: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons of a card, without those that leave a form."""
    shown = [part for part in parts(made) if part.get("type") == "Action.Execute"]
    return [one for one in shown if "cancel" not in one["data"]]


def read(made: dict[str, Any]) -> str:
    """Everything a person reads, a run after the other."""
    return "".join(part["text"] for part in parts(made) if part.get("type") == "TextRun").replace("\u2060", "")


@for_each(EXAMPLES)
def test_every_example_is_valid_by_the_schema(name: str) -> None:
    assert not faults(as_fallback(drawn(example_card(name), "k")))


@for_each(EXAMPLES)
def test_every_example_fits_with_every_button_and_question(name: str) -> None:
    card = example_card(name)
    made = drawn(card, "k" * 40)
    assert size(made) <= LARGEST
    meant = [one.command for part in card.body if isinstance(part, Buttons) for one in part.every]
    meant += [part.command for part in card.body if isinstance(part, Form)]
    assert sorted(one["data"]["command"] for one in actions(made)) == sorted(meant)


@for_each(EXAMPLES)
def test_no_element_reads_markdown(name: str) -> None:
    assert not [part for part in parts(drawn(example_card(name), "k")) if part.get("type") in {"TextBlock", "FactSet"}]


def test_what_people_typed_shows_as_typed_wherever_it_stands() -> None:
    body = (Text((HOSTILE,)), Facts(((HOSTILE, HOSTILE),)), Table(("a", HOSTILE), (("b", HOSTILE),)))
    made = drawn(Card(HOSTILE, body), "k")
    assert not faults(made)
    assert read(made).count(HOSTILE) == 6
    assert "<at>" not in json.dumps(made)
    assert "{{" not in json.dumps(made)


def test_only_addresses_of_pages_are_links() -> None:
    made = drawn(Card("t", (Text((Link("a", "javascript:alert(1)"), Link("b", "https://x.example"))),)), "k")
    assert [part["url"] for part in parts(made) if part.get("type") == "Action.OpenUrl"] == ["https://x.example"]


def test_endless_words_are_shortened_and_the_buttons_stay() -> None:
    long = "ü" * 10_000
    rows = tuple((long, long, long) for _ in range(100))
    body: tuple[Element, ...] = (
        *(Text((long,)) for _ in range(80)),
        Table(("a", "b", "c"), rows),
        Buttons((Button("Go", "show x"),)),
    )
    made = drawn(Card(long, body), "k")
    assert not faults(made)
    assert size(made) <= LARGEST
    assert "…" in read(made)
    assert [one["data"]["command"] for one in actions(made)] == ["show x"]


ASKED = Card(
    "Acme: approve?",
    (Text(("Rob asks.",)), Buttons((Button("Approve", "approve a 1"),), ("mia",))),
    refresh_command="show a",
)


def test_those_who_may_decide_look_again_and_everyone_else_sees_the_state() -> None:
    made = drawn(ASKED, "k", watching=["29:mia"])
    assert not faults(made)
    assert not [one for one in actions(made) if one["data"]["command"].startswith("approve")]
    assert "People who can decide see the buttons here." in read(made)
    assert made["refresh"]["userIds"] == ["29:mia"]
    assert made["refresh"]["action"]["data"] == {"command": "show a", "act": "k.0"}


def test_where_no_one_who_may_decide_is_known_all_see_the_buttons() -> None:
    made = drawn(ASKED, "k")
    assert [one["data"]["command"] for one in actions(made)] == ["approve a 1"]
    assert "refresh" not in made


def test_at_most_sixty_look_again_and_the_card_is_still_small_enough() -> None:
    body = (*(Text(("ü" * 10_000,)) for _ in range(80)), *ASKED.body)
    made = drawn(replace(ASKED, body=body), "k", watching=[f"29:{number:090}" for number in range(200)])
    assert len(made["refresh"]["userIds"]) == 60
    assert size(made) <= LARGEST


def test_what_cannot_change_is_not_looked_at_again() -> None:
    assert "refresh" not in drawn(Card("t", (Text(("x",)),)), "k", watching=["29:mia"])


def test_a_table_that_a_phone_has_no_room_for_is_shown_row_by_row() -> None:
    columns = ("Deal", "Stage", "Amount", "Close date", "Needs next")
    row = ("Wayne Industries", "Qualification", "145,000 EUR", "14 December 2026", "Responsible: you")
    made = drawn(Card("t", (Table(columns, (row,), right=(2,)),)), "k")
    assert not [part for part in parts(made) if part.get("type") == "Table"]
    assert "Stage: Qualification · Amount: 145,000\u00a0EUR · Close date: 14 December 2026" in read(made)
    narrow = drawn(Card("t", (Table(columns[:3], (row[:3],), right=(2,)),)), "k")
    assert [part for part in parts(narrow) if part.get("type") == "Table"]


def test_an_error_is_in_words_under_its_question() -> None:
    asked = Field("budget", "Budget", "money", value="lots", error="Give an amount with its currency.")
    made = drawn(Card("t", (Form("met x", "s", "Evidence", (asked,)),)), "k")
    at = next(at for at, part in enumerate(made["body"]) if part.get("id") == "0.budget")
    assert made["body"][at]["value"] == "lots"
    assert read(made["body"][at + 1]) == "Give an amount with its currency."


def test_a_button_with_a_question_asks_it_first() -> None:
    made = drawn(Card("t", (Buttons((Button("Lose it", "lose x", "danger", ask="Really?"),)),)), "k")
    (shown,) = made["body"][1]["actions"]
    assert shown["type"] == "Action.ShowCard"
    assert "Really?" in read(shown)
    assert [one["data"]["command"] for one in actions(shown)] == ["lose x"]


def test_a_client_without_execute_sends_the_same_by_submit() -> None:
    made = drawn(Card("t", (Buttons((Button("Go", "show x"),)),)), "k")
    (one,) = actions(made)
    assert one["fallback"]["type"] == "Action.Submit"
    assert one["fallback"]["data"] == one["data"]


def test_no_row_has_more_buttons_than_teams_shows() -> None:
    made = drawn(Card("t", (Buttons(tuple(Button(str(n), f"show {n}") for n in range(14))),)), "k")
    assert [len(part["actions"]) for part in made["body"][1:]] == [6, 6, 2]
    assert len({one["id"] for one in actions(made)}) == 14


@pytest.mark.parametrize(("label", "rows"), [("Add the details", [2, 2]), ("Give an evidence", [1, 1, 1, 1])])
def test_no_row_is_wider_than_a_card(label: str, rows: list[int]) -> None:
    made = drawn(Card("t", (Buttons(tuple(Button(label, f"show {n}") for n in range(4))),)), "k")
    assert [len(part["actions"]) for part in made["body"][1:]] == rows


def test_what_is_seldom_wanted_is_opened_by_the_last_button_and_what_asks_stays_in_sight() -> None:
    more = (*(Button(f"More {at}", f"show {at}") for at in range(8)), Button("Lose it", "lose x", ask="Really?"))
    made = drawn(Card("t", (Buttons((Button("Show", "show x"),), more=more),)), "k")
    assert not faults(made)
    (row,) = made["body"][1:]
    assert [one["title"] for one in row["actions"]] == ["Show", "Lose it", "•••"]
    opened = row["actions"][-1]["card"]
    assert [one["data"]["command"] for one in actions(opened)] == [f"show {at}" for at in range(8)]
    assert all(len(part["actions"]) <= 6 for part in opened["body"])
    assert not [part for part in parts(opened) if part.get("type") == "Action.ShowCard"]
    assert len({one["id"] for one in actions(made)}) == 10


def test_a_menu_with_a_name_has_that_name_on_its_button() -> None:
    part = Buttons((), more=(Button("Acme", "show #1"), Button("Globex", "show #2")), sign="Open a deal")
    made = drawn(Card("t", (part,)), "k")
    assert not faults(made)
    assert [one["title"] for one in made["body"][1]["actions"]] == ["Open a deal"]
    assert [one["data"]["command"] for one in actions(made["body"][1]["actions"][0]["card"])] == ["show #1", "show #2"]


def test_a_form_is_not_called_as_its_card_twice() -> None:
    made = drawn(Card("A new deal", (Form("new", "", "A new deal", (Field("name", "Name"),)),)), "k")
    assert read(made).count("A new deal") == 1


def test_teams_shows_no_slash_and_a_mention_as_a_name() -> None:
    made = drawn(Card("t", (Text((Code("/deal advance acme"), " for <@a-1> and <@b-2>")),)), "k", {"a-1": "Mia Marsh"})
    assert read(made) == "tadvance acme for @Mia Marsh and @colleague"


def test_a_command_is_shown_as_it_is_typed_in_teams() -> None:
    assert read(drawn(Card("t", (Text(("Try ", Code("next acme", command=True))),)), "k")) == "tTry next acme"


def test_the_schema_would_tell() -> None:
    made = drawn(Card("t", (Text(("x",)),)), "k")
    assert faults({**made, "body": [{"type": "Marquee"}]})
    assert faults({**made, "body": [{"type": "RichTextBlock", "inlines": [{"type": "TextRun"}]}]})


def test_an_amount_makes_its_column_as_wide_as_it_is() -> None:
    columns = ("Stage", "Stalled", "Quiet", "Worth")
    few, many = (
        Table(columns, (("Qualification", "12", "12", amount),), (1, 2, 3)) for amount in ("€9m", "1 234 567,50 PLN")
    )
    assert "Table" in kinds(drawn(Card("t", (few,)), "k"))
    assert "Table" not in kinds(drawn(Card("t", (many,)), "k"))


@pytest.mark.parametrize(("letters", "grid"), [(30, True), (31, False)])
def test_a_grid_has_as_many_letters_as_a_phone_has_room_for(letters: int, grid: bool) -> None:
    table = Table(("a", "b"), (("x" * letters, "y" * 6),))
    assert ("Table" in kinds(drawn(Card("t", (table,)), "k"))) is grid


def test_a_line_ends_in_no_date_figure_or_bracket() -> None:
    table = Table(("Rate", "Until", "Sum"), (("98% (42 of 43)", "3 May 2027", "45,000 EUR and more"),), (2,))
    made = drawn(Card("t", (table,)), "k")
    for piece in ("98% (42\u00a0of\u00a043)", "3\u00a0May\u00a02027", "45,000\u00a0EUR\u00a0and\u00a0more"):
        assert piece in read(made)


def test_a_row_on_a_phone_leaves_out_what_is_empty() -> None:
    long = "Rep and specialist in customer success, legal and licensing"
    table = Table(("Name", "Roles", "Reports to", "Presence"), (("Leo", long, "–", "here"), ("Ada", "", "–", "")))
    assert read(drawn(Card("t", (table,)), "k")) == f"tLeoRoles: {long} · Presence: hereAda"


def kinds(made: dict[str, Any]) -> list[str]:
    """What a card is made of."""
    return [part["type"] for part in made["body"]]


def test_a_card_that_is_one_form_has_one_title() -> None:
    asked = Form("met x", "s", "Globex: give evidence", (Field("a", "Which budget?"),))
    alone, below = (
        read(drawn(Card("Evidence for Globex", body), "k")) for body in ((asked,), (Bullets((("x",),)), asked))
    )
    assert "Globex: give evidence" not in alone
    assert "Globex: give evidence" in below
