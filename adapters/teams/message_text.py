"""Text: a message without what Teams adds to it (HTML, quotes of other messages, links).

A message's `text` is mostly plain, with `<at>` around mentions. Formatted text is also there as an attachment of
the type text/html (Microsoft's documentation on conversations with bots). A reply quotes its message in a blockquote.
"""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from adapters.typed_text import labelled

FILE = "application/vnd.microsoft.teams.file.download.info"
MEDIA = ("image/", "video/", "audio/")
MOST_HTML = 60_000
"""Characters of HTML to read; Teams' own limit for a message is 28 KB."""

_LINES = frozenset(
    {"p", "div", "li", "ul", "ol", "tr", "table", "br", "hr", "pre", "blockquote", *(f"h{n}" for n in range(1, 7))}
)
_LOOKS = frozenset({
    "at", "a", "b", "strong", "i", "em", "u", "s", "del", "code", "span", "font", "sub", "sup", "td", "th", "tbody",
    "thead", "img", "emoji", "attachment", "codeblock", "systemeventmessage",
})  # fmt: skip  # words of one kind, side by side
_KNOWN = re.compile(rf"</?(?:{'|'.join(sorted(_LINES | _LOOKS))})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MENTION = re.compile(r"<span[^<>]*schema\.skype\.com/Mention[^<>]*>([^<>]*)</span>", re.IGNORECASE)
_TAG = re.compile(r"</?at\b[^>]*>", re.IGNORECASE)
_REPLY = "schema.skype.com/reply"


def source(activity: Mapping[str, Any], text: str) -> str:
    """The text to read: the message's own, or its HTML if it quotes another message; mentions are in `<at>`."""
    formatted = _formatted(activity)
    if _REPLY in formatted.casefold():
        return _MENTION.sub(r"<at>\1</at>", formatted)
    for address, label in _links(formatted):
        if address not in text:
            text = text.replace(label, f"{label} ({address})", 1)
    return text


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention as it stands in a text: its `words`, and the id of the colleague or that it is `ours`, the bot's."""

    words: str
    user: str
    ours: bool


def with_mentions(text: str, mentions: Iterable[Mention]) -> str:
    """The text with colleagues as `<@user>` and without the bot's own name; strangers keep their words.

    Only the words of a mention are removed: a customer can have the same name as the bot.
    """
    for one in mentions:
        known = f"<@{one.user}>" if one.user else _TAG.sub("", one.words)
        text = text.replace(one.words, " " if one.ours else known, 1)
    return text


def has_files(activity: Mapping[str, Any]) -> bool:
    """Whether files or pictures came with a message."""
    return any(kind == FILE or kind.startswith(MEDIA) for kind, _ in _attachments(activity))


def plain(text: str) -> str:
    """The text without HTML and quotes; a text that is only a quote by its own author stays."""
    if not _KNOWN.search(text):
        return _tidied(html.unescape(text))
    reader = _read(text)
    own = _tidied("".join(reader.own))
    return own or ("" if reader.replies else _tidied("".join(reader.quoted)))


def _formatted(activity: Mapping[str, Any]) -> str:
    for kind, content in _attachments(activity):
        if kind == "text/html" and isinstance(content, str):
            return content[:MOST_HTML]
    return ""


def _attachments(activity: Mapping[str, Any]) -> list[tuple[str, object]]:
    """The type and the content of each attachment."""
    attached = activity.get("attachments")
    objects = [one for one in attached if isinstance(one, dict)] if isinstance(attached, list) else []
    return [(str(one.get("contentType")).casefold(), one.get("content")) for one in objects]


def _links(formatted: str) -> list[tuple[str, str]]:
    """The address and the label of each link whose label isn't its address."""
    return [
        (address, label) for address, label in _read(formatted).links if label and labelled(address, label) != label
    ]


def _tidied(text: str) -> str:
    """The text with normal spaces and line ends instead of Teams' own."""
    text = text.replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n")
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _read(text: str) -> "_Reader":
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Splits the text of a message into its author's own words and quotes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.own: list[str] = []
        self.quoted: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.replies = False
        self._quotes = 0
        self._link: tuple[str, int] | None = None

    @property
    def _shown(self) -> list[str]:
        return self.quoted if self._quotes else self.own

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "blockquote":
            self._quotes += 1
            self.replies = self.replies or _REPLY in str(known.get("itemtype")).casefold()
        if tag in _LINES:
            self._shown.append("\n")
        elif tag in ("td", "th"):
            self._shown.append(" ")
        elif tag in ("img", "emoji"):
            self._shown.append(known.get("alt") or "")
        elif tag == "a":
            self._link = (known.get("href") or "", len(self._shown))
        elif tag not in _LOOKS:  # not Teams' markup: a person typed it
            self._shown.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            self._end_link(*self._link)
        if tag in _LINES:
            self._shown.append("\n")
        if tag == "blockquote" and self._quotes:
            self._quotes -= 1

    def _end_link(self, address: str, begin: int) -> None:
        label, self._link = "".join(self._shown[begin:]).strip(), None
        self.links.append((address, label))
        if address:
            self._shown[begin:] = [labelled(address, label)]

    def handle_data(self, data: str) -> None:
        self._shown.append(data)
