"""What unclear words can be about here: the likely kinds, each as the operation or the view that it would be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.language.understanding.build import EDGES, Building
from bot.language.understanding.commands import VIEWS, command_of
from bot.language.understanding.fitting import fits
from bot.language.understanding.likely import likely
from bot.language.understanding.listening import BUILDERS
from bot.language.understanding.marked import MARK
from bot.language.understanding.match import Match
from bot.language.understanding.phrases import Rule
from bot.language.understanding.proposal import Operation
from bot.language.understanding.sayings import place_of
from process.playbook import Exit

NOTHING = "nothing"
ASKED_NOW, ANSWERED = 2.0, 0.7
"""How much likelier an exit is that the deal's stage still asks for, and one that is answered already."""

NAMED = 2.0
"""How much likelier a kind is whose own word is said: "assign müller to ro"."""

WAITS, SELDOM = 3.0, 0.2
"""How much likelier a decision is where one waits for it, and where none does; nor is a deal begun that is there."""

DECISIONS = frozenset({"approve", "decline"})

ORDERED = 1.5
"""How much more an order counts in a message of several pieces: the others are its reason, or remarks."""

ORDERS = frozenset(
    {"back", "lose", "advance", "reopen", "assign", "new", "wait", "set amount", "set close date", "engage", "decline"}
)

MOST_PIECES, SHORTEST_PIECE = 10, 2
"""Pieces of a message that are weighed by themselves, and words of the shortest one."""

OF_PIECE = 0.6
"""What a piece says counts less than what the whole says."""

BUILT_BY: Mapping[str, str] = {
    "objection removed": "close objection",
    "trigger happened": "close trigger",
    "trigger moved": "move trigger",
    "obligation kept": "close obligation",
    "payment received": "close payment",
    "plan moved": "move step",
    "buyer did": "buyer",
    "buyer wants": "buyer",
}
"""Kinds whose builder has another name."""

WITH_SLOT: Mapping[str, str] = {"met": "exit", "set": "attribute", "next": "kind"}
"""Kinds of two parts, and the slot that the second one fills: "met budget"."""

VALUES: Mapping[str, str] = {"m": "money", "t": "day", "c": "who", "p": "person", "u": "url"}
SHOWN_BY: Mapping[str, str] = {
    "read buyer": "buyer track",
    "read team": "team list",
    "read digest": "digest view",
    "read rules": "rules view",
    "read settings": "settings view",
    "read playbook": "playbook view",
    "approve": "approval",
    "decline": "approval",
}
"""Kinds that a view answers whose name is another one: who decides presses a button on the approval's card."""

WANTED: Mapping[str, str] = {
    "buyer": "step",
    "engage": "team",
    "unmet": "exit",
    "waive": "exit",
    "contact": "text",
}
"""What an operation isn't offered without."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What words can mean here, with its share of all that they can mean; `what` is None where it can't be done here.

    `piece` is the part of the masked text that says so.
    """

    kind: str
    share: float
    what: Operation | None
    piece: str


def weighed(it: Building) -> Iterator[Weighed]:
    """What a clause can mean, likeliest first; `it` is the clause with all that is known around it."""
    best: dict[str, tuple[float, str]] = {}
    pieces = list(_pieces(it))
    for weight, piece in pieces:
        for one in likely(piece):
            ordered = ORDERED if len(pieces) > 1 and one.kind in ORDERS else 1.0
            share = one.share * weight * ordered * _weight(one.kind, it)
            best[one.kind] = max(best.get(one.kind, (0.0, "")), (share, piece))
    whole = max(1.0, sum(share for share, _ in best.values()))
    for kind, (share, piece) in sorted(best.items(), key=lambda pair: -pair[1][0]):
        what = None if kind == NOTHING else operation_of(kind, it, piece)
        yield Weighed(kind, share / whole, what, piece)


def _pieces(it: Building) -> Iterator[tuple[float, str]]:
    """The whole of the masked text, its sentences and their parts, each with what its word counts."""
    masked, phrases = it.clause.marked.masked, it.clause.language.phrases
    yield 1.0, masked
    sentences = [one for one in phrases.sentences.split(masked) if one]
    pieces = [part for one in sentences for part in (one, *phrases.parts.split(one))]
    for piece in list(dict.fromkeys(pieces))[:MOST_PIECES]:
        if piece != masked and len(piece.split()) >= SHORTEST_PIECE:
            yield OF_PIECE, piece


