"""A marked text: values and names stand in it as short marks, so that a phrase is matched without knowing them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MARK = re.compile(r"⟨([a-z])(\d+)⟩")


@dataclass(frozen=True, slots=True)
class Span:
    """Words from `start` to `end` that stand for a `value` of one kind.

    Kinds: d(eal), m(oney), t(ime: a day), c(olleague), p(erson of the customer's), u(rl). Money and days
    have everything that they can mean as their value. `english` is what a value in another language is in English,
    for the commands that read it again.
    """

    kind: str
    start: int
    end: int
    value: object
    english: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks: `masked` has `⟨d0⟩` where the words of `spans[0]` stood in `original`."""

    original: str
    masked: str
    spans: tuple[Span, ...]

    def words(self, masked: str) -> str:
        """A piece of the masked text with its words back."""
        return MARK.sub(lambda found: self._said(int(found[2])), masked)

    def words_of_kind(self, kind: str, masked: str) -> str:
        """A piece of the masked text with the words of one kind back."""
        return MARK.sub(lambda found: self._said(int(found[2])) if found[1] == kind else found[0], masked)

    def _said(self, number: int) -> str:
        return self.words_of(self.spans[number])

    def words_of(self, span: Span) -> str:
        """The words of a span, as typed."""
        return self.original[span.start : span.end]

    def value_of(self, span: Span) -> str:
        """The words of a value as commands read them: as typed, or in English."""
        return span.english or self.words_of(span)

    def readable(self, masked: str) -> str:
        """A piece of the masked text with its words back, and its amounts as commands read them."""
        return MARK.sub(
            lambda found: self.value_of(self.spans[int(found[2])]) if found[1] == "m" else self._said(int(found[2])),
            masked,
        )

    def span(self, mark: str) -> Span | None:
        """The span that a mark stands for, None if it isn't a mark."""
        found = MARK.fullmatch(mark.strip())
        return self.spans[int(found[2])] if found else None

    def of(self, kind: str, masked: str | None = None) -> list[Span]:
        """The spans of a kind in a piece of the masked text, by default in all of it."""
        piece = self.masked if masked is None else masked
        return [self.spans[int(number)] for one, number in MARK.findall(piece) if one == kind]


def marked(text: str, spans: Iterable[Span]) -> Marked:
    """Put marks in place of spans; of two that overlap the first given wins."""
    kept: list[Span] = []
    for span in spans:
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    kept.sort(key=lambda span: span.start)
    return Marked(text, _masked(text, kept), tuple(kept))


def _masked(text: str, spans: Sequence[Span]) -> str:
    pieces, at = [], 0
    for number, span in enumerate(spans):
        pieces += [text[at : span.start], f"⟨{span.kind}{number}⟩"]
        at = span.end
    return "".join([*pieces, text[at:]])
