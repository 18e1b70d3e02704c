"""A clause, ready to be matched: its marks, its mood, who said it where, and the deals it speaks of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.language.understanding import people_names, values
from bot.language.understanding.amounts import amounts
from bot.language.understanding.around import Around
from bot.language.understanding.choices import Language, common_words
from bot.language.understanding.deal_names import DealNames, Mention, NamedDeal, fold, words_of
from bot.language.understanding.marked import Marked, Span, marked
from bot.language.understanding.sayings import Said, cut_sayings
from process.deal import Deal

AROUND_NAME = (
    re.compile(r"\b(?:the )$", re.IGNORECASE),
    re.compile(r"^(?:'s|')?(?: (?:deal|account|opportunity))?\b", re.IGNORECASE),
)
LONGEST = 300
"""Characters of a clause in which phrases are looked for; what is longer than that is a document."""

MOST_NAMED = 10
FIRST_WORD = re.compile(r"(?:^|[.!?:\n•*-]\s*)$")
AMOUNT_BEHIND = re.compile(
    r"^(?:\s+(?:to|at|is|=|now|up|down))*\s*[€$£]?\d[\d.,]*(?:(?<=\d\d\d\d)|(?<=[.,]\d\d\d)|\s?(?:[km€$£]|eur|usd))\b",
    re.IGNORECASE,
)
"""An amount behind a name: "apple to 15k" is about the company."""

LABEL = re.compile(r"\s*(?:[:=]|- )")
NO_CONTACTS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
SPOKEN_PUNCTUATION = re.compile(r"^(?:'s\b|\s*(?:[:?–—(]|- )|\s+(?:deal|account|opportunity)\b|\s*$)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of what was said. `variants` are its masked forms, the barest first; `moods` what kind it is."""

    text: str
    marked: Marked
    variants: tuple[str, ...]
    said: Said
    moods: frozenset[str]
    language: Language = field(compare=False, repr=False)

    def moods_of(self, masked: str) -> frozenset[str]:
        """The moods of a part of it; that it is a question stays."""
        return _moods(masked, masked, self.language) | (self.moods & {"question", "quoted", "report"})

    @property
    def pronoun(self) -> bool:
        """Whether it begins with a word for someone spoken of before."""
        return bool(self.language.phrases.pronouns.search(self.variants[-1])) if self.variants else False

    @property
    def deals(self) -> list[tuple[NamedDeal, ...]]:
        """The deals spoken of by name, in their order; each is one, or several that go by the same words."""
        found: list[tuple[NamedDeal, ...]] = [
            span.value for span in self.marked.of("d") if isinstance(span.value, tuple)
        ]
        return found


def clause_of(text: str, around: Around, language: Language) -> Clause:
    """Mark a piece of text and take its edges off."""
    mentions = deal_mentions(text, around.names, language, around.contacts)
    named = _named_deals(mentions, around)
    spans = _spans(text, around, language, mentions, named)
    whole = marked(text, spans)
    # Phrases are tried at every place of a clause: in a longer one that would take seconds, not milliseconds.
    masked = _cut(whole.masked)
    polite = _bare(masked, language)
    core, said = cut_sayings(polite, whole, language)
    variants = dict.fromkeys((*_without_deal(core, language), core, *_without_deal(polite, language), polite))
    return Clause(
        text, whole, tuple(one for one in variants if one), said, _moods(whole.masked, polite, language), language
    )


def _cut(masked: str) -> str:
    """As much of a clause as phrases are looked for in, ending with a whole word or mark."""
    if len(masked) <= LONGEST:
        return masked
    return masked[:LONGEST].rpartition(" ")[0] or masked[:LONGEST].rpartition("⟨")[0]


def deal_mentions(
    text: str, names: DealNames, language: Language, contacts: Mapping[str, tuple[str, ...]] = NO_CONTACTS
) -> list[Mention]:
    """The deals that a text speaks of: names that are everyday words only where a second sign says so.

    One such sign is one of the deal's own `contacts`: "gap signed it off, gina wrote".
    """
    common = common_words(language.phrases)
    found = [
        one
        for one in names.mentions(text)
        if _is_meant(one, text, common) or _with_contact(one, text, common, contacts)
    ]
    if found:
        return _without_labels(found, text, common)
    everyday = common["common"] | common["not_after"] | common["after"]
    return names.slips(text, set(everyday))


def _without_labels(mentions: list[Mention], text: str, common: Mapping[str, frozenset[str]]) -> list[Mention]:
    """Without names that are a heading of the notes on another deal: "next: send the offer"."""
    deals = [one for one in mentions if not _is_label(one, text, common)]
    return deals or mentions


def _is_label(mention: Mention, text: str, common: Mapping[str, frozenset[str]]) -> bool:
    small = mention.folded in common["labels"] and not text[mention.start].isupper()
    return small and bool(LABEL.match(text[mention.end :]))


