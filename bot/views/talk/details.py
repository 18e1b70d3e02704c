"""Details: what a proposal's button writes beside what stands on its label."""

from collections.abc import Iterator, Mapping

from bot.language.understanding.proposal import Operation
from bot.views.talk.labels import LONGEST, day_words, exit_words, label_words, named, value_words
from bot.views.words import around, capital
from process.playbook import Playbook

Slots = Mapping[str, str]
ITEMS = ("objection", "trigger", "obligation", "payment")


def details(operation: Operation, playbook: Playbook, names: Mapping[str, str]) -> str:
    """All that is written: "Budget: 75,000 EUR, said by Gus (call)". Empty where the label says as much.

    What can be read in several ways is on a button of its own for each, so it isn't repeated here.
    """
    slots = {key: words for key, words in operation.slots.items() if key not in operation.readings}
    beside = ", ".join(_beside(operation.verb, slots, names))
    if beside:
        return f"{_what(operation.verb, slots, operation, playbook, names)}, {beside}".replace(", (", " (")
    whole = label_words(operation, playbook, names)
    return capital(whole) if len(whole) > LONGEST else ""


def _what(verb: str, slots: Slots, operation: Operation, playbook: Playbook, names: Mapping[str, str]) -> str:
    """The thing itself."""
    if verb == "met":
        return f"{exit_words(slots, playbook)}: {value_words(slots.get('value', ''), names)}"
    if verb in ITEMS:
        return capital(verb) + around(": ", slots.get("text", ""))
    return capital(label_words(operation, playbook, names))


def _beside(verb: str, slots: Slots, names: Mapping[str, str]) -> Iterator[str]:
    """Who raised or said it, where and when, by when it is due, whose it is, and why."""
    if slots.get("contact"):
        yield f"raised by {slots['contact']}"
    if slots.get("said_by"):
        yield f"said by {slots['said_by']}"
        if slots.get("where"):
            yield f"({slots['where']})"
        if slots.get("on"):
            yield day_words(slots["on"])
    if slots.get("due"):
        yield f"by {day_words(slots['due'])}"
    owner = named(slots.get("owner", ""), names)
    if owner and not owner.startswith("<@"):
        yield f"looked after by {owner}"
    if slots.get("reason"):
        yield f"because {slots['reason']}"
    if verb == "engage" and slots.get("note"):
        yield f"because {slots['note']}"
