"""Corrections: "no, 60k", "the 22nd", "same for Globex" right after a proposal change that proposal."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.language.understanding.around import Around
from bot.language.understanding.build import clock_time, in_doubt, readings_of
from bot.language.understanding.choices import Language
from bot.language.understanding.clause import Clause
from bot.language.understanding.marked import MARK, Span
from bot.language.understanding.proposal import Operation
from bot.language.understanding.which_deal import deals_of
from process.colleague import Colleague
from process.money import Money

ORDINAL = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,2})?")
THOUSAND = Decimal(1000)
SCALES = (THOUSAND * THOUSAND, THOUSAND)
"""By which a small number is read, where the amount before it was one of so many."""

REPEATED = frozenset({"set", "wait", "snooze", "assign", "engage"})
"""What can be meant for another deal too. What a customer said counts for that customer only."""

DIRE = frozenset({"lose", "back", "unmet", "waive", "advance", "reopen"})
"""What isn't moved to another deal by a word."""

DAY_SLOTS = {
    "set": "value",
    "wait": "until",
    "trigger": "due",
    "obligation": "due",
    "payment": "due",
    "snooze": "until",
    "plan": "day",
}


def corrected(clause: Clause, around: Around, language: Language) -> Operation | None:
    """The last proposal with the one value that a short answer changes or adds; None for everything else.

    What was carried out can be corrected as well: then this is another proposal.
    """
    last = around.proposed or around.done
    if last is None:
        return None
    if other := _on_another_deal(last, clause, around, language):
        return other
    if other := _as_something_else(last, clause, language):
        return other
    if team := _another_team(last, clause, around, language):
        return team
    if number := _plain_number(last, clause, language):
        return replace(last, slots={**last.slots, "value": number[0]}, rule="correction", readings=_either(number))
    if _is_another_step(last, clause, language) or not _only_values(clause, language):
        return None
    slots = _changed(last, clause, around, language)
    if slots == dict(last.slots):
        return None
    doubts = in_doubt(slots, clause.marked)
    return replace(last, slots=slots, complete=_complete(last, slots, around), rule="correction", readings=doubts)


def _as_something_else(last: Operation, clause: Clause, language: Language) -> Operation | None:
    """What was said before as an objection or a note: "that's an objection", "no, just a note"."""
    words = last.slots.get("note") or last.slots.get("text") or last.slots.get("reason", "")
    said = " ".join(clause.marked.masked.split()).strip(" .!")
    if not words or not last.deal or last.verb == "step":
        return None
    if last.verb != "objection" and language.phrases.as_objection.fullmatch(said):
        return Operation("objection", last.deal, {"text": words}, rule="as an objection")
    if last.verb != "log" and language.phrases.as_note.fullmatch(said):
        return Operation("log", last.deal, {"note": words}, complete=False, rule="as a note")
    return None


def _on_another_deal(last: Operation, clause: Clause, around: Around, language: Language) -> Operation | None:
    """The same on another deal, with the value that is named with it; or on the deal that was meant."""
    deal = _meant_deal(clause, around, language)
    if not deal or deal == last.deal:
        return None
    said = clause.marked.masked.strip(" .!")
    same = last.verb in REPEATED and language.phrases.same.search(said)
    wrong = last.verb not in DIRE and language.phrases.wrong_deal.search(said)
    if not (same or wrong):
        return None
    slots = _changed(last, clause, around, language)
    if same and MARK.findall(said)[1:] and slots == dict(last.slots):
        return None
    doubts = in_doubt(slots, clause.marked)
    return replace(last, deal=deal, slots=slots, rule="the same on another deal", readings=doubts)


def _another_team(last: Operation, clause: Clause, around: Around, language: Language) -> Operation | None:
    """The same answer for another team, "and licensing too" after a team's yes."""
    found = language.phrases.also.fullmatch(" ".join(clause.marked.masked.split()).strip(" .!"))
    exits = around.playbook.exits
    item = exits.get(last.slots.get("exit", ""))
    if found is None or last.verb != "met" or item is None or item.attest not in around.playbook.teams:
        return None
    team = language.meant("team", found["team__1"])
    other = next((one for one in exits.values() if one.attest == team and one is not item), None)
    return replace(last, slots={**last.slots, "exit": other.key}, rule="the same for another team") if other else None


def _meant_deal(clause: Clause, around: Around, language: Language) -> str:
    """The deal that is named, and not denied: in "not Globex, I mean Acme" it is Acme."""
    if not clause.deals:
        return ""
    left = MARK.findall(language.phrases.dropped.sub(" ", clause.marked.masked))
    named = [f"⟨{kind}{number}⟩" for kind, number in left if kind == "d"]
    return deals_of(clause, around, {"deal": named[0]} if named else {}).one


