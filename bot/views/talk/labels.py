"""Labels: each operation in a few words, for the button that carries it out."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.language.understanding.proposal import Operation
from bot.views.dates import plain_day
from bot.views.words import capital, cut, money, stage_name
from process.money import Money
from process.playbook import Playbook

Slots = Mapping[str, str]
CLEARED = {"yes": "is cleared", "no": "says no, because…"}
"""What a team's answer to its exit means, in the words of the buttons on the message that asks for it."""
LONGEST, LONGEST_WORDS = 75, 40
"""Characters of a button's label, Slack's limit, and of the words that are quoted on it."""


def label(operation: Operation, deal: str, playbook: Playbook, names: Mapping[str, str]) -> str:
    """What a press does: "Acme: save budget 50,000 EUR". `names` are colleagues' names by id."""
    words = label_words(operation, playbook, names)
    return cut(f"{deal}: {words}" if deal else capital(words), LONGEST)


def label_words(operation: Operation, playbook: Playbook, names: Mapping[str, str]) -> str:
    """The same without the deal, however long it is."""
    write = LABELS.get(operation.verb)
    return write(operation.slots, playbook, names) if write else capital(operation.verb)


def exit_words(slots: Slots, playbook: Playbook) -> str:
    """The name of the exit that is meant."""
    item = playbook.exits.get(slots.get("exit", ""))
    return item.name if item else slots.get("exit", "")


