"""A reason given by itself: "price" right after "we lost Acme"."""

from collections.abc import Mapping
from dataclasses import replace

from bot.language.understanding.around import Around
from bot.language.understanding.choices import Language
from bot.language.understanding.clause import Clause
from bot.language.understanding.proposal import Operation

REASONED: Mapping[str, tuple[str, ...]] = {
    "lose": ("reason",),
    "reopen": ("reason",),
    "wait": ("until", "reason"),
    "back": ("stage", "reason"),
    "unmet": ("exit", "reason"),
    "waive": ("exit", "reason"),
}
"""What needs a reason, with all that it needs."""

MOST_REASON = 15
"""Words of a reason that is given by itself."""


def with_reason(text: str, clause: Clause, around: Around, language: Language) -> Operation | None:
    """The last proposal with the reason that it lacks: "price" after "we lost Acme"; None for anything else."""
    last = around.proposed
    if last is None or last.complete or last.verb not in REASONED or last.slots.get("reason"):
        return None
    known = clause.moods & {"question", "quoted", "if"} or clause.deals or language.phrases.private.search(text)
    if not language.phrases.reasons.search(clause.marked.masked) or clause.moods & {"plan", "guess", "report"}:
        return None
    if known or "\n" in text or len(text.split()) > MOST_REASON:
        return None
    slots = {**last.slots, "reason": language.phrases.cause.sub("", text).strip(" .!,;:–-")}
    return replace(last, slots=slots, complete=all(slots.get(key) for key in REASONED[last.verb]), rule="its reason")
