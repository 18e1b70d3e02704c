"""Words on an Adaptive Card: text runs, which read no Markdown, so what people typed is shown as typed."""

import re
from collections.abc import Mapping, Sized
from dataclasses import dataclass
from typing import Any

from adapters.card import Bold, Code, Link, Words
from adapters.unseen import visible

Drawn = dict[str, Any]

BEFORE = ""
"""What people type before a command: nothing."""

SOMEONE = "@colleague"
_MENTION = re.compile(r"<@([\w-]+)(?:\|[^>]*)?>")
_COMMAND = re.compile(r"(?<![\w/])/deal\s+(?=\S)")
_ALIVE = re.compile(r"(?<=<)(?=/?at\b)|(?<=\{)(?=\{)", re.IGNORECASE)
"""Finds an `<at>` or a `{{DATE()}}`, which Teams would interpret: an invisible word joiner keeps them as text."""


@dataclass(frozen=True, slots=True)
class Formatter:
    """How words are written on one card: the longest text and list, and the names of mentioned people."""

    letters: int = 2000
    rows: int = 60
    names: Mapping[str, str] | None = None

    def plain(self, text: str) -> str:
        """A text for a place without Markdown: mentions as names, shortened, nothing in it interpreted."""
        named = visible(_MENTION.sub(self._called, text))
        text = _COMMAND.sub("", named).replace("\r\n", "\n").replace("\r", "\n")
        return _ALIVE.sub("\u2060", _cut(text, self.letters))

    def _called(self, found: re.Match[str]) -> str:
        known = (self.names or {}).get(found[1])
        return f"@{known}" if known else SOMEONE

    def line(self, words: Words, **formatting: object) -> Drawn:
        """One line or paragraph; `formatting` applies to all its runs."""
        return block([self._run(one, formatting) for one in words])

    def text(self, text: str, **formatting: object) -> Drawn:
        """A text without marked words, as one line."""
        return self.line((text,), **formatting)

    def _run(self, span: str | Bold | Code | Link, formatting: Mapping[str, object]) -> Drawn:
        match span:
            case str():
                return run(self.plain(span), **formatting)
            case Bold():
                return run(self.plain(span.words), **{**formatting, "weight": "Bolder"})
            case Code():
                return run(self.plain(span.typed(BEFORE)), **{**formatting, "fontType": "Monospace"})
            case Link():
                return run(self.plain(span.words), **formatting, **_leading(span.url))


def run(text: str, **formatting: object) -> Drawn:
    """A piece of a line. No client accepts an empty one, so a hard space stands for nothing."""
    return {"type": "TextRun", "text": text or "\xa0", **formatting}


def block(runs: list[Drawn], **formatting: object) -> Drawn:
    """A line of runs."""
    return {"type": "RichTextBlock", "inlines": runs or [run("")], **formatting}


def more(all_of_them: Sized, formatter: Formatter) -> list[Drawn]:
    """A line that says how many of a list are left out; none if all are there."""
    left = len(all_of_them) - formatter.rows
    return [formatter.text(f"… and {left} more.", isSubtle=True)] if left > 0 else []


def _leading(url: str) -> Drawn:
    """The address if it is http or https; anything else (`javascript:`) stays words."""
    if not url.lower().startswith(("https://", "http://", "mailto:")) or len(url) > 2000:
        return {}
    return {"selectAction": {"type": "Action.OpenUrl", "url": url}}


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
