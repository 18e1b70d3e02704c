"""Understanding: from what someone wrote to what it proposes, reads, asks or leaves alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.language.understanding import build_company, build_deal, build_evidence, build_lists
from bot.language.understanding.around import Around
from bot.language.understanding.build import Builder, Building
from bot.language.understanding.choices import Language, language_of
from bot.language.understanding.clause import Clause, clause_of
from bot.language.understanding.clean import clean
from bot.language.understanding.match import Match, first_matches
from bot.language.understanding.proposal import Operation, Propose, SmallTalk, SmallTalkKind, Understood, UnknownDeal, WhichDeal
from bot.language.understanding.reads import read_of, small_talk
from bot.language.understanding.resolve import NONE, Deals, deals_of
from bot.language.understanding.sayings import Said
from bot.language.understanding.unsure import unsure

BUILDERS: Mapping[str, Builder] = {
    **build_evidence.BUILDERS,
    **build_deal.BUILDERS,
    **build_lists.BUILDERS,
    **build_company.BUILDERS,
}
LONGEST, MOST_CLAUSES, MOST_CHOICES = 4000, 40, 5
"""Characters that are read, clauses that are looked at, and deals that a question offers."""

SENTENCE = re.compile(r"(?:(?<=[.!?])\s+(?=[^a-z])|\s*;\s+|\s*\n\s*(?:[-*•–]|\d+[.)])?\s*)")
PART = re.compile(r",?\s+(?:and|but|then|plus)\s+(?:also\s+|then\s+)?|,\s+")
NO_DEAL = frozenset({"new", "away", "digest", "rules", "team", "settings"})
DIRE = frozenset({"lose", "back", "unmet", "waive", "advance", "reopen", "assign"})
"""What isn't offered on a deal that no one spoke of."""


@dataclass(slots=True)
class Talk:
    """What the sentences before have settled: the deal they were about, who said it, and where."""

    deals: Deals = NONE
    said: Said = field(default_factory=Said)
    operations: list[Operation] = field(default_factory=list)
    undecided: list[tuple[Operation, Deals]] = field(default_factory=list)


def understand(text: str, around: Around) -> Understood:
    """Read a message; pure, and bounded by its length and by the number of its clauses."""
    language = language_of(around.playbook)
    cleaned = clean(text[:LONGEST])
    whole = clause_of(" ".join(cleaned.text.split()), around, language)
    if kind := small_talk(whole, language):
        return SmallTalk(kind)
    if found := read_of(whole, around, language):
        return found
    talk = Talk(said=Said(where="e-mail") if cleaned.mail else Said())
    _listen(cleaned.text, whole, around, language, talk)
    if talk.operations:
        return Propose(_completed(talk, around))
    if talk.undecided:
        return _which(talk, around)
    return unsure(whole, around, language, deals_of(whole, around, {}))


def _listen(text: str, whole: Clause, around: Around, language: Language, talk: Talk) -> None:
    """Sentence by sentence; one that says several things is read piece by piece."""
    sentences = [one for one in SENTENCE.split(text) if one and one.strip(" .!?-*•")]
    if len(sentences) == 1:
        _read(whole.text, whole, around, language, talk)
        return
    for sentence in sentences[:MOST_CLAUSES]:
        _read(sentence, clause_of(sentence, around, language), around, language, talk)


def _read(sentence: str, clause: Clause, around: Around, language: Language, talk: Talk) -> None:
    parts = _several(sentence, clause, around, language, talk)
    for part in parts or [clause]:
        found = _operation(part, sentence, around, language, talk)
        if found is not None:
            _take(*found, talk)
    named = deals_of(clause, around, {}, talk.deals)
    if named.ids and named.spoken:
        talk.deals = named


def _several(sentence: str, clause: Clause, around: Around, language: Language, talk: Talk) -> list[Clause]:
    """The pieces of a sentence, where two of them or more say something of their own."""
    pieces = [piece.strip() for piece in PART.split(sentence) if piece.strip()]
    if len(pieces) < 2 or len(pieces) > MOST_CLAUSES or clause.moods & {"quoted", "if", "question"}:
        return []
    whole = _operation(clause, sentence, around, language, replace_talk(talk))
    if whole is not None and whole[0].verb in WHOLE:
        return []
    found: list[Clause] = []
    things: set[tuple[str, str, str]] = set()
    trial = replace_talk(talk)
    for piece in pieces:
        part = clause_of(piece, around, language)
        one = _operation(part, piece, around, language, trial)
        if one is not None and one[0].verb not in ("log", "new"):
            things.add(_thing(one[0]))
            found.append(part)
        named = deals_of(part, around, {}, trial.deals)
        if named.ids and named.spoken:
            trial.deals = named
        trial.said = _merged(trial.said, part.said)
    # "Carla says..., phone call": the last piece only says where.
    if len(things) < 2:
        return []
    talk.said = _merged(talk.said, trial.said)
    return _with_logs(pieces, found, whole, around, language)


