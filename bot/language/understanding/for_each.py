"""For each: a sentence about two deals, "Globex and Gap both close on 30 June", as one sentence for each."""

import re
from collections.abc import Sequence

from bot.language.understanding.clause import Clause

BOTH = re.compile(r"(⟨d\d+⟩)(?: and| &|, and) (⟨d\d+⟩)(?: both| each)?")
NO_ORDER = frozenset({"question", "quoted", "if"})


def one_for_each(clause: Clause) -> Sequence[str]:
    """The sentence with the whole name of each of its two deals in turn; none where it has no two."""
    both = BOTH.search(clause.marked.masked)
    if both is None or clause.moods & NO_ORDER:
        return ()
    found: list[str] = []
    for mark in both.groups():
        span = clause.marked.span(mark)
        if span is None or not isinstance(span.value, tuple) or len(span.value) > 1:
            return ()
        found.append(clause.marked.words(BOTH.sub(span.value[0].name, clause.marked.masked, count=1)))
    return found