def _with_contact(
    mention: Mention, text: str, common: Mapping[str, frozenset[str]], contacts: Mapping[str, tuple[str, ...]]
) -> bool:
    if not mention.whole:
        return False
    ids, said = {deal.id for deal in mention.deals}, {word.folded for word in words_of(text)}
    for name, deals in contacts.items():
        words = fold(name).split()
        if ids & set(deals) and said.issuperset(words) and not common["common"].issuperset(words):
            return True
    return False


def _is_meant(mention: Mention, text: str, common: object) -> bool:
    words: dict[str, frozenset[str]] = common  # type: ignore[assignment]  # the table of common words
    said, before, behind = text[mention.start : mention.end], text[: mention.start], text[mention.end :]
    if not mention.whole and mention.folded in words["generic"] | words["common"]:
        return False
    if mention.folded not in words["common"]:
        return True
    capital = said[:1].isupper() and not FIRST_WORD.search(before)
    last = fold(before.split()[-1].strip("(,")) if before.split() else ""
    following = re.match(r"\s+([\w']+)(?:\s+([\w']+))?", behind)
    after = fold(following[1]) if following else ""
    two = f"{after} {fold(following[2] or '')}" if following else ""
    # "next?" alone is a name, "what should I do next?" is none.
    spoken = bool(SPOKEN_PUNCTUATION.match(behind)) and (bool(behind.strip(" ?!.")) or len(before.split()) <= 1)
    if AMOUNT_BEHIND.match(behind) and last not in words["not_after"]:
        return True
    if after in words["not_before"] and not (capital or behind.startswith("'s") or after in ("deal", "in", "to", "up")):
        return False
    if last in words["not_after"] and after != "deal" and not capital:
        return False
    if capital or spoken or last in words["after"] or (not before.strip() and {after, two} & words["verbs"]):
        return True
    # "Next buys when..." begins with a capital anyway: a verb behind it is the second sign.
    return not before.strip() and said[:1].isupper() and after not in words["not_before"]


def _named_deals(mentions: Sequence[Mention], around: Around) -> list[Deal]:
    """The deals whose contacts go before all others: the ones named, this channel's, the last one."""
    ids = [deal.id for mention in mentions for deal in mention.deals[:2]]
    ids += [one for one in (around.here, around.last) if one]
    return [deal for one in dict.fromkeys(ids[:MOST_NAMED]) if (deal := around.find(one))]


def _spans(
    text: str, around: Around, language: Language, mentions: Sequence[Mention], named: Sequence[Deal]
) -> Iterator[Span]:
    """Every span, those that win where two overlap first."""
    yield from values.urls(text)
    names = {**around.contacts, **people_names.contact_names(named, around.playbook)}
    people = list(people_names.contacts(text, names, _roles(language)))
    yield from (span for span in people if span.value and " " in text[span.start : span.end])
    yield from (_deal_span(text, one) for one in mentions)
    yield from values.days(text, around.now, around.notation)
    yield from amounts(text, around.notation, language.phrases.everyday_money)
    yield from people_names.colleagues(text, around.colleagues, around.mentioned)
    yield from people


def _deal_span(text: str, mention: Mention) -> Span:
    """The name with what belongs to it: "the Gap deal", "Acme's"."""
    before, behind = AROUND_NAME
    start, end = mention.start, mention.end
    if found := before.search(text[:start]):
        start = found.start()
    if found := behind.match(text[end:]):
        end += found.end()
    return Span("d", start, end, mention.deals)


ROLES: dict[int, re.Pattern[str]] = {}


def _roles(language: Language) -> re.Pattern[str]:
    known = ROLES.get(id(language))
    if known is None:
        roles = "|".join(language.phrases.words("people")["roles"])
        known = ROLES[id(language)] = re.compile(rf"(?<![\w-])(?:{roles})(?![\w-])", re.IGNORECASE)
    return known


def _bare(masked: str, language: Language) -> str:
    """Without polite words at its ends."""
    bare = " ".join(masked.split())
    for edge in (language.phrases.before, language.phrases.before, language.phrases.after):
        found = edge.search(bare)
        if found and found.end() - found.start() < len(bare):
            bare = (bare[: found.start()] + bare[found.end() :]).strip()
    return bare.strip(" ,;:.!?-–")


def _without_deal(masked: str, language: Language) -> Iterator[str]:
    """The clause without a deal that only says which one is meant: "acme: ...", "... at acme"."""
    asides = language.phrases.asides
    bare = masked
    for pattern in asides:
        bare = pattern.sub(" ", bare, count=1)
        bare = " ".join(bare.split()).strip(" ,;:–-")
        if bare and bare != masked:
            yield bare
            return


def _moods(masked: str, polite: str, language: Language) -> frozenset[str]:
    """The kinds of sentence that a clause shows signs of; none for a plain fact or order."""
    found = set()
    for mood, pattern in language.phrases.moods.items():
        said = polite if mood == "question" else masked
        if pattern.search(said):
            found.add(mood)
    # "Can you move Acme on?" is an order: what was polite is gone, and so is the question.
    bare = language.phrases.after.sub("", masked.rstrip())  # "mute Acme until Monday, ok?" asks nothing
    if "question" not in found and bare.endswith("?") and not language.phrases.before.match(masked):
        found.add("question")
    return frozenset(found)
