"""Render: the neutral card as an Adaptive Card 1.5 that always fits."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from adapters.card import Buttons, Card, Chart, Element, Form, Text, Tone
from adapters.teams import charts, elements, inputs
from adapters.teams.formatter import Drawn, Formatter
from adapters.teams.inputs import Ids, Setting

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
LARGEST = 26_000  # bytes as JSON; Teams refuses a message over 28 KB, with the activity around the card
MOST_WATCHING = 60  # people who can each get another card

_LIMITS = ((2000, 60), (600, 40), (200, 25), (100, 15), (60, 8))
"""Lengths of texts and lists (letters, lines), in the order in which they are tried."""
_STYLE: dict[Tone, Drawn] = {
    "plain": {},
    "good": {"style": "good", "bleed": True},
    "warning": {"style": "warning", "bleed": True},
    "stop": {"style": "attention", "bleed": True},
}


PLAIN = Setting()


def drawn(
    card: Card,
    key: str,
    names: Mapping[str, str] | None = None,
    watching: Sequence[str] = (),
    setting: Setting = PLAIN,
) -> Drawn:
    """The card as JSON values, of at most LARGEST bytes.

    `key` identifies this showing of the card and is in the names of its actions. `names` has each mentioned user's
    name. `watching` are the account ids of users who get a card of their own instead, each time they look.
    What doesn't fit is shortened, then left out from the end; the last row of buttons stays.
    """
    if not watching or not card.refresh_command:
        return _fitting(card, Ids(key, setting), names, LARGEST)
    refresh = {"refresh": _refresh(card, key, watching)}
    return {**_fitting(_for_everybody(card), Ids(key, setting), names, LARGEST - size(refresh)), **refresh}


def _for_everybody(card: Card) -> Card:
    """The card for users who have no buttons to press."""
    notice = Text(("People who can decide see the buttons here.",), small=True)
    return replace(card, body=tuple(notice if isinstance(part, Buttons) and part.only else part for part in card.body))


def _refresh(card: Card, key: str, watching: Sequence[str]) -> Drawn:
    data = {"command": card.refresh_command, "act": f"{key}{inputs.REFRESH}"}
    refreshing = {"type": "Action.Execute", "id": data["act"], "title": "Look again", "verb": inputs.VERB, "data": data}
    return {"action": refreshing, "userIds": list(watching[:MOST_WATCHING])}


def _fitting(card: Card, ids: Ids, names: Mapping[str, str] | None, space: int) -> Drawn:
    for letters, rows in _LIMITS:
        made = _card(card, card.body, ids, Formatter(letters, rows, names))
        if size(made) <= space:
            return made
    formatter = Formatter(*_LIMITS[-1], names)
    for count in range(len(card.body) - 1, -1, -1):
        body = (*card.body[:count], *[part for part in card.body[count:] if isinstance(part, Buttons)][-1:])
        made = _card(card, body, ids, formatter, [formatter.text("The rest doesn't fit here.", isSubtle=True)])
        if size(made) <= space:
            return made
    return _card(card, (), ids, formatter)


def _card(
    card: Card, body: tuple[Element, ...], ids: Ids, formatter: Formatter, end: list[Drawn] | None = None
) -> Drawn:
    ids, title = Ids(ids.card, ids.setting), formatter.plain(card.title)
    head = {
        "type": "Container",
        "items": [formatter.text(_title(card.title, body, formatter), size="Large", weight="Bolder")],
        **_STYLE[card.tone],
    }
    parts = [shown for at, part in enumerate(body) for shown in _element(part, at, formatter, ids, card)]
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "fallbackText": title,
        "speak": formatter.plain(card.summary),
        "msteams": {"width": "Full"},
        "body": [head, *parts, *(end or [])],
    }


def _title(title: str, body: tuple[Element, ...], formatter: Formatter) -> str:
    """The title, without the total that Teams writes below a chart."""
    for part in body:
        if isinstance(part, Chart) and part.in_title and charts.adds_up(part, formatter):
            return title.removesuffix(f", {part.total}")
    return title


def _element(part: Element, number: int, formatter: Formatter, ids: Ids, card: Card) -> list[Drawn]:
    match part:
        case Form() if ids.setting.opens and not ids.setting.inside and not _only_asks(card):
            return inputs.form_button(part, formatter, ids)
        case Form():
            return inputs.form(part, number, formatter, ids, part.title if _is_form(card) else card.title)
        case Buttons():
            return inputs.buttons(part, formatter, ids)
        case _:
            return elements.drawn(part, formatter)


def _only_asks(card: Card) -> bool:
    """Whether a card is nothing but a form and words about it."""
    return all(isinstance(part, Form | Text) for part in card.body)


def _is_form(card: Card) -> bool:
    """Whether a card is one form, so that the card's title is the form's."""
    return _only_asks(card) and sum(isinstance(part, Form) for part in card.body) == 1


def attachment(card: Drawn) -> Drawn:
    """The card as the attachment of a message."""
    return {"contentType": CONTENT_TYPE, "content": card}


def size(values: object) -> int:
    """The size of values as JSON, in bytes."""
    return len(json.dumps(values, ensure_ascii=True).encode())
