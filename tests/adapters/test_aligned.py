"""A table of letters of one width: columns stand below each other, and what has no room is cut."""

import pytest

from adapters.aligned import aligned, cell


def test_columns_stand_below_each_other_and_figures_end_below_each_other() -> None:
    rows = [("Deal", "Worth"), ("Acme", "40,000"), ("漢字", "5")]
    assert aligned(rows, {1}, 40) == [
        "Deal   Worth",
        "────  ──────",
        "Acme  40,000",
        "漢字       5",
    ]


def test_the_widest_column_is_cut_until_the_row_fits() -> None:
    first, rule, row = aligned([("Deal", "Note"), ("Acme", "They like it a lot")], (), 16)
    assert (first, rule, row) == ("Deal  Note", "────  ──────────", "Acme  They like…")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Acme", "Acme "),
        ("Acmes", "Acmes"),
        ("Acme 42", "Acme…"),
        ("Acme Limited", "Acme…"),
        ("漢漢漢", "漢漢…"),
        ("e\u0301" * 9, "e\u0301" * 4 + "…"),
    ],
)
def test_a_cell_has_its_width_and_no_blank_before_its_mark(words: str, shown: str) -> None:
    assert cell(words, 5) == shown


def test_a_cell_of_a_million_letters_is_cut_at_once() -> None:
    words = "x" * 1_000_000
    assert aligned([("Deal", "Note"), (words, words)], (), 12)[2] == "xxxx…  xxxx…"