WHOLE = frozenset({"lose", "back", "wait", "unmet", "waive", "reopen", "decline", "engage", "away", "objection"})
"""What ends with a reason, which isn't another thing to do."""


def _with_logs(
    pieces: list[str], found: list[Clause], whole: tuple[Operation, Deals] | None, around: Around, language: Language
) -> list[Clause]:
    return found


def replace_talk(talk: Talk) -> Talk:
    """A copy, to try something on."""
    return Talk(talk.deals, talk.said, list(talk.operations), list(talk.undecided))


def _merged(said: Said, other: Said) -> Said:
    return Said(said.person or other.person, said.by or other.by, said.where or other.where, said.on or other.on)


def _thing(operation: Operation) -> tuple[str, str, str]:
    """What an operation is about: two of one thing are one."""
    slots = operation.slots
    about = slots.get("exit") or slots.get("attribute") or slots.get("list", "") or slots.get("step", "")
    return (operation.verb, about, slots.get("number", "") or (slots.get("text", "") if operation.verb != "close" else ""))


def _operation(clause: Clause, original: str, around: Around, language: Language, talk: Talk) -> tuple[Operation, Deals] | None:
    """The operation that the first rule which reads the clause means, and its deals."""
    for match in first_matches(language.phrases.rules, clause):
        deals = deals_of(clause, around, match.slots, talk.deals)
        said = _merged(clause.said, talk.said)
        for op in _ops(match):
            it = Building(match, clause, around, language, deals.one or (deals.ids or ("",))[0], said, original)
            built = BUILDERS[op](it) if op in BUILDERS else None
            if built is not None and _speaks_of_deal(built, match, clause, deals):
                if op == "clear" and "other" in match.slots:
                    second = BUILDERS["clear other"](it)
                    if second is not None and deals.one:
                        talk.operations.append(replace(second, deal=deals.one))
                return built, deals
    return None


def _ops(match: Match) -> Iterator[str]:
    if not match.rule.op.startswith("offer "):
        yield match.rule.op


def _speaks_of_deal(operation: Operation, match: Match, clause: Clause, deals: Deals) -> bool:
    """Whether it is about a deal at all: everyday words that fit a rule are nothing without a deal to be about."""
    if operation.verb in NO_DEAL:
        return True
    if operation.verb == "log":
        return bool(clause.deals or clause.marked.of("p") or match.rule.name == "log by its name") and (deals.spoken or bool(deals.ids))
    if operation.verb == "close" and not operation.slots.get("number"):
        return False
    return bool(deals.ids) or operation.verb not in LOOSE


LOOSE = frozenset({"objection", "trigger", "obligation", "payment", "buyer", "close"})


def _take(operation: Operation, deals: Deals, talk: Talk) -> None:
    if operation.verb in NO_DEAL or deals.one:
        done = replace(operation, deal="" if operation.verb in NO_DEAL else deals.one)
        if _thing(done) not in {_thing(one) for one in talk.operations}:
            talk.operations.append(done)
    else:
        talk.undecided.append((operation, deals))


def _completed(talk: Talk, around: Around) -> tuple[Operation, ...]:
    """The operations, with who said it and where from the other sentences; a note only where it says something more."""
    facts = [one for one in talk.operations if one.verb != "log"]
    logs = [one for one in talk.operations if one.verb == "log"]
    found: list[Operation] = []
    for one in (*(logs if not facts or len(talk.operations) > 1 else logs), *facts):
        found.append(_filled(one, talk, around))
    return tuple(found)


def _filled(operation: Operation, talk: Talk, around: Around) -> Operation:
    item = around.playbook.exits.get(operation.slots.get("exit", ""))
    if operation.verb != "met" or item is None or item.attest != "buyer":
        return operation
    slots = dict(operation.slots)
    slots.setdefault("said_by", talk.said.by)
    slots.setdefault("where", talk.said.where)
    slots = {key: value for key, value in slots.items() if value}
    return replace(operation, slots=slots, complete=all(slots.get(key) for key in ("value", "said_by", "where")))


def _which(talk: Talk, around: Around) -> Understood:
    operation, deals = talk.undecided[0]
    if deals.ids:
        return WhichDeal(tuple(replace(operation, deal=one) for one in deals.ids[:MOST_CHOICES]))
    if operation.verb in DIRE or not around.mine:
        return WhichDeal(())
    return WhichDeal(tuple(replace(operation, deal=deal.id) for deal in around.mine[:MOST_CHOICES]))


__all__ = ["SmallTalkKind", "UnknownDeal", "understand"]