def _plain_number(last: Operation, clause: Clause, language: Language) -> tuple[str, ...]:
    """What "no, 44" can mean after "45k": 44,000 or 44 of the same currency; nothing for other words."""
    if not (last.verb == "met" or last.slots.get("attribute") == "amount"):
        return ()
    said = _besides(clause.marked.masked, language)
    try:
        before = Money.of(last.slots.get("value", ""))
    except ValueError:
        return ()
    if not NUMBER.fullmatch(said):
        return ()
    number = Decimal(said)
    scale = next((one for one in SCALES if before.amount >= one and before.amount % one == 0), Decimal(1))
    scaled = [number * scale, number] if number < THOUSAND and scale > 1 else [number]
    return tuple(str(Money(one, before.currency)) for one in scaled)


def _either(readings: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    return {"value": readings} if len(readings) > 1 else {}


def _besides(masked: str, language: Language) -> str:
    """What is left of an answer without words like "no" and "I meant"."""
    return language.phrases.filler.sub(" ", language.phrases.dropped.sub(" ", masked)).strip(" ,.!?:;–-")


def _time(clause: Clause, language: Language) -> str:
    """The time of day that an answer gives, beside a day or alone; nothing where it says more."""
    found = language.phrases.clock.fullmatch(_besides(MARK.sub(" ", clause.marked.masked), language))
    return clock_time(found[0], language) if found else ""


def _is_another_step(last: Operation, clause: Clause, language: Language) -> bool:
    """Whether another meeting is spoken of than the one planned or logged: "meeting with Carla" after "call Carla"."""
    return last.verb in ("plan", "log") and bool(language.phrases.places.search(clause.marked.masked))


def _only_values(clause: Clause, language: Language) -> bool:
    """Whether a clause is values and nothing else but words like "no" and "I meant"."""
    masked = clause.marked.masked
    if not clause.deals and _time(clause, language):
        return True
    if clause.deals or not (MARK.search(masked) or clause.said.where or language.phrases.places.search(masked)):
        return False
    rest = MARK.sub(" ", language.phrases.dropped.sub(" ", clause.marked.masked))
    return not re.sub(r"[\W_]+", "", language.phrases.filler.sub(" ", rest))


def _changed(last: Operation, clause: Clause, around: Around, language: Language) -> dict[str, str]:
    slots = dict(last.slots)
    if last.verb == "plan" and (at := _time(clause, language)):
        slots["time"] = at
    kept = language.phrases.dropped.sub(" ", clause.marked.masked)
    for found in MARK.finditer(kept):
        slots |= _by_span(last, clause.marked.spans[int(found[2])], clause, around)
    if last.verb in ("met", "close") and _place(clause, language):
        slots["where"] = _place(clause, language)
    return slots


def _by_span(last: Operation, span: Span, clause: Clause, around: Around) -> Mapping[str, str]:
    item = around.playbook.exits.get(last.slots.get("exit", ""))
    words = clause.marked.value_of(span)
    value = _value(last, span, clause)
    match span.value:
        case (Money(), *_) if last.verb == "met" or last.slots.get("attribute") == "amount":
            return {"value": value}
        case (date(), *_) if last.verb in DAY_SLOTS and last.slots.get("attribute", "close date") == "close date":
            slot = DAY_SLOTS[last.verb]
            return {slot: _in_month(words, last.slots.get(slot, "")) or value}
        case Colleague() if last.verb == "assign":
            return {"colleague": f"<@{span.value.id}>"}
        case _ if span.kind == "p" and item is not None and item.kind == "contact":
            return {"value": words}
        case _ if span.kind == "p" and last.verb != "plan":
            return {"contact" if last.verb == "objection" else "said_by": words}
    return {}


def _value(last: Operation, span: Span, clause: Clause) -> str:
    """What a span means, as typed where it reads in several ways.

    "44.000, not 54.000": the way in which the other one reads as what was proposed is the writer's own.
    """
    readings = readings_of(span)
    if len(readings) == 1:
        return readings[0]
    for other in clause.marked.of(span.kind):
        before = readings_of(other)
        if last.slots.get("value") in before and len(before) == len(readings):
            return readings[before.index(last.slots["value"])]
    return clause.marked.value_of(span)


def _in_month(words: str, before: str) -> str:
    """ "The 22nd" in the month that the proposal spoke of; nothing for other words, or a month without that day."""
    number = ORDINAL.fullmatch(words.strip())
    try:
        return date.fromisoformat(before).replace(day=int(number[1])).isoformat() if number else ""
    except ValueError:
        return ""


def _place(clause: Clause, language: Language) -> str:
    if clause.said.where:
        return clause.said.where
    found = language.phrases.places.search(clause.marked.masked)
    return language.meant("where", found[0]) if found else ""


def _complete(last: Operation, slots: Mapping[str, str], around: Around) -> bool:
    item = around.playbook.exits.get(slots.get("exit", ""))
    if last.verb == "met" and item is not None and item.attest == "buyer":
        return all(slots.get(key) for key in ("value", "said_by", "where"))
    named = last.verb == "set" and bool(slots.get("value"))
    return last.complete or named or (last.verb == "plan" and bool(slots.get("day")))
