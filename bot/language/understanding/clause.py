"""A clause, ready to be matched: its marks, its mood, who said it where, and the deals it speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.language.understanding import people_names, values
from bot.language.understanding.amounts import amounts
from bot.language.understanding.around import Around
from bot.language.understanding.choices import Language
from bot.language.understanding.deal_names import Mention, NamedDeal
from bot.language.understanding.marked import Marked, Span, marked
from bot.language.understanding.mentions import deal_mentions
from bot.language.understanding.sayings import Said, cut_sayings
from process.deal import Deal

AROUND_NAME = (
    re.compile(r"\b(?:the )$", re.IGNORECASE),
    re.compile(r"^(?:'s|')?(?: (?:deal|account|opportunity))?\b", re.IGNORECASE),
)
LONGEST = 300
"""Characters of a clause in which phrases are looked for; what is longer than that is a document."""

TYPED_MARKS = str.maketrans("⟨⟩", "<>")
"""What marks are made of stands for nothing where someone types it."""

MOST_NAMED = 10
OTHER_NAME = re.compile(r" ([A-Z][^\W\d_A-Z]+)\b")


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
    text = text.translate(TYPED_MARKS)
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
    found = people_names.contacts(text, names, language.phrases.roles)
    people = [span for span in found if not _is_someone_else(span, text, mentions)]
    yield from (span for span in people if span.value and " " in text[span.start : span.end])
    yield from (_deal_span(text, one) for one in mentions)
    yield from _values(text, around, language)
    yield from people_names.colleagues(text, around.colleagues, around.mentioned)
    yield from people


def _is_someone_else(span: Span, text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a known first name belongs to another person: "Tom Berger", where Tom Reed is the contact."""
    behind = OTHER_NAME.match(text[span.end :])
    if behind is None or not span.value or " " in text[span.start : span.end]:
        return False
    is_day = values.WEEKDAY_OR_MONTH.fullmatch(behind[1])
    return not is_day and all(one.start != span.end + 1 for one in mentions)


def _values(text: str, around: Around, language: Language) -> Iterator[Span]:
    """Days and amounts, as the language writes them."""
    notation, written = around.notation, language.written
    if written is None:
        yield from values.days(text, around.now, notation)
    else:
        yield from written.days(text, around.now, notation)
        yield from written.amounts(text, notation)
        notation = written.notation(notation)
    yield from amounts(text, notation, language.phrases.everyday_money)


def _deal_span(text: str, mention: Mention) -> Span:
    """The name with what belongs to it: "the Gap deal", "Acme's"."""
    before, behind = AROUND_NAME
    start, end = mention.start, mention.end
    if found := before.search(text[:start]):
        start = found.start()
    if found := behind.match(text[end:]):
        end += found.end()
    return Span("d", start, end, mention.deals)


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
