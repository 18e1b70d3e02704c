"""Spelling: people leave accents out in a hurry, or write two letters for one."""

import re

LETTERS = {
    "ä": "(?:ä|ae|a)",
    "ö": "(?:ö|oe|o)",
    "ü": "(?:ü|ue|u)",
    "ß": "(?:ß|ss)",
    "œ": "(?:œ|oe)",
    **{one: f"[{one}{plain}]" for plain, group in {"a": "áàâ", "e": "éèêë", "i": "íîï"}.items() for one in group},
    **{one: f"[{one}{plain}]" for plain, group in {"o": "óô", "u": "úùû", "c": "ç", "n": "ñ"}.items() for one in group},
}
LETTER = re.compile("|".join(LETTERS))


def with_and_without_accents(pattern: str) -> str:
    """A pattern that fits words with their accents and without: "später", "spaeter" and "spater".

    The pattern has no letter with an accent in a class of letters.
    """
    return LETTER.sub(lambda found: LETTERS[found[0]], pattern)
