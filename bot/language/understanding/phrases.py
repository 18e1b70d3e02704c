"""Phrases: the words of a language as data, made into patterns; `words/README.md` explains how they are written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from bot.language.understanding.everyday_money import Everyday
from bot.language.understanding.spelling import with_and_without_accents
from bot.language.understanding.words import ENGLISH, words_of

MACRO = re.compile(r"\{([a-z_]+)\}")
SLOT = re.compile(r"(?<!\?P)<(\w+|\*|,)>")
KINDS = {"deal": "d", "money": "m", "day": "t", "who": "c", "person": "p", "url": "u"}
FREE = ("text", "reason", "name", "value")
CHOICES = ("stage", "team", "product", "complexity", "source", "step", "activity", "exit")
"""Slots whose words are also looked for by themselves."""

GAP, PAUSE = r"[^.;]*?", r"(?:\s*[,:;(–—-]+\s*)"
DEPTH = 6
"""How deep phrases can stand in phrases."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say one thing. `op` is the operation, `slots` its fixed values.

    `says` match a whole clause, `finds` a part of one. `moods` are those in which it still counts beside facts.
    """

    name: str
    op: str
    says: tuple[re.Pattern[str], ...]
    finds: tuple[re.Pattern[str], ...]
    slots: Mapping[str, str]
    moods: tuple[str, ...]
    sure: bool = True


class Phrases:
    """The phrases of one language: `rules` in their order, and lists of words for everything else."""

    def __init__(self, data: Mapping[str, Any], choices: Mapping[str, Sequence[str]], *, accents: bool = False) -> None:
        self._data, self._accents = data, accents
        self._macros: dict[str, str] = dict(data["phrase"])
        for slot, words in {**data["choice"], **choices}.items():
            self._macros[f"a_{slot}"] = "|".join(_said(one) for one in sorted(words, key=len, reverse=True))
        self.rules = tuple(self._rule(one) for one in data["rule"])
        self.reads = tuple(self._rule(one) for one in data["read"])
        self.moods = self._each(data["mood"])
        self.talk = self._each(data["talk"], whole=True)
        self.undo = self._any(data["undo"]["says"], whole=True)
        self.step = {end: tuple(map(self.pattern, said)) for end, said in data["step"].items()}
        self.pick = self._any(data["pick"]["says"], whole=True)
        self.guide = self._each(data["guide"], whole=True)
        self.sayings = tuple(self._rule(one) for one in data["saying"])
        self.subjects = self._each(data["subject"])
        self.asides = tuple(self.pattern(one) for one in (*data["aside"]["leading"], *data["aside"]["deal"]))
        self.pronouns = re.compile(data["people"]["pronouns"], re.IGNORECASE)
        self._of_sentences(data)
        self._of_edges(data)

    def _of_sentences(self, data: Mapping[str, Any]) -> None:
        """Where a mail and a sentence end, and what a sentence says of itself."""
        closings = self._either(data["mail"]["closings"])
        self.closing = re.compile(
            rf"\n\s*(?:{closings})(?:[,!.]\s*|\s*\n\s*)(?P<signature>\S.{{0,200}})$", re.IGNORECASE | re.DOTALL
        )
        going_on = "|".join(re.escape(one) for one in data["clause"]["continued"])
        self.stops = re.compile(rf"(?<=[a-z][a-z][a-z][a-z0-9)])[.!]+\s+(?=[a-z])(?!(?:{going_on})\b)", re.IGNORECASE)
        self.joins = self.pattern(data["clause"]["joins"])
        self.ands, self.parts = self.pattern(data["joins"]["ands"]), self.pattern(data["joins"]["parts"])
        self.sentences = _sentence_end(data["joins"]["abbreviations"])
        self.but = self.pattern(data["joins"]["but"])
        self.wants = self.pattern(data["buying"]["wants"])
        self.stopped = frozenset(data["items"]["stopped"])
        self.clock = self.pattern("<time>")
        self.choices = {slot: self.pattern(f"<{slot}>") for slot in CHOICES}
        self.yes = self._any(data["polite"]["yes"], whole=True)
        self.due = self.pattern("{due}")
        self.deadline = self.pattern(data["items"]["deadline"])
        self.telling = self.pattern(data["people"]["telling"])
        self.sales_work = self.pattern("{do}")
        self.denies = self._any(data["sign_off"]["denies"])
        self.calling_off = self._any(data["calling_off"]["finds"])
        self.called_off = self._any(data["calling_off"]["contact"])
        self.stand_ins = self._any(data["people"]["stand_ins"], whole=True)
        self.unnamed = self.pattern(data["people"]["unnamed"])
        self.unknown_teller = self.pattern(data["people"]["unknown_teller"])
        self.private = re.compile(data["people"]["private"], re.IGNORECASE)
        self.roles = _compiled(rf"(?<![\w-])(?:{'|'.join(data['people']['roles'])})(?![\w-])")
        self.everyday_money = Everyday.of(data["money"])

    def _of_edges(self, data: Mapping[str, Any]) -> None:
        """Polite words around what is meant, and what takes back a part of it."""
        self.filler = self._any(data["polite"]["filler"])
        self.dropped = self._any(data["polite"]["dropped"])
        self.same = self._any(data["polite"]["same"])
        self.as_objection = self._any(data["polite"]["as_objection"])
        self.as_note = self._any(data["polite"]["as_note"])
        self.reasons = self._any(data["polite"]["reasons"])
        self.cause = self.pattern(data["polite"]["cause"])
        self.also = self._any(data["polite"]["also"])
        self.wrong_deal = self._any(data["polite"]["wrong_deal"])
        self.places = re.compile(rf"\b(?:{self._macros['a_where']})\b", re.IGNORECASE)
        self.before, self.after = self._any(data["polite"]["before"]), self._any(data["polite"]["after"])

    def words(self, name: str) -> Mapping[str, Any]:
        """A table of words as it stands in its file."""
        found: Mapping[str, Any] = self._data[name]
        return found

    def pattern(self, said: str) -> re.Pattern[str]:
        """A phrase as a pattern."""
        return _compiled(self._written_out(said))

    def _written_out(self, said: str) -> str:
        for _ in range(DEPTH):
            said = MACRO.sub(lambda found: f"(?:{self._macros[found[1]]})", said)
        if self._accents:
            said = with_and_without_accents(said)
        said = said.replace(" ?", r"\s*")  # a blank that can be left out, also before a pause
        said = re.sub(r"(?<!\[) +(?!\]|-\])", r"\\s+", said)
        seen: list[str] = []

        def slot(found: re.Match[str]) -> str:
            seen.append(found[1])
            # A name can stand in a pattern once only; the others of a slot are numbered.
            return self._slot(found[1], f"{found[1]}__{seen.count(found[1])}")

        return SLOT.sub(slot, said)

    def _slot(self, name: str, group: str) -> str:
        if name == "*":
            return GAP
        if name == ",":
            return PAUSE
        if name in FREE:
            return rf"(?P<{group}>\S.*?)"
        if name in KINDS:
            return rf"(?P<{group}>⟨{KINDS[name]}\d+⟩)"
        return rf"\b(?P<{group}>{self._macros[f'a_{name}']})\b"

    def _rule(self, one: Mapping[str, Any]) -> Rule:
        fixed = {key: str(value) for key, value in one.get("slots", {}).items()}
        says = tuple(self.pattern(said) for said in one.get("says", ()))
        finds = tuple(self.pattern(said) for said in one.get("finds", ()))
        return Rule(one["name"], one["op"], says, finds, fixed, tuple(one.get("moods", ())), one.get("sure", True))

    def _each(self, table: Mapping[str, Sequence[str]], *, whole: bool = False) -> dict[str, re.Pattern[str]]:
        return {name: self._any(said, whole=whole) for name, said in table.items()}

    def _any(self, said: Sequence[str], *, whole: bool = False) -> re.Pattern[str]:
        one = self._either(said)
        return _compiled(rf"(?:{one})[\s.!?,]*" if whole else one)

    def _either(self, said: Sequence[str]) -> str:
        return "|".join(f"(?:{self._written_out(words)})" for words in said)


def _sentence_end(abbreviations: Sequence[str]) -> re.Pattern[str]:
    """Where a sentence ends: behind a point that belongs to no number and no short word, or at a line's end."""
    short = "".join(rf"(?<!\b{re.escape(one)}\.)" for one in abbreviations)
    return re.compile(rf"(?:(?<=[.!?])(?<!\d\.){short}\s+(?=[^a-z])|\s*;\s+|\s*\n\s*(?:[-*•–]|\d+[.)])?\s*)")


