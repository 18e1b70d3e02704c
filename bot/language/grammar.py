"""The grammar of commands: a pattern, for example "back <deal> to <stage> because <reason>", and all its readings."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Known = Callable[[str, str], bool]

# A quoted name has an end within 500 characters, or each of many quotes without one would be looked through to the end.
TOKEN = re.compile(r'"([^"]{1,500})"|“([^”]{1,500})”|„([^“”]{1,500})[“”]|(\S+)')
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
    def takes_deal(self) -> bool:
        """Whether the command is about a deal, named or not."""
        return "<deal>" in self.words

    @property
    def open_ended(self) -> bool:
        """Whether what follows the deal is free text, so that a mistyped deal could be taken for it."""
        for part, after in pairwise(self.parts):
            if _is_deal(part):
                return isinstance(after, Slot) and after.name in FREE
        return False


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


@dataclass(frozen=True, slots=True)
class Line:
    """A text, and the words and quoted names that it is cut into."""

    text: str
    tokens: Sequence[Token]


def cut(text: str) -> Line:
    """Cut a text into words and quoted names, once for all patterns that are tried on it."""
    return Line(text, [_token(found) for found in TOKEN.finditer(text)])


def _token(found: re.Match[str]) -> Token:
    # One group a kind of quotes, and the last for a word without any; exactly one of them holds the words.
    words = found[found.lastindex or 0]
    return Token(words, *found.span(), quoted=found[4] is None)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a line by a pattern: what each slot holds, and where in the line it stands."""

    pattern: Pattern
    line: str
    slots: Mapping[str, Token]

    @property
    def deal(self) -> str:
        """The words that name the deal; nothing where none is named."""
        return self.slots["deal"].words if "deal" in self.slots else ""

    @property
    def words(self) -> dict[str, str]:
        """What each slot holds."""
        return {name: token.words for name, token in self.slots.items()}

    def with_deal(self, deal: str) -> str:
        """The line with the deal's id in place of its name; behind the command's first word where none is named.

        An id always means the same deal, for every person who presses a button with it.
        """
        if named := self.slots.get("deal"):
            return f"{self.line[: named.start]}#{deal}{self.line[named.end :]}"
        verb, _, rest = self.line.partition(" ")
        return f"{verb} #{deal} {rest}".rstrip()


def readings(pattern: Pattern, line: Line, known: Known) -> Iterator[Reading]:
    """Every way to read a line by a pattern, the longest first where there is a choice.

    `known(slot, words)` says whether these words can fill that slot at all.
    """
    for found in _Reader(line, known).read(pattern.parts, 0):
        yield Reading(pattern, line.text, found)


class _Reader:
    """Reads one text by one pattern. What came to nothing once is not tried again.

    Without that, a text of many words that fits no pattern would be tried in every combination of lengths of its slots.
    """

    def __init__(self, line: Line, known: Known) -> None:
        self._cut, self._text, self._known = line.tokens, line.text, known
        self._dead: set[tuple[tuple[Part, ...], int]] = set()
        self._fits: dict[tuple[str, int, int], bool] = {}

    def read(self, parts: tuple[Part, ...], at: int) -> Iterator[Mapping[str, Token]]:
        """Every way to read the words from a place on by these parts of a pattern."""
        if (parts, at) in self._dead:
            return
        found = False
        for binding in self._ways(parts, at):
            found = True
            yield binding
        if not found:
            self._dead.add((parts, at))

    def _ways(self, parts: tuple[Part, ...], at: int) -> Iterator[Mapping[str, Token]]:
        if not parts:
            if at == len(self._cut):
                yield {}
            return
        part, rest = parts[0], parts[1:]
        match part:
            case Word(words):
                if self._is_word(at, words):
                    yield from self.read(rest, at + 1)
            case Perhaps(inner):
                yield from self.read(inner + rest, at)
                yield from self.read(rest, at)
            case Slot(name):
                yield from self._fill(name, rest, at)

    def _is_word(self, at: int, words: str) -> bool:
        if at == len(self._cut):
            return False
        token = self._cut[at]
        return not token.quoted and token.words.casefold() == words

    def _fill(self, name: str, rest: tuple[Part, ...], at: int) -> Iterator[Mapping[str, Token]]:
        left = len(self._cut) - at
        # The slot at the end takes all that is left; another one tries the most words first.
        most = min(left, MOST_WORDS) if rest else left
        fewest = 1 if rest else max(left, 1)
        for length in range(most, fewest - 1, -1):
            if self._may_fill(name, at, length):
                for binding in self.read(rest, at + length):
                    yield {name: self._place(at, length), **binding}

    def _may_fill(self, name: str, at: int, length: int) -> bool:
        key = (name, at, length)
        if key not in self._fits:
            self._fits[key] = self._known(name, self._place(at, length).words)
        return self._fits[key]

    def _place(self, at: int, length: int) -> Token:
        """The words that a slot would hold, and where in the text they stand."""
        if length == 1:
            return self._cut[at]
        start, end = self._cut[at].start, self._cut[at + length - 1].end
        return Token(self._text[start:end], start, end, quoted=False)
