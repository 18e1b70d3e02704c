"""Places: where something was said, in a few words: "in the meeting today", "on the phone". Pure."""

import re

from bot.language.understanding.choices import Language
from bot.language.values.words import one_of
from process.evidence import PLACES

MOST_WORDS = 8
DENIED = re.compile(r"\b(?:no|not|never|nowhere|\w+n['’]t)\b", re.IGNORECASE)


def places_in(words: str, language: Language) -> set[str]:
    """The places that a few words name; nothing where they deny one, or are a sentence of their own."""
    said = words.strip().rstrip(".!")
    whole = one_of(language.meant("where", said), PLACES)
    if whole:
        return {whole}
    if len(said.split()) > MOST_WORDS or DENIED.search(said):
        return set()
    found: set[str] = set()
    for word in sorted((*language.words("where"), *PLACES), key=len, reverse=True):
        pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
        place = one_of(language.meant("where", word), PLACES)
        if place and pattern.search(said):
            found.add(place)
            said = pattern.sub(" ", said)
    return found
