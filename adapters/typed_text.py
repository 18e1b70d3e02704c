"""What typed commands share in every chat: marks around the whole command, and the bot's word before it."""

import re

COMMAND = re.compile(r"^\s*/?deal\b\s*", re.IGNORECASE)

_BEFORE = re.compile(r"^(?:https?://|mailto:|tel:)|\s", re.IGNORECASE)

MARKS = (
    ("```", "```"),
    ("`", "`"),
    ("**", "**"),
    ("*", "*"),
    ('"', '"'),
    ("“", "”"),
    ("„", "“"),
    ("”", "”"),
    ("'", "'"),
    ("‘", "’"),
    ("«", "»"),
)
"""Quotes and marks around a command that people copy from a card or a page, or that phones add."""


def command(text: str) -> str:
    """A typed command without marks around it, `/deal` before it, or blanks at its ends."""
    bare = _unwrapped(text.strip())
    return _unwrapped(COMMAND.sub("", bare).strip())


def is_order(text: str) -> bool:
    """Whether a message is a command with `/deal` before it, rather than plain words."""
    return bool(COMMAND.match(_unwrapped(text.strip())))


def talked(text: str) -> str:
    """Plain words as they were typed: no marks around the whole, and nothing else taken away."""
    return _unwrapped(text.strip())


def labelled(address: str, label: str) -> str:
    """A link in words: only its label if that is the (shortened) address, else the label and the address."""
    if not label or _bare(label) == _bare(address):
        return label or address
    return f"{label} ({address})"


def _bare(address: str) -> str:
    return _BEFORE.sub("", address).rstrip("/").casefold()


def _unwrapped(text: str) -> str:
    """The text without the marks around the whole of it; `"Acme" and "Globex"` keeps its own."""
    for opening, closing in MARKS:
        inside = text.removeprefix(opening).removesuffix(closing)
        whole = len(text) - len(inside) == len(opening) + len(closing)
        if whole and inside.strip() and opening not in inside and closing not in inside:
            return _unwrapped(inside.strip())
    return text