def _met(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
    words = slots.get("value", "")
    item = playbook.exits.get(slots.get("exit", ""))
    if item is not None and item.attest in playbook.teams and item.must == "yes" and words in CLEARED:
        return f"{item.name} {CLEARED[words]}"
    read = value_words(words, names)
    # Words as they were typed are quoted: "save problem “every order is typed in twice”".
    if read == words and len(words.split()) > 1 and not _is_money(words):
        read = f"“{cut(words, LONGEST_WORDS)}”"
    return f"save {exit_words(slots, playbook).lower()} {read}".strip()


def value_words(words: str, names: Mapping[str, str]) -> str:
    """A value as people read it: "75,000 EUR", "Friday 8 May 2026", or a colleague's name."""
    try:
        return money(Money.of(words))
    except ValueError:
        return day_words(named(words, names))


def _is_money(words: str) -> bool:
    try:
        Money.of(words)
    except ValueError:
        return False
    return True


def named(words: str, names: Mapping[str, str]) -> str:
    """A colleague's name in place of a mention; other words as they are."""
    if not words.startswith("<@"):
        return words
    return names.get(words.removeprefix("<@").removesuffix(">"), words)


def day_words(words: str) -> str:
    """A day as people read it; other words as they are."""
    try:
        return plain_day(date.fromisoformat(words))
    except ValueError:
        return words


def _set(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
    if not slots.get("attribute"):
        return "change it…"
    value = slots.get("value", "")
    return f"set {slots['attribute']} to {value_words(value, names)}" if value else f"set {slots['attribute']}…"


def _advance(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
    return f"advance{_to_stage(slots, playbook)}"


def _to_stage(slots: Slots, playbook: Playbook) -> str:
    stage = slots.get("stage", "")
    return f" to {stage_name(playbook, stage)}" if stage in playbook.order else ""


def _assign(slots: Slots, names: Mapping[str, str]) -> str:
    who = named(slots.get("colleague", ""), names)
    return f"hand over to {who}" if who else "hand it over…"


def _back(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
    return f"send back{_to_stage(slots, playbook)}"


def _team(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
    who, what = named(slots.get("colleague", ""), names), named(slots.get("what", ""), names)
    return f"{who} {slots.get('how', '')} {what}"


def _close(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
    words = {"objection": "is removed", "trigger": "happened", "obligation": "is fulfilled", "payment": "came in"}
    return f"{slots['list']} {slots['number']} {words[slots['list']]}: {slots.get('text', '')}"


def _buyer(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
    step = next((one.name for one in playbook.buyer if one.key == slots.get("step")), slots.get("step", ""))
    verb = "wants" if slots.get("how") == "wants" else "took"
    return f"the buyer {verb} “{step}”"


def _ask(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
    who, question = named(slots["colleague"], names), slots.get("question", "")
    if question:
        return f"ask {who} “{cut(question, LONGEST_WORDS)}”"
    return f"ask {who} about {exit_words(slots, playbook)}"


def _away(slots: Slots) -> str:
    return f"away until {day_words(slots['until'])}" if slots.get("until") else "choose who stands in for you"


def _plan(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
    parts = [f"plan “{cut(slots.get('text', ''), 40)}”"]
    if slots.get("day"):
        parts.append(day_words(slots["day"]))
    if slots.get("time"):
        parts.append(slots["time"])
    if slots.get("who"):
        parts.append(f"for {named(slots['who'], names)}")
    return ", ".join(parts)


def _step(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
    what = f"“{cut(slots.get('what', ''), 40)}”"
    match slots.get("end"):
        case "moved":
            return f"move {what}{_until(slots.get('until', ''))}"
        case "dropped":
            return f"drop {what}"
        case _:
            return f"{what} is done"


def _until(words: str) -> str:
    """Another time of a step, "3 May at 10:00", as in " to 3 May, 10:00"."""
    day, _, time = words.partition(" at ")
    if not day:
        return ""
    return f" to {day_words(day)}, {time}" if time else f" to {day_words(day)}"


def _settings(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
    if slots.get("country"):
        return f"our country is {slots['country']}"
    if slots.get("our zone"):
        return f"our zone is {slots['our zone']}"
    return f"your zone is {slots.get('zone', '')}"


def _item(what: str) -> Callable[[Slots, Playbook, Mapping[str, str]], str]:
    """An item on a list, with its words where they are known."""

    def write(slots: Slots, playbook: Playbook, names: Mapping[str, str]) -> str:
        return f"add {what}: {slots['text']}" if slots.get("text") else f"add {what}…"

    return write


LABELS: Mapping[str, Callable[[Slots, Playbook, Mapping[str, str]], str]] = {
    "met": _met,
    "unmet": lambda slots, playbook, names: f"take back {exit_words(slots, playbook).lower()}",
    "waive": lambda slots, playbook, names: f"waive {exit_words(slots, playbook).lower()}",
    "set": _set,
    "assign": lambda slots, playbook, names: _assign(slots, names),
    "advance": _advance,
    "back": _back,
    "wait": lambda slots, playbook, names: f"wait until {day_words(slots['until'])}" if slots.get("until") else "wait…",
    "lose": lambda slots, playbook, names: "count as lost",
    "reopen": lambda slots, playbook, names: "reopen",
    "next": lambda slots, playbook, names: f"open the {slots.get('kind', 'next deal')} {slots.get('name', '')}".strip(),
    "new": lambda slots, playbook, names: f"begin the deal {slots['name']}" if slots.get("name") else "begin a deal…",
    "snooze": lambda slots, playbook, names: f"no nudges until {day_words(slots.get('until', 'next week'))}",
    "here": lambda slots, playbook, names: "make this its channel",
    "engage": lambda slots, playbook, names: f"call in {capital(slots.get('team', ''))}",
    "contact": lambda slots, playbook, names: f"add the contact {slots.get('text', '')}",
    "move": lambda slots, playbook, names: (
        f"move the {slots['list']} “{cut(slots['text'], 40)}” to {day_words(slots['until'])}"
    ),
    "ask": _ask,
    "log": lambda slots, playbook, names: f"log {slots.get('activity', 'a contact')}",
    "plan": _plan,
    "step": _step,
    "objection": _item("objection"),
    "trigger": _item("trigger"),
    "obligation": _item("obligation"),
    "payment": _item("payment"),
    "close": _close,
    "buyer": _buyer,
    "away": lambda slots, playbook, names: _away(slots),
    "digest": lambda slots, playbook, names: f"send a digest here at {slots.get('hour', '')}",
    "rules": lambda slots, playbook, names: f"rule {slots.get('rule', '')}: {slots.get('how', '')}",
    "team": _team,
    "settings": _settings,
    "show": lambda slots, playbook, names: "show where it stands",
    "history": lambda slots, playbook, names: "show its history",
    "answers": lambda slots, playbook, names: "show its answers",
    "buyer track": lambda slots, playbook, names: "show the buyer’s steps",
    "approval": lambda slots, playbook, names: "show its approval",
    "list": lambda slots, playbook, names: "list my deals",
    "stalled": lambda slots, playbook, names: "show what is stalled",
    "home": lambda slots, playbook, names: "show what waits for me",
    "funnel": lambda slots, playbook, names: "show the funnel",
    "flywheel": lambda slots, playbook, names: "show the customers",
    "team list": lambda slots, playbook, names: "show the team",
    "digest view": lambda slots, playbook, names: "show the digest",
    "rules view": lambda slots, playbook, names: "show the rules of nudges",
    "settings view": lambda slots, playbook, names: "show the settings",
    "playbook view": lambda slots, playbook, names: "show the playbook",
    "help": lambda slots, playbook, names: "show the help",
}
