"""Storable: what was typed or entered, without the few characters that no database takes."""

import re
from collections.abc import Mapping
from dataclasses import replace

from adapters.chat import Inbound

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL refuses the zero character, and half a character (a lone surrogate) isn't UTF-8."""
INSTEAD = "\ufffd"
"""The sign for a character that can't be shown, by Unicode."""


def storable(inbound: Inbound) -> Inbound:
    """The same with each of these replaced, and with the line ends of one kind that forms may bring."""
    values = inbound.values
    return replace(inbound, text=_clean(inbound.text), values=None if values is None else _cleaned(values))


def _cleaned(values: Mapping[str, str]) -> dict[str, str]:
    return {_clean(key): _clean(words) for key, words in values.items()}


def _clean(words: str) -> str:
    return UNSTORABLE.sub(INSTEAD, words).replace("\r\n", "\n")
