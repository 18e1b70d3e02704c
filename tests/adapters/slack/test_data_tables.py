"""Tables on Slack as its newer block: each one is valid, says all that the older form says, and sorts by its numbers."""

from typing import Any

import pytest

from adapters.card import Card, Table
from adapters.slack.newer_blocks import Newer
from adapters.slack.render import blocks, fallback
from bot.views.examples.cards import EXAMPLES
from tests.support.example_cards import example_card
from tests.support.slack_rules import faults, view_faults
from tests.support.slack_table_rules import table_faults

TABLES: Newer = frozenset({"table"})
DAYS = Table(
    ("Stage", "Days", "Went on"), (("Find", "12", "3 of 3"), ("Close", "–", "–")), (1,), ((1, (12.0, 0.0)),), "Stages"
)


def table(rows: int, columns: int = 3, cell: str = "x") -> Table:
    return Table(tuple(f"c{at}" for at in range(columns)), tuple((cell,) * columns for _ in range(rows)))


def drawn(*tables: Table) -> list[dict[str, Any]]:
    made = blocks(Card("t", tables), newer=TABLES)
    assert not faults(made)
    return [block for block in made if block["type"] == "data_table"]


def test_every_example_with_a_table_is_valid_in_a_message_and_on_a_home_page() -> None:
    with_tables = [card for card in map(example_card, EXAMPLES) if any(isinstance(part, Table) for part in card.body)]
    assert len(with_tables) > 10
    for card in with_tables:
        made = blocks(card, newer=TABLES)
        assert "data_table" in {block["type"] for block in made}
        assert not faults(made)
        assert not view_faults({"type": "home", "blocks": blocks(card, tables=False, newer=TABLES)})


def test_a_column_of_figures_has_the_number_to_sort_by_and_the_words_to_read() -> None:
    (block,) = drawn(DAYS)
    assert block["caption"] == "Stages"
    assert block["rows"][1] == [
        {"type": "raw_text", "text": "Find"},
        {"type": "raw_number", "value": 12, "text": "12"},
        {"type": "raw_text", "text": "3 of 3"},
    ]
    assert block["rows"][2][1] == {"type": "raw_number", "value": 0, "text": "–"}


def test_every_row_is_on_the_first_page() -> None:
    (block,) = drawn(table(99, cell="y" * 20))
    assert (block["page_size"], len(block["rows"])) == (99, 100)


@pytest.mark.parametrize("odd", [table(0), table(100), table(3, 0), table(3, 21), table(30, cell="y" * 200)])
def test_a_table_that_slack_does_not_take_has_the_older_form(odd: Table) -> None:
    assert not drawn(odd)
    assert blocks(Card("t", (odd,)), newer=TABLES) == blocks(Card("t", (odd,)))


@pytest.mark.parametrize("cell", ["", " ", "<!channel> & <@U0MIA>", "\u202e\ud800", "one\ntwo", "\U0001f600" * 30])
def test_a_cell_with_odd_letters_is_valid(cell: str) -> None:
    assert len(drawn(Table((cell, "b"), ((cell, cell),), label=cell))) == 1


def test_of_two_tables_that_are_too_large_together_the_second_has_the_older_form() -> None:
    half = table(30, cell="y" * 60)
    made = blocks(Card("t", (half, half)), newer=TABLES)
    assert [block["type"] for block in made] == ["header", "data_table", "table"]
    assert not faults(made)
    assert len(drawn(table(9), table(9), table(9))) == 3


def test_the_text_for_screen_readers_has_the_rows_once_and_the_blocks_do_not_repeat_them() -> None:
    card = Card("Days", (DAYS,), notification="2 stages")
    assert fallback(card) == "2 stages Find: Days 12, Went on 3 of 3. Close: Days –, Went on –."
    assert len(blocks(card, newer=TABLES)) == 2
    assert len(fallback(Card("t", (table(99, cell="y" * 90),)))) <= 1000


A, ONE = {"type": "raw_text", "text": "a"}, {"type": "raw_number", "value": 1, "text": "1"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"caption": ""},
        {"caption": None},
        {"colour": "red"},
        {"page_size": 101},
        {"row_header_column_index": 3},
        {"rows": [[A]]},
        {"rows": [[A], [{"type": "raw_text", "text": " "}]]},
        {"rows": [[A], [A, A]]},
        {"rows": [[ONE], [ONE]]},
        {"rows": [[A], [{"type": "raw_number", "value": "1", "text": "1"}]]},
        {"rows": [[A], [A], [ONE]]},
        {"rows": [[A]] * 102},
        {"rows": [[A] * 21] * 2},
    ],
)
def test_the_rules_would_tell(wrong: dict[str, Any]) -> None:
    (right,) = drawn(DAYS)
    assert not table_faults(right)
    assert table_faults(right | wrong)
