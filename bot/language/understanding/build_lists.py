"""Operations on lists: objections, triggers, obligations, payments and the buyer's steps, put there or closed."""

import re
from collections.abc import Sequence

from bot.language.understanding.build import EDGES, Builder, Building
from bot.language.understanding.deal_names import fold
from bot.language.understanding.proposal import Operation
from bot.language.understanding.sayings import place_of
from process.deal import Deal
from process.list_item import ListItem, ListName

LISTS: tuple[ListName, ...] = ("objection", "trigger", "obligation", "payment")
CONTENT = re.compile(r"[^\W_]{3,}")
ENOUGH = 2
"""How many words a sentence shares with what stands on a list, to be about it."""

FEW_WORDS = 4
"""So few words of content say nothing but who is fine with it."""

ORDINALS = {"first": 1, "second": 2, "third": 3, "1st": 1, "2nd": 2, "3rd": 3}


def objection(it: Building) -> Operation | None:
    """A reason not to buy, and who raised it: the one who is named beside it goes before who spoke earlier."""
    return it.operation("objection", {"text": _text(it), "contact": it.clause.said.by or it.person or it.said.by})


def trigger(it: Building) -> Operation | None:
    """What has to happen for them to buy, by when, and who of ours looks after it: the speaker, if no one is named."""
    owner = it.clause.marked.of("c")
    who = owner[-1].value if owner else it.around.me
    text = re.sub(r",?\s*\b(?:owner|owned by)\b.*$", "", _text(it), flags=re.IGNORECASE)
    slots = {"text": _without_due(it, text.strip(" ,")), "due": it.any_day(), "owner": f"<@{getattr(who, 'id', '')}>"}
    return it.operation("trigger", slots, complete=bool(slots["due"]))


def obligation(it: Building) -> Operation | None:
    """What we promised, and by when."""
    return _agreed(it, "obligation", _text(it))


def payment(it: Building) -> Operation | None:
    """An agreed payment, and by when."""
    text = it.clause.marked.readable(it.match.slots.get("text", "") or it.match.masked).strip(EDGES)
    return _agreed(it, "payment", text)


def _agreed(it: Building, verb: str, text: str) -> Operation:
    """What one side owes, by the day that the clause speaks of; with several days, the form asks which it is."""
    slots = {"text": _without_due(it, text), "due": _due(it)}
    return it.operation(verb, slots, complete=bool(slots["due"]) or len(it.clause.marked.of("t")) < 2)


def _due(it: Building) -> str:
    """The one day of the clause; of several, the one that is called the latest."""
    marked = it.clause.marked
    days = marked.of("t")
    if len(days) > 1:
        days = [day for day in days if it.language.phrases.deadline.search(marked.original[: day.start])]
    return it.day_of(days[0].value, marked.value_of(days[0])) if len(days) == 1 else ""


def _text(it: Building) -> str:
    return it.words("text") or it.clause.marked.words(it.match.masked)


def _without_due(it: Building, text: str) -> str:
    """A text without the day at its end, which stands beside it as the day that it is due."""
    days = it.clause.marked.of("t")
    said = it.clause.marked.original[days[0].start : days[0].end] if len(days) == 1 else ""
    if not said or not text.endswith(said):
        return text
    return it.language.phrases.due.sub("", text.removesuffix(said)).strip(" ,") or text


def buyer(it: Building) -> Operation | None:
    """A step of the buyer's own: taken, or wanted where it is still to come."""
    step = it.meant("step")
    how = "wants" if it.language.phrases.wants.search(it.match.masked) or "plan" in it.clause.moods else "did"
    said_by = it.said.by or it.person
    where = it.said.where or place_of(it.clause.variants[-1], it.language)
    slots = {"step": step, "how": how, "said_by": said_by, "where": where}
    if how == "wants":
        slots = {"step": step, "how": how, "due": _day_beside(it)}
    return it.operation("buyer", slots)


def _day_beside(it: Building) -> str:
    """The one day of the clause, where it stands in the same part as the step: no other comma's."""
    said = it.match.slots.get("step", "")
    part = next((one for one in re.split(r"[,;:]", it.match.masked) if said and said in one), it.match.masked)
    return it.any_day() if it.clause.marked.of("t", part) else ""


def close_objection(it: Building) -> Operation | None:
    """An objection removed: the one that is spoken of, or the only one."""
    return _close(it, ("objection",), only=True)


