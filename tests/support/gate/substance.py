"""What says nothing, as the random walk types it and its judge knows it: the judge reads no list of the product's."""

EMPTY = ("?", "tbd", "n/a", "ok", "...", "good good good", "tbd, ok")
"""Texts that stand where an answer should be."""
NO_CONTACTS = ("nobody", "someone", "them", "x")
"""What names no person."""


def says_something(text: str) -> bool:
    """Whether a text is more than something that stands in its place."""
    return bool(text.strip()) and text.strip().casefold() not in EMPTY


def is_a_person(text: str, ours: set[str]) -> bool:
    """Whether a text can name someone at the customer's; `ours` are our colleagues' names and e-mails."""
    said = [part.strip().casefold() for part in text.split(",")]
    return said[0] not in NO_CONTACTS and not ours & set(said) and "<@" not in text
