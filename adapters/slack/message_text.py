"""Text: a message without Slack's escapes, links and marks, as its author saw it.

Slack's documentation on formatting text: `<@U1>`, `<#C1|name>`, `<https://address|label>`, `&amp;`, `*bold*`,
`_italic_`, code between one or three backticks and, at the beginning of a line, `&gt;` for a quote.
"""

import html
import re

from adapters.typed_text import labelled

MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_LINKED = re.compile(r"<(?:mailto:|tel:)?([^|>@#!][^|>]*)(?:\|([^>]*))?>")
_CHANNEL = re.compile(r"<[#!]([^|>]*)(?:\|([^>]*))?>")
_CODE = re.compile(r"```(.+?)```|`([^`\n]+)`", re.DOTALL)
_QUOTED = re.compile(r"^(?P<before>\s*(?:\0\d+\0\s*)?)(?:(?:&gt;|>)[ \t]*)+")
_QUOTED_LINE = re.compile(r"^(?:(?:&gt;|>)[ \t]*)+", re.MULTILINE)
_PUT_AWAY = re.compile("\0(\\d+)\0")


def _mark(sign: str) -> re.Pattern[str]:
    """A pattern for a pair of marks as Slack reads it: 5*3*2 and snake_case_names have none."""
    one = re.escape(sign)
    return re.compile(rf"(?<![\w{one}]){one}(?=[^\s)\]}}.,;:!?{one}])([^{one}\n]*[^\s{one}]){one}(?![\w{one}])")


_MARKS = (_mark("*"), _mark("_"), _mark("*"))
"""Bold, italic, and bold again: either can be within the other."""


def plain(text: str) -> str:
    """A message without marks and escapes; mentions stay `<@U1>`, a link with a label is "label (address)"."""
    away: list[str] = []

    def put_away(words: str) -> str:
        away.append(words)
        return f"\0{len(away) - 1}\0"

    text = text.replace("\0", "").replace("\xa0", " ")
    text = MENTION.sub(lambda found: put_away(f"<@{found[1]}>"), text)
    text = _CHANNEL.sub(lambda found: put_away(html.unescape(f"#{found[2] or found[1]}")), text)
    text = _LINKED.sub(lambda found: put_away(html.unescape(labelled(found[1], found[2] or ""))), text)
    text = _CODE.sub(lambda found: put_away(html.unescape((found[1] or found[2]).strip("\n"))), text)
    return _brought_back(html.unescape(_unmarked(text)), away).strip()


def _unmarked(text: str) -> str:
    if _QUOTED.match(text):
        text = _QUOTED_LINE.sub("", _QUOTED.sub(r"\g<before>", text))
    for mark in _MARKS:
        text = mark.sub(r"\1", text)
    return text


def _brought_back(text: str, away: list[str]) -> str:
    """The text with the parts that were set aside; twice, since code can contain links that were set aside before."""
    for _ in range(2):
        text = _PUT_AWAY.sub(lambda found: away[int(found[1])], text)
    return text