def close_trigger(it: Building) -> Operation | None:
    """A trigger that happened."""
    return _close(it, ("trigger",), only=True)


def close_payment(it: Building) -> Operation | None:
    """A payment that came in."""
    return _close(it, ("payment",), only=True)


def close_obligation(it: Building) -> Operation | None:
    """An obligation that was kept."""
    return _close(it, ("obligation",), only=True)


def close_any(it: Building) -> Operation | None:
    """Close an item of any list that the words name as done."""
    wanted = [name for name in LISTS if name == it.words("list")]
    return _close(it, wanted, only=False)


def move_trigger(it: Building) -> Operation | None:
    """A trigger that gets another day: the one that is spoken of; nothing where none is."""
    deal = it.record
    waiting = [item for item in deal.items if item.open and item.list == "trigger"] if deal else []
    item = _spoken_of(it, waiting, deal) if deal else None
    if item is None or not it.day():
        return None
    until, reason = it.day(), it.words("reason")
    slots = {"list": "trigger", "number": str(item.number), "text": item.text, "until": until, "reason": reason}
    return it.operation("move", slots, complete=bool(reason))


def _close(it: Building, lists: Sequence[ListName], *, only: bool) -> Operation | None:
    deal = it.record
    if deal is None:
        return None
    waiting = [item for item in deal.items if item.open and item.list in lists]
    item = _numbered(it, waiting) or _spoken_of(it, waiting, deal)
    if item is None and only:
        item = waiting[0] if len(waiting) == 1 else None
        if item is None and waiting:
            return _which(it, waiting[0])
    if item is None:
        return None
    slots = {"list": item.list, "number": str(item.number), "how": it.original, "text": item.text}
    said = {"said_by": it.said.by or it.person, "where": it.said.where or place_of(it.clause.variants[-1], it.language)}
    return it.operation("close", slots | said)


def _which(it: Building, item: ListItem) -> Operation:
    """One of several: the form of the first, to be looked at."""
    return it.operation("close", {"list": item.list, "number": str(item.number), "text": item.text}, complete=False)


def _numbered(it: Building, items: Sequence[ListItem]) -> ListItem | None:
    if not it.has("number"):
        return None
    return next((item for item in items if str(item.number) == it.words("number")), None)


def _spoken_of(it: Building, items: Sequence[ListItem], deal: Deal) -> ListItem | None:
    """The item that shares the most words with the clause, if one does so more than all others."""
    stopped = it.language.phrases.stopped
    said = _content(it.clause.marked.words(it.match.masked), deal, stopped)
    ranked = sorted(
        (
            (len(said & _content(item.text, deal, stopped)) + _is_theirs(it, item), item.number, item.list, item)
            for item in items
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < _needed(it, items, len(said)):
        return None
    if len(ranked) > 1 and ranked[1][0] == ranked[0][0]:
        return None
    return ranked[0][3]


def _is_theirs(it: Building, item: ListItem) -> bool:
    """Whether the one who raised it is spoken of."""
    return bool(it.person) and fold(it.person) in fold(item.contact)


def _needed(it: Building, items: Sequence[ListItem], words: int) -> int:
    """One shared word is enough where the clause names the list, and for promises: what is done, they name by one."""
    theirs = [item for item in items if _is_theirs(it, item)]
    if len(theirs) == 1 and words <= FEW_WORDS:
        return 1  # "Tom is fine with it now": the one that Tom raised
    named = it.match.rule.op != "close any" or it.words("list") == "obligation" or it.has("named")
    return 1 if named else ENOUGH


def _content(words: str, deal: Deal, stopped: frozenset[str]) -> set[str]:
    """The stems of the words that say something, for which the deal's own name doesn't count."""
    left_out = stopped | set(CONTENT.findall(fold(deal.name)))
    return {_stem(word) for word in CONTENT.findall(fold(words)) if word not in left_out}


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word[:7]


BUILDERS: dict[str, Builder] = {
    "objection": objection,
    "trigger": trigger,
    "obligation": obligation,
    "payment": payment,
    "buyer": buyer,
    "close objection": close_objection,
    "close trigger": close_trigger,
    "close payment": close_payment,
    "close obligation": close_obligation,
    "close any": close_any,
    "move trigger": move_trigger,
}
