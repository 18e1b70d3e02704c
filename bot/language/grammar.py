"""The grammar of commands: a pattern such as "back <deal> to <stage> because <reason>", and every way to read it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Known = Callable[[str, str], bool]
Binding = Mapping[str, str]

TOKEN = re.compile(r'"([^"]+)"|“([^”]+)”|„([^“”]+)[“”]|(\S+)')
PART = re.compile(r"\[|\]|<\w+>|[^\s\[\]<>]+")
MOST_WORDS = 16
"""How many words one name may have; only the slot at the end of a pattern takes more."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as typed, or several in quotes; `start` and `end` are its place in the text, quotes included."""

    words: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the pattern itself."""

    words: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for what people fill in."""

    name: str


@dataclass(frozen=True, slots=True)
class Perhaps:
    """A part of the pattern that may be left out."""

    parts: tuple["Part", ...]


Part = Word | Slot | Perhaps


@dataclass(frozen=True, slots=True)
class Pattern:
    """A command's pattern, ready to be matched; `words` is how it was written."""

    words: str
    parts: tuple[Part, ...]

    @property
    def open_ended(self) -> bool:
        """Whether what follows the deal is free text, so that a mistyped deal could be taken for it."""
        follower = next(
            (after for part, after in zip(self.parts, self.parts[1:], strict=False) if _is_deal(part)), None
        )
        return isinstance(follower, Slot) and follower.name in FREE


FREE = ("text", "note", "name")


def _is_deal(part: Part) -> bool:
    return part == Slot("deal") or part == Perhaps((Slot("deal"),))


def pattern(words: str) -> Pattern:
    """Read a pattern: words as they are, `<slots>`, and `[parts that may be left out]`."""
    parts, rest = _parts(PART.findall(words))
    if rest:
        raise ValueError(f"unbalanced brackets in {words!r}")
    return Pattern(words, parts)


def _parts(pieces: Sequence[str]) -> tuple[tuple[Part, ...], Sequence[str]]:
    parts: list[Part] = []
    while pieces:
        piece, pieces = pieces[0], pieces[1:]
        if piece == "]":
            break
        if piece == "[":
            inner, pieces = _parts(pieces)
            parts.append(Perhaps(inner))
        else:
            parts.append(Slot(piece[1:-1]) if piece.startswith("<") else Word(piece.casefold()))
    return tuple(parts), pieces


def tokens(text: str) -> list[Token]:
    """Cut a text into words and quoted names."""
    return [
        Token(next(group for group in found.groups() if group is not None), *found.span(), quoted=found[4] is None)
        for found in TOKEN.finditer(text)
    ]


def readings(pattern: Pattern, text: str, known: Known) -> Iterator[Binding]:
    """Every way to read a text by a pattern: what each slot holds, longest first where there is a choice.

    `known(slot, words)` says whether these words can fill that slot at all.
    """
    for found in _read(pattern.parts, tokens(text), text, known):
        yield {name: place.words for name, place in found.items()}


def places(pattern: Pattern, text: str, binding: Binding) -> Mapping[str, Token]:
    """Where in a text each slot of one of its readings stands; nothing for a text that isn't read like this."""
    found = _read(pattern.parts, tokens(text), text, lambda slot, words: binding.get(slot) == words)
    return next((one for one in found if one.keys() == binding.keys()), {})


def _read(parts: tuple[Part, ...], cut: Sequence[Token], text: str, known: Known) -> Iterator[Mapping[str, Token]]:
    if not parts:
        if not cut:
            yield {}
        return
    part, rest = parts[0], parts[1:]
    match part:
        case Word(words):
            if cut and not cut[0].quoted and cut[0].words.casefold() == words:
                yield from _read(rest, cut[1:], text, known)
        case Perhaps(inner):
            yield from _read(inner + rest, cut, text, known)
            yield from _read(rest, cut, text, known)
        case Slot(name):
            yield from _fill(name, rest, cut, text, known)


def _fill(
    name: str, rest: tuple[Part, ...], cut: Sequence[Token], text: str, known: Known
) -> Iterator[Mapping[str, Token]]:
    lengths = [len(cut)] if not rest and cut else []
    if rest:
        lengths = list(range(min(len(cut), MOST_WORDS), 0, -1))
    for length in lengths:
        start, end = cut[0].start, cut[length - 1].end
        place = cut[0] if length == 1 else Token(text[start:end], start, end, quoted=False)
        if known(name, place.words):
            for others in _read(rest, cut[length:], text, known):
                yield {name: place, **others}
