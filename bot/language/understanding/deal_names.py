"""The names of deals, and where they stand in a sentence: whole names, unique parts of them, slips of the keyboard."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

TOKEN = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*|&|\+")
ELISION = re.compile(r"^(?:d|l|qu|s|n|j|c|m|t|dell|all|nell)'(?=\w{2})", re.IGNORECASE)
"""What stands before a name in French and Italian: "d'Acme", "dell'Acme"."""
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
"""How letters are typed where a keyboard lacks them: "Mueller" for Müller."""

POSSESSIVE = re.compile(r"'s$|'$")
SLIP = 85
"""From which likeness (of 100) words are taken for a slip of a deal's name."""

SHORTEST_PART, SHORTEST_LATER, SHORTEST_SLIP = 4, 5, 5
MOST_WORDS, MOST_SLIPS = 6, 40
"""Words of a name, and words of a text that are looked at for a slip."""

LEGAL_FORMS = {"ltd", "inc", "gmbh", "ag", "llc", "plc", "sa", "bv", "co", "corp", "limited", "group"}


@dataclass(frozen=True, slots=True)
class NamedDeal:
    """A deal by its name: enough to be found by."""

    id: str
    name: str
    owner: str = ""
    state: str = "open"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded, with its place in it."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Where deals of one name are spoken of. `whole` says that it is the whole name, `slip` that it is misspelt."""

    start: int
    end: int
    deals: tuple[NamedDeal, ...]
    whole: bool = True
    slip: bool = False
    folded: str = ""


def fold(words: str) -> str:
    """Words without case and accents, by which names are compared."""
    plain = unicodedata.normalize("NFKD", words.replace("ß", "ss")).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[Word]:
    """The words of a text with their places; "Acme's" is the word "acme"."""
    found = []
    for token in TOKEN.finditer(text):
        start = token.start() + len(before[0]) if (before := ELISION.match(token[0])) else token.start()
        bare = POSSESSIVE.sub("", text[start : token.end()])
        if bare:
            folded = "&" if bare.casefold() in ("and", "&", "+") else fold(bare)
            found.append(Word(folded, start, start + len(bare)))
    return found


class DealNames:
    """An index of deals' names; made once for a company as it is, and asked for every sentence."""

    def __init__(self, deals: Iterable[NamedDeal]) -> None:
        self.by_id: dict[str, NamedDeal] = {}
        self._whole: dict[tuple[str, ...], list[NamedDeal]] = defaultdict(list)
        self._parts: dict[str, list[NamedDeal]] = defaultdict(list)
        self._later: dict[str, list[NamedDeal]] = defaultdict(list)
        for deal in deals:
            self._add(deal)
        self._by_letter: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key in self._whole:
            self._by_letter[key[0][:1]].append(key)

    def _add(self, deal: NamedDeal) -> None:
        self.by_id[deal.id] = deal
        name = unicodedata.normalize("NFC", deal.name).casefold()
        for spelling in dict.fromkeys((name, name.translate(SPELT_OUT))):
            self._add_name(deal, tuple(word.folded for word in words_of(spelling)))

    def _add_name(self, deal: NamedDeal, words: tuple[str, ...]) -> None:
        if not words:
            return
        self._whole[words].append(deal)
        self._parts[words[0]].append(deal)
        for later in dict.fromkeys(words[1:]):
            if deal not in self._later[later]:
                self._later[later].append(deal)
        if "&" in words[1:-1]:
            self._whole[tuple(word[:1] for word in words)].append(deal)
        bare = tuple(word for word in words if word not in LEGAL_FORMS)
        if bare and bare != words:
            self._whole[bare].append(deal)

    def mentions(self, text: str) -> list[Mention]:
        """Where deals are spoken of, from left to right; the longest name wins, and open deals go before closed."""
        words, found, at = words_of(text), [], 0
        while at < len(words):
            mention = self._whole_at(words, at) or self._part_at(words, at) or self._later_at(text, words, at)
            if mention is None:
                at += 1
                continue
            found.append(mention)
            while at < len(words) and words[at].start < mention.end:
                at += 1
        return found

    def _whole_at(self, words: Sequence[Word], at: int) -> Mention | None:
        for length in range(min(MOST_WORDS, len(words) - at), 0, -1):
            key = tuple(word.folded for word in words[at : at + length])
            if key in self._whole:
                span = (words[at].start, words[at + length - 1].end)
                return Mention(*span, _open_first(self._whole[key]), folded=" ".join(key))
        return None

    def _part_at(self, words: Sequence[Word], at: int) -> Mention | None:
        """The first word of a name that has more: "wayne" for Wayne Industries."""
        word = words[at]
        if len(word.folded) < SHORTEST_PART or word.folded not in self._parts:
            return None
        deals = _open_first(self._parts[word.folded])
        return Mention(word.start, word.end, deals, whole=False, folded=word.folded)

    def _later_at(self, text: str, words: Sequence[Word], at: int) -> Mention | None:
        """A later word that only one name has: "nordics" for Acme Nordics, but not in "Karl Nordics"."""
        word = words[at]
        if len(word.folded) < SHORTEST_LATER or len(self._later.get(word.folded, ())) != 1:
            return None
        beside = (words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None)
        if text[word.start].isupper() and any(one and text[one.start].isupper() for one in beside):
            return None
        deals = _open_first(self._later[word.folded])
        return Mention(word.start, word.end, deals, whole=False, folded=word.folded)

    def slips(self, text: str, skip: Mapping[str, object] | set[str]) -> list[Mention]:
        """Words that are nearly a deal's name; words of `skip` are what they are."""
        words, found = words_of(text)[:MOST_SLIPS], []
        for at in range(len(words)):
            mention = self._slip_at(words, at, skip)
            if mention:
                found.append(mention)
        return found[:1]

    def _slip_at(self, words: Sequence[Word], at: int, skip: Mapping[str, object] | set[str]) -> Mention | None:
        for length in (3, 2, 1):
            part = words[at : at + length]
            said = " ".join(word.folded for word in part)
            if len(part) < length or len(said) < SHORTEST_SLIP or any(word.folded in skip for word in part):
                continue
            close = [deal for key, deals in self._near(said) for deal in deals if fuzz.ratio(said, key) >= SLIP]
            if close:
                return Mention(part[0].start, part[-1].end, _open_first(close), slip=True, folded=said)
        return None

    def _near(self, said: str) -> list[tuple[str, list[NamedDeal]]]:
        """The names of about this length that begin with the same letter."""
        near = []
        for key in self._by_letter.get(said[:1], ()):
            name = " ".join(key)
            if abs(len(name) - len(said)) <= 2:
                near.append((name, self._whole[key]))
        return near


def _open_first(deals: Sequence[NamedDeal]) -> tuple[NamedDeal, ...]:
    """The open ones, or else the one that was closed last."""
    still_open = tuple(dict.fromkeys(deal for deal in deals if deal.state == "open"))
    return still_open or tuple(deals[:1])
