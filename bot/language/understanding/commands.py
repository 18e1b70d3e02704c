"""An operation as the command a button gives: typed by anyone, it does the same."""

import re
from collections.abc import Callable, Mapping

from bot.language.understanding.proposal import Operation

LONGEST = 400
"""Characters of a command that a button holds; what is longer is sent as a form."""

AMBIGUOUS = re.compile(r"\s(?:said by|raised by|owner)\s", re.IGNORECASE)
"""Words in a value that a typed command would read as something else: such a value goes into a form's field."""

CLOSING = {"objection": "removed", "trigger": "happened", "obligation": "kept", "payment": "received"}
VIEWS: Mapping[str, str] = {
    "show": "show #{deal}",
    "history": "history #{deal}",
    "answers": "answers #{deal}",
    "buyer track": "buyer #{deal}",
    "approval": "approve #{deal}",
    "list": "list",
    "stalled": "stalled",
    "home": "home",
    "funnel": "funnel",
    "flywheel": "flywheel",
    "help": "help",
    "team list": "team",
    "digest view": "digest",
    "rules view": "rules",
    "settings view": "settings",
    "playbook view": "playbook",
}
"""What only shows something, and the command that does."""

Slots = Mapping[str, str]


def command_of(operation: Operation) -> str:
    """The whole command, or nothing where it needs its form: something is missing, or its words need a field."""
    write = TEXTS.get(operation.verb)
    if write is None or not operation.complete:
        return ""
    if _needs_a_field(operation):
        return ""
    command = " ".join(write(f"#{operation.deal}", operation.slots).split())
    return command if len(command) <= LONGEST else ""


def _needs_a_field(operation: Operation) -> bool:
    """Whether its words could be read as something else; those of an item that is closed aren't typed again."""
    for key, words in operation.slots.items():
        typed = key != "text" or operation.verb != "close"
        if typed and AMBIGUOUS.search(words):
            return True
    return False


def _met(deal: str, slots: Slots) -> str:
    said = _said(slots)
    if said:
        said += _tail(slots, "on")
    return f"met {deal} {slots['exit']} {slots['value']}{said}"


def _said(slots: Slots) -> str:
    """Who said it and where; nothing unless both are known."""
    if not (slots.get("said_by") and slots.get("where")):
        return ""
    return f" said by {slots['said_by']} in {slots['where']}"


def _tail(slots: Slots, key: str, before: str = "") -> str:
    """What a slot holds, behind the words that a command has before it; nothing where it holds nothing."""
    held = slots.get(key)
    return f" {before} {held}" if held else ""


def _because(verb: str) -> Callable[[str, Slots], str]:
    return lambda deal, slots: f"{verb} {deal} because {slots['reason']}"


def _exit_because(verb: str) -> Callable[[str, Slots], str]:
    return lambda deal, slots: f"{verb} {deal} {slots['exit']} because {slots['reason']}"


def _advance(deal: str, slots: Slots) -> str:
    return f"advance {deal}{_tail(slots, 'stage', 'to')}"


def _objection(deal: str, slots: Slots) -> str:
    return f"objection {deal} {slots['text']}{_tail(slots, 'contact', 'raised by')}"


def _dated(verb: str) -> Callable[[str, Slots], str]:
    def write(deal: str, slots: Slots) -> str:
        return f"{verb} {deal} {slots['text']}{_tail(slots, 'due', 'by')}{_tail(slots, 'owner', 'owner')}"

    return write


def _close(deal: str, slots: Slots) -> str:
    ended = CLOSING[slots["list"]]
    return f"{slots['list']} {deal} {slots['number']} {ended} {slots['how']}{_said(slots)}"


def _moved(deal: str, slots: Slots) -> str:
    return f"{slots['list']} {deal} {slots['number']} moved to {slots['until']} because {slots['reason']}"


def _buyer(deal: str, slots: Slots) -> str:
    if slots["how"] == "wants":
        return f"buyer {deal} wants {slots['step']}{_tail(slots, 'due', 'by')}"
    said = _tail(slots, "said_by", "said by")
    if said:
        said += _tail(slots, "where", "in")
    return f"buyer {deal} did {slots['step']}{said}"


def _shows(view: str) -> Callable[[str, Slots], str]:
    return lambda deal, slots: view.format(deal=deal.removeprefix("#"))


def _next(deal: str, slots: Slots) -> str:
    return f"next {deal} {slots['kind']}{_tail(slots, 'name', 'as')}"


def _engage(deal: str, slots: Slots) -> str:
    return f"engage {deal} {slots['team']}{_tail(slots, 'note', 'because')}"


def _snooze(deal: str, slots: Slots) -> str:
    return f"snooze {deal}{_tail(slots, 'until', 'until')}"


def _plan(deal: str, slots: Slots) -> str:
    when = _tail(slots, "day", "on") + _tail(slots, "time", "at")
    return f"plan {deal} {slots['text']}{when}{_tail(slots, 'who', 'for')}"


def _step(deal: str, slots: Slots) -> str:
    match slots["end"]:
        case "done":
            return f"plan {deal} done{_tail(slots, 'note')}"
        case "moved":
            return f"plan {deal} move{_tail(slots, 'until', 'to')}"
        case _:
            return f"plan {deal} drop{_tail(slots, 'reason', 'because')}"


def _ask(deal: str, slots: Slots) -> str:
    if slots.get("question"):
        return f"ask {deal} about {slots['question']}"
    return f"ask {deal} for {slots['exit']}"


def _settings(deal: str, slots: Slots) -> str:
    if slots.get("country"):
        return f"settings country {slots['country']}"
    if slots.get("our zone"):
        return f"settings zone {slots['our zone']}"
    return f"settings my zone {slots['zone']}"


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
    "contact": lambda deal, slots: f"contact {deal} {slots['text']}",
    "move": _moved,
    "ask": _ask,
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
    **{name: _shows(view) for name, view in VIEWS.items()},
}
