"""Names: of deals and accounts, as they are saved, and what keeps words from being one."""

import unicodedata

INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
LONGEST_NAME = 80


def name_fault(name: str, what: str) -> str:
    """What keeps words from being the name of a deal or an account, in a sentence; nothing if they can be."""
    if not any(char.isalnum() for char in name):
        return f"{what} needs a name with at least one letter or digit."
    if len(name) > LONGEST_NAME:
        return f"{what} has a name of at most {LONGEST_NAME} characters; this one has {len(name):,}."
    if any(unicodedata.category(char) in INVISIBLE and char != "\u200d" for char in name):
        return f"{what} cannot have invisible or direction-changing characters in its name."
    if any(char in name for char in '<>`"“”„#@'):
        return f"{what} cannot have quotes, backticks or any of < > # @ in its name."
    return ""


def tidy(name: str) -> str:
    """A name with its blanks folded and its letters composed, as it is kept."""
    return " ".join(unicodedata.normalize("NFC", name).split())
