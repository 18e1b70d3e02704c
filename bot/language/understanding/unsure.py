"""What to ask where nothing was read surely: which of the likely things it is about."""

from bot.language.understanding.around import Around
from bot.language.understanding.choices import Language
from bot.language.understanding.clause import Clause
from bot.language.understanding.proposal import Mood, Operation, SmallTalk, Unsure
from bot.language.understanding.which_deal import Deals
from process.playbook import Exit

MOST_OFFERS = 2
"""Offers beside the note, so that a card stays easy to read."""

BY_STAGE = "asked by the stage"
"""The rule of an offer that no word of the sentence speaks for."""

MARKS = {"money": "m", "date": "t", "contact": "p", "colleague": "c", "link": "u"}
"""What a sentence has to name to answer an exit of a kind."""

MOODS: tuple[Mood, ...] = ("quoted", "report", "if", "guess", "hearsay", "question", "plan", "denial")
SURE_VERBS = frozenset({"set"})
NEEDS_NOTHING = frozenset({"advance"})
"""What has no form, since nothing is missing."""

BEGINNING = frozenset({"next", "wait", "advance", "trigger", "obligation"})
"""What begins something, and isn't offered to those who call it off."""


def unsure(clause: Clause, around: Around, language: Language, deals: Deals) -> Unsure | SmallTalk:
    """A question with at most two offers, likeliest first; small talk where it is about no deal, and no sales.

    What is about sales and names no deal is asked about the one that was spoken of before.
    """
    spoken = bool(clause.deals) or deals.spoken
    if not spoken and "report" in clause.moods:
        return SmallTalk("other")
    if not spoken and not _about_sales(clause, language) and not _goes_on(clause, around, language):
        return SmallTalk("other")
    if not spoken and not (around.here or around.last):
        return Unsure("", mood=_mood(clause))
    mood = _mood(clause)
    if not deals.one or not (mood == "fact" or (mood == "denial" and clause.marked.of("m") + clause.marked.of("t"))):
        return Unsure(deals.one, mood=mood)
    return Unsure(deals.one, tuple(_offers(clause, around, language, deals.one)), mood)


def _goes_on(clause: Clause, around: Around, language: Language) -> bool:
    """Whether someone spoken of before told it: "she told me so in the meeting"."""
    return bool((around.here or around.last) and language.phrases.telling.search(clause.marked.masked))


def _mood(clause: Clause) -> Mood:
    return next((mood for mood in MOODS if mood in clause.moods), "fact")


def _about_sales(clause: Clause, language: Language) -> bool:
    masked = clause.marked.masked
    return any(pattern.search(masked) for pattern in language.phrases.subjects.values())


def _offers(clause: Clause, around: Around, language: Language, deal: str) -> list[Operation]:
    """What the words could be about, each as the command whose form asks for the rest."""
    found: list[Operation] = []
    called_off = bool(language.phrases.calling_off.search(clause.marked.masked))
    for subject, pattern in language.phrases.subjects.items():
        if len(found) < MOST_OFFERS and pattern.search(clause.marked.masked):
            verb, _, exit_key = subject.partition(" ")
            if called_off and verb in BEGINNING:
                continue
            if exit_key and exit_key not in around.playbook.exits:
                continue
            slots = {"exit": exit_key} if exit_key else {}
            found.append(Operation(verb, deal, slots, complete=verb in NEEDS_NOTHING, rule=subject))
    if _mood(clause) == "fact" and not called_off:
        named = {one.slots.get("exit", "") for one in found}
        found += [_form(deal, item) for item in _asked_now(clause, around, deal) if item.key not in named]
    return found[:MOST_OFFERS]


def _form(deal: str, item: Exit) -> Operation:
    return Operation("met", deal, {"exit": item.key}, complete=False, rule=BY_STAGE)


def _asked_now(clause: Clause, around: Around, deal_id: str) -> list[Exit]:
    """What the deal's stage still asks of the speaker and the words can answer; what needs a value goes before text."""
    deal = around.find(deal_id)
    if deal is None or deal.state != "open" or deal.stage not in around.playbook.order:
        return []
    missing = [item for item in around.playbook.at(deal.stage).exit if item.key not in deal.evidence]
    fitting = [item for item in missing if item.attest in ("rep", "buyer") and _can_answer(clause, item)]
    return sorted(fitting, key=lambda item: item.kind == "text")


def _can_answer(clause: Clause, item: Exit) -> bool:
    mark = MARKS.get(item.kind)
    return item.kind == "text" or (mark is not None and bool(clause.marked.of(mark)))
