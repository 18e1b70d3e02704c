"""The page of a login: a card in a browser, with nothing in it that runs."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from aiohttp import web

from adapters.card import Bold, Bullets, Card, Code, Link, Text, Words

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
STYLE = (
    "body{font:17px/1.5 system-ui,sans-serif;max-width:32rem;margin:12vh auto;padding:0 1.2rem;color:#1d2430}"
    "h1{font-size:1.4rem}code{font-size:1.25rem;background:#eef1f6;padding:.2rem .5rem;border-radius:.3rem}"
    "small{color:#57606f}@media(prefers-color-scheme:dark){body{background:#14181f;color:#e8ebf0}"
    "code{background:#252c38}small{color:#a9b2c0}}"
)
SECONDS = 3
"""How often a page that waits looks again."""


def page(card: Card, *, waits: bool = False, status: int = 200) -> web.Response:
    """A card as a page; one that `waits` looks again by itself."""
    again = f'<meta http-equiv="refresh" content="{SECONDS}">' if waits else ""
    body = "".join(PARTS[part.kind](part) for part in card.body if part.kind in PARTS)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width">{again}'
    text = (
        f'<!doctype html><html lang="en"><head>{head}<title>{escape(card.title)}</title><style>{STYLE}</style></head>'
        f'<body><main aria-live="polite"><h1>{escape(card.title)}</h1>{body}</main></body></html>'
    )
    return web.Response(status=status, text=text, content_type="text/html", headers=HEADERS)


def _text(part: Text) -> str:
    words = _words(part.words)
    return f"<p><small>{words}</small></p>" if part.small else f"<p>{words}</p>"


def _bullets(part: Bullets) -> str:
    return f"<ul>{''.join(f'<li>{_words(line)}</li>' for line in part.lines)}</ul>"


def _words(words: Words) -> str:
    return "".join(_span(span) for span in words)


def _span(span: str | Bold | Code | Link) -> str:
    match span:
        case str():
            return escape(span)
        case Code():
            return f"<code>{escape(span.typed('/deal '))}</code>"
        case Bold():
            return f"<strong>{escape(span.words)}</strong>"
        case Link():
            return escape(span.words)


PARTS: Mapping[str, Callable[[Any], str]] = {"text": _text, "bullets": _bullets}
