"""Button rows: what is in sight of a card, and what is in its menu."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.card import Button, Buttons

IN_SIGHT = 5
"""Buttons in sight of one card: more of them, and no one reads them."""
IN_MENU = 10
"""Buttons in a menu: of more, no one finds the one they want."""


def buttons(first: Sequence[Button], seldom: Sequence[Button] = ()) -> Buttons:
    """One row: `first` in their order, as far as they are in sight, and then the menu with the rest and `seldom`.

    A command has one button. One is the primary, and what can't be taken back isn't in sight.
    """
    once = list({one.command: one for one in (*first, *seldom)}.values())
    wanted = {one.command for one in first}
    row = [one for one in once if one.command in wanted and one.style != "danger"]
    menu = [*row[IN_SIGHT:], *(one for one in once if one not in row)]
    return Buttons(_one_primary(row[:IN_SIGHT]), more=_plain(menu[:IN_MENU]))


def _one_primary(row: Sequence[Button]) -> tuple[Button, ...]:
    shown: list[Button] = []
    for one in row:
        taken = any(before.style == "primary" for before in shown)
        shown.append(replace(one, style="plain") if taken and one.style == "primary" else one)
    return tuple(shown)


def _plain(menu: Sequence[Button]) -> tuple[Button, ...]:
    return tuple(replace(one, style="plain") if one.style == "primary" else one for one in menu)


def and_show(deal: str, first: Sequence[Button], seldom: Sequence[Button] = ()) -> Buttons:
    """The same with the button that shows a deal, by its id, at the end of the row."""
    return buttons((*first[: IN_SIGHT - 1], show(deal)), (*first[IN_SIGHT - 1 :], *seldom))


def show(deal: str) -> Button:
    """The button that shows a deal, by its id."""
    return Button("Show deal", f"show #{deal}")
