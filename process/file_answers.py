"""Answers of a file: what its cells say about exits. A file is no one's word, so it meets only a rep's own exits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from process import contacts, proof, rights
from process.context import Context
from process.deal import Deal
from process.decision_marks import Mark
from process.evidence import Evidence
from process.facts import AnswersClaimed, Fact, Met
from process.gate import each_missing
from process.outcome import Outcome, happened, refused
from process.playbook import Exit, Playbook
from process.reasons import Reason
from process.reasons.rights import NotYours

FROM_FILE: Mark = "from a file"
"""The mark of such evidence, wherever it is shown."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that isn't taken: of which exit, and what is wrong with it."""

    exit: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Given:
    """What a file's answers came to: evidence, what is only claimed, and what isn't taken."""

    evidence: tuple[Evidence, ...] = ()
    claimed: tuple[tuple[str, str], ...] = ()
    wrong: tuple[Wrong, ...] = ()


def sort_answers(deal: Deal, context: Context, answers: Mapping[str, str]) -> Given:
    """Judge each answer, in canonical words, by the rules that hold for a person. What is proven here stays."""
    evidence, claimed, wrong = list[Evidence](), list[tuple[str, str]](), list[Wrong]()
    for key, value in answers.items():
        item = context.playbook.exits.get(key)
        if item is None or item.by_list or key in deal.evidence or key in deal.waivers:
            continue
        one = Evidence(key, value, item.attest, context.by.id, context.now, marks=(FROM_FILE,))
        if reason := _fault(one, item, deal, context, evidence):
            wrong.append(Wrong(key, reason))
        elif only_claimed(item, value):
            claimed.append((key, value))
        else:
            evidence.append(replace(one, thin=proof.is_thin(item, value, context.playbook)))
    return Given(tuple(evidence), tuple(claimed), tuple(wrong))


def only_claimed(item: Exit, value: str) -> bool:
    """Whether a file's answer proves nothing: another than the rep attests it, or it is a no without its reason."""
    return item.attest != "rep" or bool(item.must and value != item.must)


def _fault(one: Evidence, item: Exit, deal: Deal, context: Context, given: Sequence[Evidence]) -> Reason | None:
    others = proof.other_texts(deal, context, item, given)
    return proof.misfit(item, one.value, context, others) or proof.unknown_person(one, item, deal, context)


def facts_of(deal: Deal, context: Context, given: Given) -> list[Fact]:
    """The facts of what was sorted: the contacts that evidence names, the evidence, and the claims that are new."""
    facts: list[Fact] = []
    if given.evidence:
        facts += contacts.added(deal, context, contacts.named_in(given.evidence, context))
        facts.append(Met(given.evidence))
    if new := {key: value for key, value in given.claimed if deal.claimed.get(key) != value}:
        facts.append(AnswersClaimed(new))
    return facts


def give(deal: Deal, context: Context, answers: Mapping[str, str]) -> Outcome:
    """What a later file answers, on a deal that is here already: as the owner or a manager. It never moves the deal."""
    facts = facts_of(deal, context, sort_answers(deal, context, answers))
    if not facts or deal.state != "open":
        return Outcome(deal)
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("give evidence"))
    return happened(deal, context, *facts)


def first_open(deal: Deal, playbook: Playbook) -> str:
    """The stage in which an imported deal begins: the first whose gate would stay shut, and never past a handoff."""
    for stage in playbook.stage:
        if stage.handoff or next(each_missing(deal, playbook, stage.key), None):
            return stage.key
    return playbook.last.key


def to_confirm(deal: Deal, context: Context) -> list[Exit]:
    """The exits that a file answered and that are still to be attested by those who can."""
    exits = context.playbook.exits
    return [exits[key] for key in deal.claimed if key in exits and key not in deal.evidence and key not in deal.waivers]
