"""Render: the card as plain values. The page draws them with text nodes only, so nothing needs escaping."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from adapters.card import (
    Bars,
    Bold,
    Bullets,
    Buttons,
    Card,
    Chart,
    Code,
    Element,
    Facts,
    Form,
    Link,
    Table,
    Text,
    Track,
    Words,
)
from adapters.sandbox.demo_people import BEFORE, by_name

Drawn = dict[str, Any]


def drawn(card: Card) -> Drawn:
    """The card for the page: JSON values, each element with its `kind`; `line` is what a phone would show of it."""
    body = [_element(part) for part in card.body]
    return {"title": by_name(card.title), "tone": card.tone, "body": body, "line": by_name(card.summary)}


def _element(part: Element) -> Drawn:
    return {"kind": part.kind, **_DRAW[part.kind](part)}


def _text(part: Text) -> Drawn:
    return {"words": _words(part.words), "small": part.small}


def _bullets(part: Bullets) -> Drawn:
    return {"lines": [_words(line) for line in part.lines]}


def _facts(part: Facts) -> Drawn:
    return {"pairs": [[name, by_name(value)] for name, value in part.pairs]}


def _table(part: Table) -> Drawn:
    rows = [list(map(by_name, row)) for row in part.rows]
    return {"columns": list(part.columns), "rows": rows, "right": list(part.right)}


def _track(part: Track) -> Drawn:
    return {"label": part.label, "steps": [{"name": name, "state": state} for name, state in part.steps]}


def _bars(part: Bars) -> Drawn:
    rows = [{"label": row.label, "share": min(1.0, max(0.0, row.share)), "note": row.note} for row in part.rows]
    return {"label": part.label, "rows": rows}


def _chart(part: Chart) -> Drawn:
    """What the page draws itself; figures side by side are its bars."""
    if part.shape == "bars":
        return {"kind": "bars", **_bars(part.fallback)}
    points = [asdict(point) for point in part.points]
    label = part.heading if part.shape == "funnel" else part.label  # the wheel has its total in the hub
    total = "" if part.in_title else part.total
    return {"label": label, "shape": part.shape, "total": total, "points": points}


def _form(part: Form) -> Drawn:
    return asdict(part)


def _buttons(part: Buttons) -> Drawn:
    return {"row": list(map(asdict, part.row)), "more": list(map(asdict, part.more)), "sign": part.sign}


_DRAW: dict[str, Callable[[Any], Drawn]] = {
    "text": _text,
    "bullets": _bullets,
    "facts": _facts,
    "table": _table,
    "track": _track,
    "bars": _bars,
    "chart": _chart,
    "form": _form,
    "buttons": _buttons,
}


def _words(words: Words) -> list[Drawn]:
    return [_span(span) for span in words]


def _span(span: str | Bold | Code | Link) -> Drawn:
    match span:
        case str():
            return {"as": "plain", "words": by_name(span)}
        case Bold():
            return {"as": "bold", "words": by_name(span.words)}
        case Code():
            return {"as": "code", "words": span.typed(BEFORE)}
        case Link():
            return {"as": "link", "words": by_name(span.words), "url": _safe(span.url)}


def _safe(url: str) -> str:
    """The address if it is http or https; anything else (`javascript:`) is shown as words."""
    return url if url.lower().startswith(("https://", "http://", "mailto:")) else ""
