"""Sentences: where each one of a message begins and ends."""

import re

from bot.language.understanding.choices import Language
from bot.language.understanding.clause import Clause
from bot.language.understanding.deal_names import fold


def sentences_of(text: str, whole: Clause, language: Language) -> list[str]:
    """The sentences; where people write everything small, a full stop behind a word ends one too."""
    found: list[str] = []
    for sentence in language.phrases.sentences.split(_relabelled(text, whole, language)):
        found += language.phrases.stops.split(sentence or "")
    return _with_brackets(found)


def _relabelled(text: str, whole: Clause, language: Language) -> str:
    """The text in which "next:" above a line isn't read as the deal Next, where it is about another one."""
    named = {fold(deal.name) for deals in whole.deals for deal in deals}
    for label in language.phrases.words("names")["labels"]:
        if named and label not in named:
            text = re.sub(rf"(?m)^(\W*){label}(?=\s*:)", rf"\1{label} step", text)
    return text


def _with_brackets(sentences: list[str]) -> list[str]:
    """Brackets behind a full stop belong to the sentence before: "They have 50k. (mail from today)"."""
    whole: list[str] = []
    for one in sentences:
        if whole and one.startswith("(") and one.rstrip(" .").endswith(")"):
            whole[-1] = f"{whole[-1].rstrip('.')} {one}"
        else:
            whole.append(one)
    return whole