@lru_cache(maxsize=5_000)
def _compiled(written_out: str) -> re.Pattern[str]:
    """A pattern, made once for all playbooks: most have no word of a playbook in them. English has about 800."""
    return re.compile(written_out, re.IGNORECASE)


def _said(words: str) -> str:
    """Words of a choice as a pattern, with a blank for each blank or hyphen."""
    return re.escape(words).replace("\\ ", " ").replace(" ", "[ -]")


def matches(rule: Rule, masked: str) -> Iterator[tuple[Mapping[str, str], str]]:
    """What a rule reads in a clause, as pieces of the masked text by slot, and the clause without its free words.

    The mood of a sentence is that of its own words: a reason or a text that is quoted in it has moods of its own.
    """
    for pattern in rule.says:
        if found := pattern.fullmatch(masked):
            yield slots_of(found), _without_free_words(found, masked)
    for pattern in rule.finds:
        if found := pattern.search(masked):
            yield slots_of(found), masked


def _without_free_words(found: re.Match[str], masked: str) -> str:
    for group in found.re.groupindex:
        # What begins the clause is its subject, and counts.
        if group.partition("__")[0] in FREE and found.start(group) > 0:
            masked = masked.replace(found[group], " ")
    return masked


def slots_of(found: re.Match[str]) -> dict[str, str]:
    """What stood in each slot; where one comes twice in a phrase, the first that was filled."""
    slots: dict[str, str] = {}
    for group, words in found.groupdict().items():
        if words:
            slots.setdefault(group.partition("__")[0], words)
    return slots


@cache
def phrases_of(language: str, choices: tuple[tuple[str, tuple[str, ...]], ...]) -> Phrases:
    """A language, with the words that a playbook adds: its stages, teams, products and sources."""
    return Phrases(words_of(language), dict(choices), accents=language != ENGLISH)
