"""Mentions: the deals that a text speaks of. Names that are everyday words count where a second sign says so."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from bot.language.understanding.choices import Language, common_words
from bot.language.understanding.deal_names import DealNames, Mention, fold, words_of

FIRST_WORD = re.compile(r"(?:^|[.!?:\n•*-]\s*)$")
AMOUNT_BEHIND = re.compile(
    r"^(?:\s+(?:to|at|is|=|now|up|down))*\s*[€$£]?\d[\d.,]*(?:(?<=\d\d\d\d)|(?<=[.,]\d\d\d)|\s?(?:[km€$£]|eur|usd))\b",
    re.IGNORECASE,
)
"""An amount behind a name: "apple to 15k" is about the company."""
LABEL = re.compile(r"\s*(?:[:=]|- )")
NO_CONTACTS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
SPOKEN_PUNCTUATION = re.compile(r"^(?:'s\b|\s*(?:[:?–—(]|- )|\s+(?:deal|account|opportunity)\b|\s*$)")


def deal_mentions(
    text: str, names: DealNames, language: Language, contacts: Mapping[str, tuple[str, ...]] = NO_CONTACTS
) -> list[Mention]:
    """The deals that a text speaks of: names that are everyday words only where a second sign says so.

    One such sign is one of the deal's own `contacts`: "gap signed it off, gina wrote".
    """
    common = common_words(language.phrases)
    found = [
        one
        for one in names.mentions(text)
        if _is_meant(one, text, common) or _with_contact(one, text, common, contacts)
    ]
    if found:
        return _without_labels(found, text, common)
    everyday = common["common"] | common["not_after"] | common["after"]
    return names.slips(text, set(everyday))


def _without_labels(mentions: list[Mention], text: str, common: Mapping[str, frozenset[str]]) -> list[Mention]:
    """Without names that are a heading of the notes on another deal: "next: send the offer"."""
    deals = [one for one in mentions if not _is_label(one, text, common)]
    return deals or mentions


def _is_label(mention: Mention, text: str, common: Mapping[str, frozenset[str]]) -> bool:
    small = mention.folded in common["labels"] and not text[mention.start].isupper()
    return small and bool(LABEL.match(text[mention.end :]))


def _with_contact(
    mention: Mention, text: str, common: Mapping[str, frozenset[str]], contacts: Mapping[str, tuple[str, ...]]
) -> bool:
    if not mention.whole:
        return False
    ids, said = {deal.id for deal in mention.deals}, {word.folded for word in words_of(text)}
    for name, deals in contacts.items():
        words = fold(name).split()
        if ids & set(deals) and said.issuperset(words) and not common["common"].issuperset(words):
            return True
    return False


def _is_meant(mention: Mention, text: str, common: object) -> bool:
    words: dict[str, frozenset[str]] = common  # type: ignore[assignment]  # the table of common words
    said, before, behind = text[mention.start : mention.end], text[: mention.start], text[mention.end :]
    if not mention.whole and mention.folded in words["generic"] | words["common"]:
        return False
    if mention.folded not in words["common"]:
        return True
    capital = said[:1].isupper() and not FIRST_WORD.search(before)
    last = fold(before.split()[-1].strip("(,")) if before.split() else ""
    following = re.match(r"\s+([\w']+)(?:\s+([\w']+))?", behind)
    after = fold(following[1]) if following else ""
    two = f"{after} {fold(following[2] or '')}" if following else ""
    # "next?" alone is a name, "what should I do next?" is none.
    spoken = bool(SPOKEN_PUNCTUATION.match(behind)) and (bool(behind.strip(" ?!.")) or len(before.split()) <= 1)
    if AMOUNT_BEHIND.match(behind) and last not in words["not_after"]:
        return True
    if after in words["not_before"] and not (capital or behind.startswith("'s") or after in ("deal", "in", "to", "up")):
        return False
    if last in words["not_after"] and after != "deal" and not capital:
        return False
    if capital or spoken or last in words["after"] or (not before.strip() and {after, two} & words["verbs"]):
        return True
    # "Next buys when..." begins with a capital anyway: a verb behind it is the second sign.
    return not before.strip() and said[:1].isupper() and after not in words["not_before"]
