"""Matching: the first rule that reads a clause, with the pieces of its slots."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.language.understanding.clause import Clause
from bot.language.understanding.phrases import Rule, matches

SPEAKS_FOR_ITSELF = frozenset({"question only", "denial only"})


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that reads a clause: `slots` are masked pieces, `masked` is the form of the clause that it fits."""

    rule: Rule
    slots: Mapping[str, str]
    masked: str


def first_matches(rules: Sequence[Rule], clause: Clause) -> Iterator[Match]:
    """What the rules read, in their order; each rule once, in the barest form that it fits."""
    for rule in rules:
        if found := _match(rule, clause):
            yield found


def _match(rule: Rule, clause: Clause) -> Match | None:
    for masked in clause.variants:
        for slots, outside in matches(rule, masked):
            moods = clause.moods if outside == masked else clause.moods_of(outside)
            if allowed(rule, moods):
                return Match(rule, slots, masked)
    return None


def allowed(rule: Rule, moods: frozenset[str]) -> bool:
    """Whether a rule counts for a clause of these moods: it names every one of them, and what it is only for is there.

    A plain fact has none, so that each rule counts for it unless it is only for others.
    """
    only = {mood.removesuffix(" only") for mood in rule.moods if mood in SPEAKS_FOR_ITSELF}
    return only <= moods <= {*rule.moods, *only}
