"""Operations on the deal itself: what it is, where it stands, whose it is."""

from datetime import datetime, time
from itertools import pairwise

from bot.language.understanding import values
from bot.language.understanding.build import Builder, Building
from bot.language.understanding.choices import everyday_words
from bot.language.understanding.deal_names import fold
from bot.language.understanding.marked import MARK
from bot.language.understanding.proposal import Operation
from bot.language.understanding.sayings import place_of
from process.playbook import Playbook

LONG_TAIL = 4
"""Words behind a new name that say something of the customer."""
SPOKEN = ("call", "e-mail", "meeting", "LinkedIn", "event")


def set_attribute(it: Building) -> Operation | None:
    """An attribute set; incomplete where its value reads in several ways."""
    attribute = it.words("attribute")
    match attribute:
        case "amount":
            value = it.money()
        case "close date":
            value = it.day()
        case "product" | "complexity":
            value = it.meant(attribute)
        case _:
            value = it.words("value")
    return it.operation("set", {"attribute": attribute, "value": value}, complete=bool(value))


def later_close_date(it: Building) -> Operation | None:
    """The close date moved by so many days, weeks or months; its form where the deal has none."""
    deal, value = it.record, ""
    if deal is not None and deal.close_date is not None:
        before = datetime.combine(deal.close_date, time(12), it.around.now.tzinfo)
        found = [one.value for one in values.days(f"in {it.words('value')}", before, it.around.notation)]
        if len(found) == 1 and isinstance(found[0], tuple) and len(found[0]) == 1:
            value = found[0][0].isoformat()
    return it.operation("set", {"attribute": "close date", "value": value}, complete=bool(value))


def assign(it: Building) -> Operation | None:
    """A new owner."""
    who = it.colleague()
    return it.operation("assign", {"colleague": f"<@{who.id}>" if who else ""}, complete=who is not None)


def advance(it: Building) -> Operation | None:
    """Forward: to the next stage, or asked for a later one. A stage behind is a way back, without its reason."""
    stage, deal = _stage(it), it.record
    if deal is not None and stage == deal.stage:
        stage = ""  # "ready to leave Development": the stage that it is in now
    if stage and deal is not None and _behind(stage, deal.stage, it.around.playbook):
        return it.operation("back", {"stage": stage}, complete=False)
    return it.operation("advance", {"stage": stage})


def _stage(it: Building) -> str:
    """The stage that is named; nothing where none is."""
    return it.meant("stage") if it.has("stage") else ""


def win(it: Building) -> Operation | None:
    """Won by a word: asks for the stage behind the gate that wins a deal, so that what is in between shows."""
    stages = it.around.playbook.stage
    behind = next((after.key for stage, after in pairwise(stages) if stage.handoff and stage.handoff.win), "")
    deal = it.record
    if deal is not None and _behind(behind, deal.stage, it.around.playbook):
        behind = ""
    return it.operation("advance", {"stage": behind})


def _behind(stage: str, now: str, playbook: Playbook) -> bool:
    order = playbook.order
    return stage in order and now in order and order[stage] < order[now]


def back(it: Building) -> Operation | None:
    """Back to an earlier stage, with a reason; forward where the stage is still ahead."""
    stage, reason, deal = _stage(it), it.words("reason"), it.record
    if stage and deal is not None and not _behind(stage, deal.stage, it.around.playbook):
        return it.operation("advance", {"stage": stage})
    return it.operation("back", {"stage": stage, "reason": reason}, complete=bool(stage and reason))


def wait(it: Building) -> Operation | None:
    """A rest until a day, with a reason."""
    until = it.day() or it.any_day()
    reason = it.words("reason")
    return it.operation("wait", {"until": until, "reason": reason}, complete=bool(until and reason))


def lose(it: Building) -> Operation | None:
    """Lost, with the reason."""
    reason = it.words("reason")
    return it.operation("lose", {"reason": reason}, complete=bool(reason))


def reopen(it: Building) -> Operation | None:
    """Open again, with the reason."""
    reason = it.words("reason")
    return it.operation("reopen", {"reason": reason}, complete=bool(reason))


def next_cycle(it: Building) -> Operation | None:
    """A renewal, cross-sell, up-sell or referral out of this deal."""
    name, kind = it.words("name"), ""
    if it.has("kind"):
        kind = it.meant("kind")
    elif name:
        kind = "referral"
    return it.operation("next", {"kind": kind, "name": name}, complete=bool(kind))


def new(it: Building) -> Operation | None:
    """A deal with a new customer; with this customer again, where a word stands for what was spoken of."""
    name = it.words("name")
    if name and it.language.phrases.stand_ins.fullmatch(name):
        won = it.record is not None and it.record.stage == it.around.playbook.last.key
        return it.operation("next", {}, complete=False) if won else Operation("new", "", {}, False, it.match.rule.name)
    behind = it.clause.marked.words(it.match.masked.partition(it.match.slots.get("name", "") or "\n")[2])
    if name and len(behind.split()) >= LONG_TAIL:
        # What else was said of them goes into the form, so that none of it is lost.
        return Operation("new", "", {"name": name, "note": it.original}, False, it.match.rule.name)
    return Operation("new", "", {"name": name} if name else {}, bool(name), it.match.rule.name)


def new_from_contact(it: Building) -> Operation | None:
    """A deal with a company that isn't known, from someone of theirs: its form, with what was said of them."""
    name, person = it.words("name"), it.words("value")
    if it.clause.deals or not name or fold(name.split()[0]) in everyday_words(it.language.phrases):
        return None
    slots = {"name": name, "contact": person, "activity": _way(it), "note": it.original}
    kept = {key: words for key, words in slots.items() if words}
    return Operation("new", "", kept, complete=False, rule=it.match.rule.name)


def _way(it: Building) -> str:
    """How the contact came about: a call, a meeting; nothing where the words don't say."""
    return it.said.where if it.said.where in SPOKEN else place_of(it.clause.variants[-1], it.language)


def snooze(it: Building) -> Operation | None:
    """No nudges about a deal until a day."""
    return it.operation("snooze", {"until": it.day()})


def here(it: Building) -> Operation | None:
    """This channel becomes the deal's."""
    return it.operation("here", {})


def engage(it: Building) -> Operation | None:
    """A specialist team called in."""
    return it.operation("engage", {"team": it.language.meant("team", it.words("team")), "note": it.words("reason")})


def log(it: Building) -> Operation | None:
    """A contact with the customer, in the person's own words."""
    activity, slots = _activity(it), {"note": it.words("text") or it.original}
    said = it.match.slots.get("text", "")
    if MARK.search(said) and len(MARK.sub(" ", said).split()) <= 1:
        # "log a call on Acme" says nothing of the call yet.
        return Operation("log", it.deal, {"activity": activity}, False, it.match.rule.name)
    if activity:
        slots = {"activity": activity, **slots}
    return Operation("log", it.deal, slots, bool(activity), it.match.rule.name)


def _activity(it: Building) -> str:
    """What kind of contact it was; where someone was spoken with, the place says it."""
    if it.match.rule.name.startswith("spoke"):
        return it.said.where if it.said.where in SPOKEN else ""
    return it.meant("activity") if it.has("activity") else ""


BUILDERS: dict[str, Builder] = {
    "set": set_attribute,
    "assign": assign,
    "advance": advance,
    "win": win,
    "back": back,
    "wait": wait,
    "lose": lose,
    "reopen": reopen,
    "next": next_cycle,
    "new": new,
    "new from a contact": new_from_contact,
    "snooze": snooze,
    "here": here,
    "engage": engage,
    "log": log,
    "later close date": later_close_date,
}
