"""Words on Slack: rich text runs and plain text. Neither reads markup, so what people typed is shown as typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.card import Bold, Code, Link, Words
from adapters.unseen import visible

Drawn = dict[str, Any]

SOMEONE = "@colleague"
BEFORE = "/deal "
"""What people type before a command: Slack's sign, and the name of our slash command."""

NOTHING = "–"
"""Stands for nothing: Slack refuses an empty text."""

_MENTION = re.compile(r"<@([\w-]+)(?:\|([^>]*))?>")
_BREAK = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_HALF = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Formatter:
    """How words are written on one card: the longest text and list, and the names of mentioned people."""

    letters: int = 2900
    rows: int = 99
    names: Mapping[str, str] | None = None

    def text(self, text: str, most: int = 0) -> str:
        """A text for a place without markup: mentions as names, no hidden characters, cut to `most`, never empty."""
        letters = min(self.letters, most) if most else self.letters
        return cut(self._clean(text).strip(), letters) or NOTHING

    def plain(self, text: str, most: int = 0) -> Drawn:
        """The text as Slack's plain text object; `:smile:` in it stays text."""
        return {"type": "plain_text", "text": self.text(text, most), "emoji": False}

    def line(self, words: Words, **formatting: bool) -> list[Drawn]:
        """One line or paragraph as rich text runs; `formatting` (bold, italic) applies to all of them."""
        runs = [self._run(one, formatting) for one in words]
        return [one for one in runs if one["text"]] or [run(NOTHING)]

    def _run(self, span: str | Bold | Code | Link, formatting: Mapping[str, bool]) -> Drawn:
        match span:
            case str():
                return run(self._short(span), **formatting)
            case Bold():
                return run(self._short(span.words), **{**formatting, "bold": True})
            case Code():
                return run(self._short(span.typed(BEFORE)), **{**formatting, "code": True})
            case Link():
                return run(self._short(span.words), **formatting) | _leading(span.url)

    def _short(self, text: str) -> str:
        return cut(self._clean(text), self.letters)

    def _clean(self, text: str) -> str:
        if text.isascii() and text.isprintable() and "<@" not in text:
            return text
        named = _MENTION.sub(self._called, _BREAK.sub("\n", text))
        return _HALF.sub("\ufffd", _CONTROL.sub(" ", visible(named)))

    def _called(self, found: re.Match[str]) -> str:
        """The name behind a mention: with a live mention, every card would notify the person again."""
        known = (self.names or {}).get(found[1]) or found[2]
        return f"@{known}" if known else SOMEONE


def run(text: str, **formatting: bool) -> Drawn:
    """A piece of a line."""
    return {"type": "text", "text": text, **({"style": formatting} if formatting else {})}


def escaped(text: str) -> str:
    """A text for a place with markup, escaped: no mention and no link in it comes alive."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, letters: int) -> str:
    """The text, cut to `letters` with a sign that it goes on."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def number(value: float) -> float:
    """A whole number without decimals: as JSON, Python writes a large float in another way."""
    return int(value) if float(value).is_integer() else value


def _leading(url: str) -> Drawn:
    """The address if it is http or https; anything else (`javascript:`) stays words."""
    safe = url.lower().startswith(("https://", "http://", "mailto:")) and len(url) <= 3000 and not re.search(r"\s", url)
    return {"type": "link", "url": url} if safe else {}
