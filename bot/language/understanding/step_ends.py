"""How a planned step went: "went well, she wants the offer", said once its time has come."""

from collections.abc import Sequence
from dataclasses import replace

from bot.language.times import read_hour
from bot.language.understanding.around import Around
from bot.language.understanding.choices import Language
from bot.language.understanding.clause import Clause
from bot.language.understanding.listening import Listener
from bot.language.understanding.phrases import slots_of
from bot.language.understanding.proposal import Operation, Propose, WhichDeal
from bot.language.understanding.sayings import Said
from bot.language.understanding.which_deal import deals_of
from bot.language.values.answers import Value
from process.deal import Deal

MOST_CHOICES, MOST_BESIDE, LONGEST_REASON = 5, 4, 300
"""Deals that a question offers, facts proposed beside the step's end, characters of why it was dropped."""

NO_END = frozenset({"question", "if", "quoted", "guess"})


def step_end(text: str, whole: Clause, around: Around, language: Language) -> Propose | WhichDeal | None:
    """How a due step went, with the facts that were said beside it; None where no step is due or words say else."""
    if whole.moods & NO_END:
        return None
    due = _meant(whole, around)
    ends = _ends(whole, language) if due else None
    if ends is None:
        return None
    if len(due) > 1:
        return WhichDeal(tuple(_operation(deal, *ends[0], text) for deal in due[:MOST_CHOICES]))
    [deal] = due
    heard = Listener(replace(around, last=deal.id, also=()), language, Said()).listen(text, whole)
    beside = [one for one in heard.operations if one.deal == deal.id and one.verb not in ("log", "plan", "step")]
    return Propose((*(_operation(deal, *end, text) for end in ends), *beside[:MOST_BESIDE]))


def due_deals(around: Around) -> list[Deal]:
    """The deals whose next step is this person's, and due; the latest first."""
    today = around.now.date()
    due = [
        deal
        for deal in around.mine
        if (step := deal.next_step) and step.who == around.me.id and step.past(around.now, today)
    ]
    return sorted(due, key=_time, reverse=True)


def _time(deal: Deal) -> str:
    step = deal.next_step
    return (step.at or step.day).isoformat() if step else ""


def _meant(whole: Clause, around: Around) -> Sequence[Deal]:
    """The deals with a due step that can be meant: those that are named, or the one spoken of, or all."""
    due = due_deals(around)
    found = deals_of(whole, around, {})
    if found.spoken and found.ids:
        return [deal for deal in due if deal.id in found.ids]
    spoken_of = [deal for deal in due if deal.id in (around.here, around.last) and not around.also]
    return spoken_of[:1] or due


def _ends(whole: Clause, language: Language) -> list[tuple[str, str]] | None:
    """What the words say of the step: its end, with the time to which it is moved. "no answer" can be either."""
    for end, patterns in language.phrases.step.items():
        for masked in whole.variants:
            for pattern in patterns:
                if found := pattern.match(masked):
                    if end == "unreached":
                        return [("moved", ""), ("done", "")]
                    return [(end, _until(slots_of(found), whole) if end == "moved" else "")]
    return None


def _until(slots: dict[str, str], whole: Clause) -> str:
    """A time as a command takes it: "2026-05-07 at 11:00"; nothing where the words name no day."""
    span = whole.marked.span(slots.get("day", ""))
    if span is None or not isinstance(span.value, tuple):
        return ""
    said = slots.get("time", "")
    read = read_hour(whole.language.written.hour(said) if whole.language.written else said)
    time = f" at {read.it.isoformat('minutes')}" if isinstance(read, Value) else ""
    return f"{span.value[0].isoformat()}{time}" if len(span.value) == 1 else ""


def _operation(deal: Deal, end: str, until: str, text: str) -> Operation:
    step, words = deal.next_step, " ".join(text.split())
    slots = {"end": end, "what": step.note if step else "", "until": until}
    if end == "done" and " " in words:  # "done" alone says nothing about how it went
        slots["note"] = words
    elif end == "dropped" and len(words) <= LONGEST_REASON:
        slots["reason"] = words
    return Operation("step", deal.id, {key: value for key, value in slots.items() if value}, rule=f"step {end}")
