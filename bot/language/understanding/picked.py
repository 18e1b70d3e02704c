"""Picks: "the second one", "open the third", or a deal's name alone, after an answer that offered several."""

import re

from bot.language.understanding.around import Around
from bot.language.understanding.choices import Language
from bot.language.understanding.clause import Clause
from bot.language.understanding.marked import MARK
from bot.language.understanding.proposal import Operation, Propose, Read

SHOW = "show"


def picked(clause: Clause, around: Around, language: Language) -> Propose | Read | None:
    """What a short answer picks from all that was offered or listed; None for other words, or where one was offered."""
    if len(around.offered) < 2:
        return None
    operation = _by_number(clause, around, language) or _by_deal(clause, around, language)
    if operation is None:
        return None
    return Read(f"{SHOW} #{operation.deal}", "picked") if operation.verb == SHOW else Propose((operation,))


def _by_number(clause: Clause, around: Around, language: Language) -> Operation | None:
    found = language.phrases.pick.fullmatch(" ".join(clause.text.split()))
    if found is None:
        return None
    number = int(language.meant("ordinal", found["ordinal__1"]))
    return around.offered[number - 1] if number <= len(around.offered) else None


def _by_deal(clause: Clause, around: Around, language: Language) -> Operation | None:
    """The one thing that was offered on the deal that is named, after the question which deal is meant."""
    named = names_only(clause, language)
    if not named or len({one.verb for one in around.offered}) > 1 or around.offered[0].verb == SHOW:
        return None
    fitting = [one for one in around.offered if one.deal in named]
    return fitting[0] if len(fitting) == 1 else None


def names_only(clause: Clause, language: Language) -> frozenset[str]:
    """The ids of the deals that go by a name which is all that a message says; none where it says more."""
    if len(clause.deals) != 1:
        return frozenset()
    rest = language.phrases.filler.sub(" ", MARK.sub(" ", clause.marked.masked))
    return frozenset() if re.sub(r"[\W_]+", "", rest) else frozenset(deal.id for deal in clause.deals[0])
