"""An operation as the command a button gives: typed by anyone, it does the same."""

import re
from collections.abc import Callable, Mapping

from bot.language.understanding.proposal import Operation

LONGEST = 400
"""Characters of a command that a button holds; what is longer is sent as a form."""

AMBIGUOUS = re.compile(r"\s(?:said by|raised by|owner)\s", re.IGNORECASE)
"""Words in a value that a typed command would read as something else: such a value goes into a form's field."""

CLOSING = {"objection": "removed", "trigger": "happened", "obligation": "kept", "payment": "received"}
Slots = Mapping[str, str]


def command_of(operation: Operation) -> str:
    """The whole command, or nothing where it needs its form: something is missing, or its words need a field."""
    write = TEXTS.get(operation.verb)
    if write is None or not operation.complete:
        return ""
    if any(
        AMBIGUOUS.search(words) for key, words in operation.slots.items() if key != "text" or operation.verb != "close"
    ):
        return ""
    command = " ".join(write(f"#{operation.deal}", operation.slots).split())
    return command if len(command) <= LONGEST else ""


def _met(deal: str, slots: Slots) -> str:
    said = f" said by {slots['said_by']} in {slots['where']}" if slots.get("said_by") and slots.get("where") else ""
    on = f" {slots['on']}" if said and slots.get("on") else ""
    return f"met {deal} {slots['exit']} {slots['value']}{said}{on}"


def _because(verb: str) -> Callable[[str, Slots], str]:
    return lambda deal, slots: f"{verb} {deal} because {slots['reason']}"


def _exit_because(verb: str) -> Callable[[str, Slots], str]:
    return lambda deal, slots: f"{verb} {deal} {slots['exit']} because {slots['reason']}"


def _advance(deal: str, slots: Slots) -> str:
    return f"advance {deal} to {slots['stage']}" if slots.get("stage") else f"advance {deal}"


def _objection(deal: str, slots: Slots) -> str:
    contact = f" raised by {slots['contact']}" if slots.get("contact") else ""
    return f"objection {deal} {slots['text']}{contact}"


def _dated(verb: str) -> Callable[[str, Slots], str]:
    def write(deal: str, slots: Slots) -> str:
        due = f" by {slots['due']}" if slots.get("due") else ""
        owner = f" owner {slots['owner']}" if slots.get("owner") else ""
        return f"{verb} {deal} {slots['text']}{due}{owner}"

    return write


def _close(deal: str, slots: Slots) -> str:
    said = f" said by {slots['said_by']} in {slots['where']}" if slots.get("said_by") and slots.get("where") else ""
    return f"{slots['list']} {deal} {slots['number']} {CLOSING[slots['list']]} {slots['how']}{said}"


def _buyer(deal: str, slots: Slots) -> str:
    if slots["how"] == "wants":
        due = f" by {slots['due']}" if slots.get("due") else ""
        return f"buyer {deal} wants {slots['step']}{due}"
    where = f" in {slots['where']}" if slots.get("where") else ""
    said = f" said by {slots['said_by']}{where}" if slots.get("said_by") else ""
    return f"buyer {deal} did {slots['step']}{said}"


def _next(deal: str, slots: Slots) -> str:
    name = f" as {slots['name']}" if slots.get("name") else ""
    return f"next {deal} {slots['kind']}{name}"


def _engage(deal: str, slots: Slots) -> str:
    note = f" because {slots['note']}" if slots.get("note") else ""
    return f"engage {deal} {slots['team']}{note}"


def _snooze(deal: str, slots: Slots) -> str:
    return f"snooze {deal} until {slots['until']}" if slots.get("until") else f"snooze {deal}"


def _plan(deal: str, slots: Slots) -> str:
    day = f" on {slots['day']}" if slots.get("day") else ""
    time = f" at {slots['time']}" if slots.get("time") else ""
    who = f" for {slots['who']}" if slots.get("who") else ""
    return f"plan {deal} {slots['text']}{day}{time}{who}"


def _step(deal: str, slots: Slots) -> str:
    end, words = slots["end"], {"done": "note", "moved": "until", "dropped": "reason"}
    said = slots.get(words[end], "")
    match end:
        case "done":
            return f"plan {deal} done {said}"
        case "moved":
            return f"plan {deal} move to {said}" if said else f"plan {deal} move"
        case _:
            return f"plan {deal} drop because {said}" if said else f"plan {deal} drop"


def _settings(deal: str, slots: Slots) -> str:
    if slots.get("country"):
        return f"settings country {slots['country']}"
    return f"settings zone {slots['our zone']}" if slots.get("our zone") else f"settings my zone {slots['zone']}"


TEXTS: Mapping[str, Callable[[str, Slots], str]] = {
    "met": _met,
    "unmet": _exit_because("unmet"),
    "waive": _exit_because("waive"),
    "set": lambda deal, slots: f"set {deal} {slots['attribute']} {slots['value']}",
    "assign": lambda deal, slots: f"assign {deal} to {slots['colleague']}",
    "advance": _advance,
    "back": lambda deal, slots: f"back {deal} to {slots['stage']} because {slots['reason']}",
    "wait": lambda deal, slots: f"wait {deal} until {slots['until']} because {slots['reason']}",
    "lose": _because("lose"),
    "reopen": _because("reopen"),
    "next": _next,
    "new": lambda deal, slots: f"new {slots['name']}",
    "snooze": _snooze,
    "here": lambda deal, slots: f"here {deal}",
    "engage": _engage,
    "undo": lambda deal, slots: f"undo {deal} {slots['mark']}",
    "log": lambda deal, slots: f"log {deal} {slots['activity']} {slots['note']}",
    "plan": _plan,
    "step": _step,
    "objection": _objection,
    "trigger": _dated("trigger"),
    "obligation": _dated("obligation"),
    "payment": _dated("payment"),
    "close": _close,
    "buyer": _buyer,
    "away": lambda deal, slots: f"away until {slots['until']} delegate {slots['colleague']}",
    "digest": lambda deal, slots: f"digest at {slots['hour']}",
    "rules": lambda deal, slots: f"rules {slots['rule']} {slots['how']}",
    "team": lambda deal, slots: f"team {slots['colleague']} {slots['how']} {slots['what']}",
    "settings": _settings,
}
