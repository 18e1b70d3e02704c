"""Reasons: why the engine says no, in words for the one who asked. A module for each of `process/reasons/`."""

from adapters.card import Words, unmarked
from bot.views.reasons import gates, rights, route, state, undo, values
from bot.views.reasons.table import WordsOf
from process.context import Context
from process.reasons import Reason

WORDS: WordsOf = {**rights.WORDS, **state.WORDS, **values.WORDS, **gates.WORDS, **route.WORDS, **undo.WORDS}


def reason_words(reason: Reason, context: Context) -> Words:
    """A reason in a sentence or two; the context's playbook is the deal's own."""
    words = WORDS[type(reason)](reason, context)
    return (words,) if isinstance(words, str) else words


def reason_line(reason: Reason, context: Context) -> str:
    """A reason as one plain text, fit to stand beside a field."""
    return unmarked(reason_words(reason, context), "")
