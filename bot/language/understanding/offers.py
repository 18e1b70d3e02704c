"""Offers: the few things that unclear words could be about, each as a form that asks for the rest."""

from collections.abc import Sequence
from dataclasses import replace

from bot.language.understanding.around import Around
from bot.language.understanding.clause import Clause
from bot.language.understanding.commands import VIEWS
from bot.language.understanding.fitting import fits
from bot.language.understanding.likely import knows
from bot.language.understanding.proposal import Mood, Operation
from bot.language.understanding.weighed import NOTHING, Weighed
from process.playbook import Exit

MOST_OFFERS = 3
"""Offers beside the note, so that a card stays easy to read."""

FILLED = 0.3
"""From this share on, the first form comes with all that was read."""

LEAST, ENOUGH = 0.05, 0.9
"""What is less likely isn't offered, nor more once the offers cover so much."""

WEIGHTY = frozenset({"lose", "churn", "back", "unmet", "waive", "reopen", "assign", "new", "advance"})
"""What changes the course of a deal, or who has it."""

LEAST_WEIGHTY = 0.22
"""What is weighty and less likely isn't offered; what was saved can be taken back, so that counts as any other."""

HALF = 0.5
"""Where the offers cover less, what the deal's stage asks for is offered too."""

BY_STAGE = "asked by the stage"
"""The rule of an offer that no word of the sentence speaks for."""

MARKS = {"money": "m", "date": "t", "contact": "p", "colleague": "c", "link": "u"}
"""What a sentence has to name to answer an exit of a kind."""

ATTRIBUTES = {"m": {"attribute": "amount"}, "t": {"attribute": "close date"}}
"""Which attribute words that set something are about, by what they name."""

KEPT = frozenset({"exit", "attribute", "kind", "list", "number", "step", "team", "stage", "end", "what"})
"""What an offer is about; its other values are asked for, unless it is likely enough."""

WITH_TEXT = frozenset({"plan", "close"})
"""Whose form has more to ask than the text, so that it can come with the words."""

NEEDS_NOTHING = frozenset({"advance", "buyer", *VIEWS})
"""What has no form, since nothing is missing."""

BEGINNING = frozenset({"next", "wait", "advance", "trigger", "obligation"})
"""What begins something, and isn't offered to those who call it off."""

ENDING = frozenset({"lose", "churn"})
"""What ends a deal, and isn't offered to those who deny it."""

MOODS: tuple[Mood, ...] = ("quoted", "report", "if", "guess", "hearsay", "question", "plan", "denial")


def mood_of(clause: Clause, moods: frozenset[str]) -> Mood:
    """The mood that weighs most. Where a person is named it isn't hearsay."""
    named = bool(clause.said.by or clause.marked.of("p"))
    return next((mood for mood in MOODS if mood in moods and not (mood == "hearsay" and named)), "fact")


def is_called_off(clause: Clause) -> bool:
    """Whether the words call something off."""
    return bool(clause.language.phrases.calling_off.search(clause.marked.masked))


def offers(clause: Clause, around: Around, deal: str, found: Sequence[Weighed]) -> tuple[Operation, ...]:
    """What words could be about, likeliest first; then what words of the playbook and the deal's stage speak for."""
    mood = mood_of(clause, clause.moods)
    made, covered = _likely(found, is_fact=mood == "fact")
    if covered < ENOUGH:
        made += _by_words(clause, around, deal)
    if covered < HALF and mood == "fact" and not _is_idle(found) and not is_called_off(clause):
        made += [_form(deal, item) for item in _asked_now(clause, around, deal)]
    if is_called_off(clause):
        made = [one for one in made if one.verb not in BEGINNING]
    if mood == "denial":
        made = [one for one in made if one.verb not in ENDING]
    if clause.language.phrases.called_off.search(clause.marked.masked):
        made = [one for one in made if one.verb != "log"]  # a call that was called off didn't happen
    unlike: dict[tuple[str, str], Operation] = {}
    known = around.find(deal)
    for one in (one for one in made if fits(one, known)):
        unlike.setdefault((one.verb, one.slots.get("exit") or one.slots.get("attribute", "")), one)
    # The note of a deal that isn't named asks for the deal, so that it is an offer of its own.
    return tuple(unlike.values())[: MOST_OFFERS if clause.deals else MOST_OFFERS - 1]


def _likely(found: Sequence[Weighed], *, is_fact: bool) -> tuple[list[Operation], float]:
    """The likely offers, and the share of all meanings that they cover."""
    made: list[Operation] = []
    covered = 0.0
    for one in found:
        filled = is_fact and not made and one.share >= FILLED
        if one.what is None or not _is_likely(one, one.what, found) or covered >= ENOUGH:
            continue
        if one.what.verb not in NEEDS_NOTHING or filled:
            covered += one.share
            made.append(one.what if filled else _bare(one.what))
    return made, covered


def _is_likely(one: Weighed, what: Operation, found: Sequence[Weighed]) -> bool:
    if what.verb in WEIGHTY - {"unmet"}:
        return one.share >= LEAST_WEIGHTY and knows(one.piece) and not _is_idle(found)
    return one.share >= LEAST


def _is_idle(found: Sequence[Weighed]) -> bool:
    """Whether words are likeliest about nothing that is done here."""
    return bool(found) and found[0].kind == NOTHING


def _bare(operation: Operation) -> Operation:
    """An offer without the values that only its own meaning gives to the words."""
    kept = KEPT | {"text"} if operation.verb in WITH_TEXT else KEPT
    slots = {key: words for key, words in operation.slots.items() if key in kept}
    return replace(operation, slots=slots, complete=False, readings={})


def _by_words(clause: Clause, around: Around, deal: str) -> list[Operation]:
    """What words that belong to a subject speak for, those of the playbook among them."""
    found: list[Operation] = []
    for subject, pattern in clause.language.phrases.subjects.items():
        verb, _, exit_key = subject.partition(" ")
        if (exit_key and exit_key not in around.playbook.exits) or not pattern.search(clause.marked.masked):
            continue
        slots = {"exit": exit_key} if exit_key else {}
        if verb == "set":
            slots = next((named for mark, named in ATTRIBUTES.items() if clause.marked.of(mark)), {})
        if slots or verb != "set":
            found.append(Operation(verb, deal, slots, complete=verb in NEEDS_NOTHING, rule=subject))
    return found


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
