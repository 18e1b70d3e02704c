"""Guided: plain words while a question about a deal is open, as an answer to it, or as something else."""

from dataclasses import dataclass, replace

from adapters.card import Element
from bot.commands.guide_questions import Question, question
from bot.conversation.surroundings import Surroundings
from bot.conversation.typed import typed
from bot.language.understanding.answer import Heard, Wanted, heard
from bot.language.understanding.around import Around
from bot.language.understanding.choices import language_of
from bot.language.understanding.clause import clause_of
from bot.language.understanding.marked import MARK
from bot.language.understanding.proposal import (
    Operation,
    Propose,
    Read,
    SmallTalk,
    Understood,
    UnknownDeal,
    Unsure,
    WhichDeal,
)
from bot.language.understanding.reads import agrees
from bot.language.understanding.spoken import spoken_in
from bot.language.understanding.understand import understand
from bot.request import Request
from bot.store import guides
from bot.store.conversations import Remembered
from bot.store.guides import THE_DRAFT, Guide
from bot.views.guide import is_it_an_answer, still_open
from process.deal import Deal
from process.playbook import Playbook

WANTED: dict[str, Wanted] = {
    "still": "yes/no",
    "where": "text",
    "due": "date",
    "owner": "colleague",
    "manner": "choice",
}
FREE = ("text", "contact")
"""Kinds of answers that any words can be."""

BARE = 2
"""Words beside an amount that say nothing of their own: "it's 50k"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that is open for this person in this place."""

    deal: Deal
    guide: Guide
    question: Question

    @property
    def wanted(self) -> Wanted:
        """Which kind of value is asked for."""
        part, item, options = self.question.part, self.question.missing.exit, self.question.field.options
        if part:
            return WANTED.get(part, "text")
        if item.kind == "list" or (item.kind == "text" and options):
            return "choice" if options else "text"
        return item.kind


@dataclass(frozen=True, slots=True)
class Said:
    """What the words are to the question: a `command` of the guide with its form's `values`, or a guess."""

    command: str = ""
    values: dict[str, str] | None = None
    guess: bool = False


def open_question(request: Request, surroundings: Surroundings) -> Asked | None:
    """The question that was asked here within the last half hour, if its turn is still."""
    place, now = request.inbound.place, request.context.now
    guide = guides.latest(request.tx, request.tenant.id, request.me.id, place, now)
    deal = surroundings.find(guide.deal) if guide else None
    if guide is None or deal is None or place.kind != "direct":
        return None
    found = question(deal, request.on(deal), guide, guide.asked) if deal.state == "open" else None
    return Asked(deal, guide, found) if found else None


def said_to_draft(request: Request, surroundings: Surroundings) -> Said | None:
    """What a message says to a draft that is shown here, to be saved; None where it is about something else."""
    place, text = request.inbound.place, " ".join(request.inbound.text.split())
    guide = guides.latest(request.tx, request.tenant.id, request.me.id, place, request.context.now)
    deal = surroundings.find(guide.deal) if guide and guide.asked == THE_DRAFT else None
    if deal is None or place.kind != "direct":
        return None
    playbook = request.on(deal).playbook
    words = "save" if agrees(text, playbook) else _word(text, playbook)
    return Said(f"ask #{deal.id} {words}") if words else None


def _word(text: str, playbook: Playbook) -> str:
    """Which of the guide's own words a message is: "skip", "back", "save"; nothing where it is another."""
    phrases = language_of(playbook, spoken_in(text)).phrases
    return next((word for word, pattern in phrases.guide.items() if pattern.fullmatch(text)), "")


def said_to(request: Request, asked: Asked, around: Around, remembered: Remembered | None) -> Said | None:
    """What a message says to the open question; None where it is about something else."""
    text = request.inbound.text
    if word := _word(" ".join(text.split()), around.playbook):
        return Said(f"ask #{asked.deal.id} {word}")
    if typed(request) is not None:
        return None
    around = replace(around, last=asked.deal.id, also=(), playbook=request.on(asked.deal).playbook)
    meant = understand(text, around, guess=False)
    if answer := _by_its_name(meant, asked, text):
        return _answer(asked, answer)
    proposed = bool(remembered and remembered.waiting)
    if proposed and isinstance(meant, SmallTalk):
        return None  # a yes to what was proposed since
    found = heard(text, asked.wanted, asked.question.field.options, around)
    if asked.wanted in FREE and _is_bare_amount(text, around):
        return None
    if asked.wanted in FREE:
        return _free(meant, found, asked)
    if found.words:
        return Said(guess=True) if found.doubtful or _asks(meant) else _answer(asked, found)
    return None if _is_something_else(meant) else _answer(asked, replace(found, words=text))


def _by_its_name(meant: Understood, asked: Asked, text: str) -> Heard | None:
    """The answer in a sentence that names the exit itself, with who said it and where; a text is kept as it is."""
    if not isinstance(meant, Propose) or asked.question.part:
        return None
    for one in meant.operations:
        if one.verb == "met" and one.deal == asked.deal.id and one.slots.get("exit") == asked.question.key:
            slots = one.slots
            words = text if asked.wanted == "text" else slots.get("value", "")
            return Heard(words, slots.get("said_by", ""), slots.get("where", ""), slots.get("on", ""))
    return None


def _free(meant: Understood, found: Heard, asked: Asked) -> Said | None:
    """Any words can answer a question for a text; a question, small talk or another deal's facts do not."""
    if _is_something_else(meant) and not (isinstance(meant, Propose) and _is_note(meant.operations, asked.deal)):
        return None
    buyers = asked.question.missing.exit.attest == "buyer" and not asked.question.part
    if found.doubtful and buyers:
        return Said(guess=True)
    return _answer(asked, found)


def _is_bare_amount(text: str, around: Around) -> bool:
    """Whether nothing but an amount was said: it is hardly the answer to a question for a text."""
    clause = clause_of(text, around, language_of(around.playbook))
    core = clause.variants[0] if clause.variants else ""
    return bool(clause.marked.of("m", core)) and len(MARK.sub(" ", core).split()) <= BARE


def _is_note(operations: tuple[Operation, ...], deal: Deal) -> bool:
    """Whether a sentence means nothing but a note of what was said."""
    return all(one.verb == "log" and one.deal == deal.id for one in operations)


def _is_something_else(meant: Understood) -> bool:
    if isinstance(meant, SmallTalk):
        return meant.kind != "other"
    if isinstance(meant, Unsure):
        return meant.mood == "question"
    return isinstance(meant, Read | UnknownDeal | WhichDeal | Propose)


def _asks(meant: Understood) -> bool:
    return isinstance(meant, Read)


def _answer(asked: Asked, answer: Heard) -> Said:
    values = {"answer": answer.words, "said_by": answer.said_by, "where": answer.where, "on": answer.on}
    given = {key: words for key, words in values.items() if words}
    return Said(f"ask #{asked.deal.id} answer {asked.question.field.key}", given)


def below(asked: Asked, words: str, *, proposed: bool) -> tuple[Element, ...]:
    """What stands below another answer: the open question, or whether what is `proposed` answers it."""
    if proposed and asked.wanted in FREE:
        return is_it_an_answer(asked.deal, asked.question.field.key, words, asked.question.field.label)
    return still_open(asked.deal, asked.question.field.label)
