"""Characters that no one sees, but that turn or hide the words around them."""

import re

UNSEEN = re.compile(r"[\u200b\u200e\u200f\u061c\u00ad\u180e\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]")
"""Direction marks and overrides, spaces without width. Joiners (U+200C, U+200D) stay: scripts and emoji need them."""


def visible(text: str) -> str:
    """The text without characters that turn or hide words."""
    return text if text.isascii() else UNSEEN.sub("", text)
