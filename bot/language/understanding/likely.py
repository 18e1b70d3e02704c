"""What a sentence is likely about, by examples of how people talk; it orders what is asked, and proves nothing.

`make learn` reads the sentences of `bot/language/examples/`, in all languages together, and writes the weights of a
multinomial logistic regression over the beginnings of words, pairs of them, and the first two.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path

from bot.language.understanding.marked import MARK

WEIGHTS = Path(__file__).parent.parent / "examples" / "weights.json"
BEGINNING = 5
"""Letters of a word that count: "decided" and "decides" are the same, in any language, without a stemmer for each."""

FIRST = 2
"""Words at the beginning of a sentence that count once more: an order begins with its verb, a question as one."""

NUMBER = "0"
WORD = re.compile(r"[^\W\d_]+")
PIECE = re.compile(r"[^\W\d_]+|\d+|⟨[a-z]⟩")


@dataclass(frozen=True, slots=True)
class Likely:
    """A kind of sentence, for example "met budget", with its share of all that the words can mean, from 0 to 1."""

    kind: str
    share: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: for each kind how common it is, for each feature how rare it is and what it speaks for."""

    kinds: Sequence[str]
    common: Sequence[float]
    rare: Mapping[str, float]
    speaks_for: Mapping[str, Sequence[tuple[int, float]]]


def likely(masked: str) -> list[Likely]:
    """What a sentence can be about, likeliest first; `masked` has marks for names, amounts and days."""
    weights = _weights()
    known = {one: weights.rare[one] for one in features_of(masked) if one in weights.rare}
    length = sqrt(sum(rare * rare for rare in known.values())) or 1.0
    scores = list(weights.common)
    for feature, rare in known.items():
        for kind, weight in weights.speaks_for[feature]:
            scores[kind] += weight * rare / length
    highest = max(scores)
    shares = [exp(score - highest) for score in scores]
    whole = sum(shares)
    found = [Likely(kind, share / whole) for kind, share in zip(weights.kinds, shares, strict=True)]
    return sorted(found, key=lambda one: -one.share)


def knows(masked: str) -> bool:
    """Whether an example has any of its words, names and numbers aside: "Globex Globex" says nothing."""
    rare = _weights().rare
    return any(WORD.fullmatch(one) and one in rare for one in features_of(masked))


def features_of(masked: str) -> set[str]:
    """What counts in a sentence: its words by their beginnings, pairs of neighbours, the first two, a question mark."""
    pieces = list(_pieces(masked))
    pairs = (f"{one} {other}" for one, other in pairwise(pieces))
    asks = ("?",) if "?" in masked else ()
    return {*pieces, *pairs, *(f"^{one}" for one in pieces[:FIRST]), *asks}


def _pieces(masked: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKD", MARK.sub(lambda mark: f" ⟨{mark[1]}⟩ ", masked)).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for found in PIECE.finditer(plain.replace("’", "'").replace("n't", " not")):
        piece = found[0]
        if piece.isdigit():
            yield NUMBER
        else:
            yield piece if piece.startswith("⟨") else piece[:BEGINNING]


@cache
def _weights() -> Weights:
    held = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    rare: dict[str, float] = {}
    speaks_for: dict[str, Sequence[tuple[int, float]]] = {}
    for feature, (how_rare, *row) in held["features"].items():
        rare[feature] = how_rare
        speaks_for[feature] = tuple(zip(map(int, row[::2]), row[1::2], strict=True))
    return Weights(held["kinds"], held["common"], rare, speaks_for)