def _weight(kind: str, it: Building) -> float:
    """How much likelier a kind is on this deal than anywhere."""
    verb, _, rest = kind.partition(" ")
    subjects = it.clause.language.phrases.subjects
    pattern = subjects.get(kind) or subjects.get(verb)
    named = NAMED if pattern and pattern.search(it.clause.marked.masked) else 1.0
    return named * _on_deal(kind, verb, rest, it)


def _on_deal(kind: str, verb: str, rest: str, it: Building) -> float:
    """How much likelier a kind is by where the deal stands."""
    deal = it.record
    if kind in DECISIONS:
        waits = deal is not None and deal.approval is not None and deal.approval.live
        return WAITS if waits and it.around.me.id != getattr(deal, "owner", "") else SELDOM
    if kind == "new":
        return SELDOM if deal is not None else 1.0
    if verb != "met" or deal is None:
        return 1.0
    stage = it.around.playbook.stage_of.get(rest)
    if rest in deal.evidence:
        return ANSWERED
    return ASKED_NOW if stage is not None and stage.key == deal.stage else 1.0


def operation_of(kind: str, it: Building, piece: str) -> Operation | None:
    """The operation of a kind, with the values that the words have; None where it can't be done here."""
    verb, _, rest = kind.partition(" ")
    if verb == "read" or kind in SHOWN_BY:
        return _view(SHOWN_BY.get(kind, rest), it)
    op = BUILT_BY.get(kind, verb if verb in WITH_SLOT else kind)
    if op not in BUILDERS or (not it.deal and op != "new"):
        return None
    item = it.around.playbook.exits.get(rest) if verb == "met" else None
    if verb == "met" and (item is None or item.by_list):
        return None
    fixed = {WITH_SLOT[verb]: rest} if verb in WITH_SLOT else {}
    slots = slots_of(it, piece)
    if item is not None and item.kind == "choice" and item.key not in slots:
        return Operation("met", it.deal, fixed, complete=False, rule=f"likely {kind}")
    rule = Rule(f"likely {kind}", op, (), (), {**fixed, **_texts(kind, it, piece, item)}, ())
    made = BUILDERS[op](replace(it, match=Match(rule, slots, piece)))
    return _whole(made) if made and fits(made, it.record) else None


def _whole(made: Operation) -> Operation | None:
    """An operation that isn't complete where its command lacks something; None where it lacks what it is about."""
    if made.verb in WANTED and not made.slots.get(WANTED[made.verb]):
        return None
    try:
        command_of(made)
    except KeyError:
        return replace(made, complete=False)
    return made


def _view(name: str, it: Building) -> Operation | None:
    if "{deal}" in VIEWS[name]:
        return Operation(name, it.deal, rule=f"likely {name}") if it.deal else None
    return Operation(name, "", rule=f"likely {name}")


def _texts(kind: str, it: Building, piece: str, item: Exit | None) -> dict[str, str]:
    """What is saved as typed: the sentence that says it, and all of it as a reason."""
    if item is not None and item.kind != "text":
        return {}
    marked, sentences = it.clause.marked, it.clause.language.phrases.sentences.split(it.clause.marked.masked)
    sentence = next((one for one in sentences if one and piece in one), piece)
    bare = it.clause.variants[0] if it.clause.variants else marked.masked
    texts = {"text": marked.words(sentence).strip(EDGES), "reason": marked.words(bare).strip(EDGES)}
    return {"text": texts["text"]} if kind == "plan" else texts


def slots_of(it: Building, piece: str) -> dict[str, str]:
    """What the words have for each slot: the only amount, day or person of the piece or of all, and each choice."""
    slots: dict[str, str] = {}
    for masked in (piece, it.clause.marked.masked):
        marks = [(found[1], found[0]) for found in MARK.finditer(masked)]
        for kind, slot in VALUES.items():
            said = [mark for one, mark in marks if one == kind]
            if len(said) == 1:
                slots.setdefault(slot, said[0])
        for slot, pattern in it.clause.language.phrases.choices.items():
            if found := pattern.search(masked):
                slots.setdefault(slot, found[0])
    if place := place_of(it.clause.variants[-1] if it.clause.variants else "", it.language):
        slots.setdefault("activity", place)
    return slots
