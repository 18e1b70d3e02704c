"""Guide questions: which field of which missing exit a person is asked next, and what of their draft is complete."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.card import Field
from bot.store.guides import Guide
from bot.views.evidence import evidence_form
from bot.views.guide import still_field
from bot.views.missing import gaps
from process import rights
from process.context import Context
from process.deal import Deal
from process.gate import Missing

REQUIRED = ("said_by", "where", "why", "owner")
"""The parts of an answer without which it can't be saved; for a trigger its day, too."""


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a missing exit. It is number `number` of the `total` exits that the person can answer for."""

    missing: Missing
    field: Field
    number: int
    total: int

    @property
    def key(self) -> str:
        """The exit's key."""
        return self.missing.exit.key

    @property
    def part(self) -> str:
        """Which part of the answer is asked: nothing for the answer itself."""
        return self.field.key.partition(".")[2]


def mine(deal: Deal, context: Context) -> list[Missing]:
    """What is missing at today's gate that the asker can answer for."""
    return [one for one in gaps(deal, context) if rights.may_attest(one.exit, deal, context)]


def of_others(deal: Deal, context: Context) -> list[Missing]:
    """What is missing that only others can answer for."""
    return [one for one in gaps(deal, context) if not rights.may_attest(one.exit, deal, context)]


def questions(deal: Deal, context: Context, guide: Guide) -> Iterator[Question]:
    """Every question whose turn comes, answered or not, in the playbook's order."""
    missing = mine(deal, context)
    for number, one in enumerate(missing, 1):
        for field in _fields(one, deal, context, guide):
            yield Question(one, field, number, len(missing))


def next_question(deal: Deal, context: Context, guide: Guide) -> Question | None:
    """The first question without an answer that wasn't skipped."""
    done = {*guide.answers, *guide.skipped}
    return next((one for one in questions(deal, context, guide) if one.field.key not in done), None)


def question(deal: Deal, context: Context, guide: Guide, key: str) -> Question | None:
    """The question of this field, or None where its turn hasn't come or the exit is no longer missing."""
    return next((one for one in questions(deal, context, guide) if one.field.key == key), None)


def _fields(one: Missing, deal: Deal, context: Context, guide: Guide) -> list[Field]:
    """The fields of one exit whose turn comes with these answers."""
    fields: list[Field] = []
    if one.fault == "to confirm":
        fields = [still_field(one.exit, deal, context)]
        if guide.answers.get(f"{one.exit.key}.still") != "no":
            return fields
    fields += evidence_form(deal, context, [one.exit]).fields
    return [field for field in fields if _comes(field.key, one, guide)]


def _comes(key: str, one: Missing, guide: Guide) -> bool:
    """Whether a field's turn comes: a part of an answer only once there is one."""
    main, _, part = key.partition(".")
    answer, raised = guide.answers.get(main, ""), main not in guide.skipped
    if not part or part == "still" or part.isdecimal():
        return True
    if part == "why":
        return answer == "no"
    if part == "asked":
        return not raised
    if part == "where" and f"{main}.said_by" in guide.skipped:
        return False  # it can't be saved without who said it, so where isn't asked either
    if one.exit.by_list and part in ("said_by", "where"):
        return any(name.startswith(f"{main}.") and name.rpartition(".")[2].isdecimal() for name in guide.answers)
    return bool(answer) and raised


def complete(deal: Deal, context: Context, guide: Guide) -> list[Missing]:
    """The exits whose draft can be saved, in the order in which they were answered."""
    by_key = {one.exit.key: one for one in mine(deal, context)}
    keys = dict.fromkeys(name.partition(".")[0] for name in guide.answers)
    return [by_key[key] for key in keys if key in by_key and _is_complete(by_key[key], deal, context, guide)]


def _is_complete(one: Missing, deal: Deal, context: Context, guide: Guide) -> bool:
    fields = [field.key for field in _fields(one, deal, context, guide)]
    lacking = [key for key in fields if key not in guide.answers]
    if any(_is_required(key, one) for key in lacking):
        return False
    return any(name in guide.answers for name in fields)


def _is_required(key: str, one: Missing) -> bool:
    part = key.partition(".")[2]
    if part == "" and not one.exit.by_list:
        return True
    return part in REQUIRED or (part == "due" and one.exit.of == "trigger")


def draft_of(guide: Guide, keys: Sequence[str]) -> Mapping[str, str]:
    """The answers of these exits, by their fields."""
    return {name: words for name, words in guide.answers.items() if name.partition(".")[0] in keys}
