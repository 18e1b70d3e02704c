"""Understanding: from what someone wrote to what it proposes, reads, asks or leaves alone. Pure, and bounded."""

import re
from dataclasses import replace

from bot.language.understanding.around import Around
from bot.language.understanding.choices import Language, language_of
from bot.language.understanding.clause import Clause, clause_of
from bot.language.understanding.clean import Cleaned, clean
from bot.language.understanding.correct import corrected
from bot.language.understanding.given_reason import with_reason
from bot.language.understanding.listening import Listener, Listening
from bot.language.understanding.match import first_matches
from bot.language.understanding.picked import picked
from bot.language.understanding.proposal import Operation, Propose, SmallTalk, Understood, Unsure, WhichDeal
from bot.language.understanding.reads import read_of, small_talk, take_back
from bot.language.understanding.sayings import Said
from bot.language.understanding.spoken import spoken_in
from bot.language.understanding.step_ends import step_end
from bot.language.understanding.unsure import TOLD, beside_a_note, unsure
from bot.language.understanding.which_deal import deals_of
from process.deal import Deal
from process.evidence import PLACES

LONGEST, MOST_CHOICES = 4000, 5
"""Characters that are read, and deals that a question offers."""

DIRE = frozenset({"lose", "back", "unmet", "waive", "advance", "reopen", "assign"})
"""What isn't offered on a deal that no one spoke of."""


def understand(text: str, around: Around, *, guess: bool = True) -> Understood:
    """Read a message of at most 4,000 characters and 40 clauses; without `guess`, only as far as rules read it."""
    language = language_of(around.playbook, spoken_in(text[:LONGEST]))
    cleaned = clean(text[:LONGEST], language.phrases.closing, language.phrases.words("short"))
    whole = clause_of(" ".join(f"{cleaned.text} {cleaned.signature}".split()), around, language)
    if not cleaned.mail and (ended := step_end(cleaned.text, whole, around, language)):
        return ended
    if short := _short_answer(whole, around, language):
        return short
    polite = [rule for rule in language.phrases.rules if "question" in rule.moods]
    if not any(True for _ in first_matches(polite, whole)) and (found := read_of(whole, around, language)):
        return found
    meant = _listened(cleaned, whole, around, language, guess=guess)
    if not isinstance(meant, Propose | WhichDeal) and (reasoned := with_reason(cleaned.text, whole, around, language)):
        return Propose((reasoned,))
    return meant


def order_of(text: str, around: Around) -> Operation | None:
    """The one operation that a whole command means in plain words; None where they mean several, or none."""
    language = language_of(around.playbook)
    cleaned = clean(text[:LONGEST], language.phrases.closing, language.phrases.words("short"))
    meant = _listened(cleaned, clause_of(cleaned.text, around, language), around, language, guess=False)
    return meant.operations[0] if isinstance(meant, Propose) and len(meant.operations) == 1 else None


def _listened(cleaned: Cleaned, whole: Clause, around: Around, language: Language, *, guess: bool) -> Understood:
    """What a message proposes, sentence by sentence; what to ask where none of them is sure."""
    heard = Listener(around, language, _writer(cleaned)).listen(cleaned.text, whole)
    if cleaned.mail:
        # What a customer writes can be a fact, and never an order.
        heard.operations = [one for one in heard.operations if one.verb not in DIRE]
    if heard.operations:
        operations = _completed(heard, whole, around, language)
        only_notes = guess and all(one.verb == "log" for one in operations)
        return (beside_a_note(operations, whole, around) if only_notes else None) or Propose(operations)
    if heard.undecided:
        private = language.phrases.private.search(whole.marked.masked)
        return SmallTalk("other") if private else _which(heard, around)
    meant = unsure(whole, around, deals_of(whole, around, {}), guess=guess)
    if cleaned.mail and isinstance(meant, Unsure):
        meant = replace(meant, offers=tuple(one for one in meant.offers if one.verb in TOLD))
    return meant


def _short_answer(whole: Clause, around: Around, language: Language) -> Understood | None:
    """A few words that lean on what was said before, or on nothing: a pick, small talk, an undo, a correction."""
    if one := picked(whole, around, language):
        return one
    if kind := small_talk(whole, language):
        return SmallTalk(kind)
    if back := take_back(whole, language):
        return back
    again = corrected(whole, around, language)
    return Propose((again,)) if again else None


def _writer(cleaned: Cleaned) -> Said:
    """Who wrote a mail, by its signature."""
    if not cleaned.mail:
        return Said()
    name = re.split(r"[\n,]", cleaned.signature, maxsplit=1)[0].strip()
    return Said(by=name, where="e-mail")


def _completed(heard: Listening, whole: Clause, around: Around, language: Language) -> tuple[Operation, ...]:
    """The operations, notes behind facts, with who said it and where from the other sentences."""
    if begun := next((one for one in heard.operations if one.verb == "new" and one.slots.get("note")), None):
        return (replace(begun, slots={**begun.slots, "note": whole.text}),)
    facts = [one for one in heard.operations if one.verb != "log"]
    logs = [one for one in heard.operations if one.verb == "log"]
    said = heard.said
    if len(logs) == 1 and not said.where and logs[0].slots.get("activity", "") in PLACES:
        said = replace(said, where=logs[0].slots["activity"])
    if not said.by and language.phrases.telling.search(whole.marked.masked):
        said = replace(said, by=_only_person(whole))
    return tuple(_filled(one, said, around) for one in (*facts, *logs))


def _only_person(clause: Clause) -> str:
    """The one person of the customer's whom a message names, as written; nothing for none or several."""
    spans = {clause.marked.original[span.start : span.end] for span in clause.marked.of("p") if span.value}
    return spans.pop() if len(spans) == 1 else ""


def _filled(operation: Operation, said: Said, around: Around) -> Operation:
    item = around.playbook.exits.get(operation.slots.get("exit", ""))
    if operation.verb != "met" or item is None or item.attest != "buyer":
        return operation
    slots = dict(operation.slots)
    slots.setdefault("said_by", said.by)
    slots.setdefault("where", said.where)
    slots = {key: value for key, value in slots.items() if value}
    return replace(operation, slots=slots, complete=all(slots.get(key) for key in ("value", "said_by", "where")))


def _which(heard: Listening, around: Around) -> Understood:
    """Ask which deal: among those that go by the words, or else the speaker's own."""
    operation, deals = heard.undecided[0]
    # One question at a time: what else is in doubt is left for the form.
    known = {key: words for key, words in operation.slots.items() if key not in operation.readings}
    complete = operation.complete and not operation.readings
    operation = replace(operation, slots=known, readings={}, complete=complete)
    if deals.ids:
        return WhichDeal(tuple(replace(operation, deal=one) for one in deals.ids[:MOST_CHOICES]))
    if operation.verb in DIRE or not around.mine:
        return WhichDeal(())
    likely = sorted(around.mine, key=lambda deal: not _is_asked_now(operation, deal, around))
    return WhichDeal(tuple(replace(operation, deal=deal.id) for deal in likely[:MOST_CHOICES]))


def _is_asked_now(operation: Operation, deal: Deal, around: Around) -> bool:
    """Whether an operation answers what the deal's stage asks for."""
    exit_key = operation.slots.get("exit", "")
    stage = around.playbook.stage_of.get(exit_key)
    return stage is not None and stage.key == deal.stage and exit_key not in deal.evidence
