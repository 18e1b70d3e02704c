"""Operations on evidence: proven, taken back, waived, cleared by specialists."""

import re

from bot.language.understanding.build import Builder, Building, with_deal
from bot.language.understanding.proposal import Operation
from bot.language.understanding.sayings import place_of
from process.colleague import Colleague
from process.contacts import is_sentence
from process.deal import Deal
from process.playbook import Exit
from process.questions import asked_of

CONTACT_ROLE = re.compile(r"^(?P<name>[^,]+)$")


def met(it: Building) -> Operation | None:
    """Evidence for an exit. What the buyer has to have said comes with who and where, as far as the text says so."""
    item = it.around.playbook.exits.get(it.words("exit"))
    if item is None:
        return None
    value = _value(it, item)
    slots = {"exit": item.key, "value": value}
    if item.attest == "buyer":
        said_by = it.said.by or _speaker(it, item)
        where = it.said.where or place_of(it.clause.variants[-1], it.language)
        slots |= {"said_by": said_by, "where": where}
        on = it.said.on
        slots["on"] = on.isoformat() if on and on <= it.around.now.date() else ""
        return it.operation("met", slots, complete=bool(value and said_by and where))
    return it.operation("met", slots, complete=bool(value))


def _value(it: Building, item: Exit) -> str:
    match item.kind:
        case "money":
            return _amount(it)
        case "date":
            return it.day(past=True)
        case "colleague":
            return _colleague(it)
        case "link":
            return it.words("url")
        case "choice":
            said = it.words(item.key)
            return it.language.meant(item.key, said) if said else _called(it)
        case "contact":
            return _contact(it)
        case _:
            return it.language.phrases.joins.sub("", it.words("value") or it.words("text"))


def _colleague(it: Building) -> str:
    """The colleague who is named, who can be the one who speaks."""
    colleague = it.around.me if it.has("me") else it.colleague()
    return f"<@{colleague.id}>" if colleague else ""


def _amount(it: Building) -> str:
    """The amount; nothing where the clause names two and doesn't say which of them counts."""
    several = len(it.clause.marked.of("m", it.match.masked)) > 1
    if several and it.match.rule.name != "budget, changed":
        return ""
    return it.money()


def _called(it: Building) -> str:
    """Someone who was cold called came by calling."""
    return it.language.meant("source", "cold call")


def _contact(it: Building) -> str:
    name, role = it.words("value") or it.words("text") or it.words("person"), it.words("role")
    if is_sentence(name) or it.language.phrases.unnamed.match(name):
        return ""  # the rest of the sentence went along; the form asks who is meant
    return f"{name}, {role}" if role else name


def new_contact(it: Building) -> Operation | None:
    """Someone new at the customer's, with the role."""
    return it.operation("contact", {"text": _contact(it)})


def _speaker(it: Building, item: Exit) -> str:
    """The only person whom the clause speaks of, where they can be the one who said it."""
    if item.key == "signed_by_customer" or it.language.phrases.unknown_teller.search(it.clause.marked.masked):
        return ""
    person = it.match.slots.get("person", "")
    agreed = person and it.match.masked.startswith(person)
    return it.person if agreed or item.kind == "money" else ""


def unmet(it: Building) -> Operation | None:
    """Evidence taken back, with a reason."""
    reason = it.words("reason")
    return it.operation("unmet", {"exit": it.meant("exit"), "reason": reason}, complete=bool(reason))


def waive(it: Building) -> Operation | None:
    """An exit waived, with a reason."""
    reason = it.words("reason")
    return it.operation("waive", {"exit": it.meant("exit"), "reason": reason}, complete=bool(reason))


def clear(it: Building) -> Operation | None:
    """A specialists' exit answered with yes."""
    return _answered(it, "yes", "team")


def clear_other(it: Building) -> Operation | None:
    """The second of two teams that clear."""
    return _answered(it, "yes", "other")


def clear_no(it: Building) -> Operation | None:
    """A specialists' exit answered with no."""
    return _answered(it, "no", "team")


def _answered(it: Building, value: str, slot: str) -> Operation | None:
    said = it.words(slot)
    team = it.language.meant("team", said) if said else _own_team(it)
    item = next((item for item in it.around.playbook.exits.values() if item.attest == team), None)
    if item is None:
        return None
    return it.operation("met", {"exit": item.key, "value": value})


def _own_team(it: Building) -> str:
    """The speaker's team, where they are in only one, or the one that was called in on this deal; else legal's."""
    mine = sorted(it.around.me.teams)
    for one in it.record.engaged if it.record else ():
        if one.team in mine:
            return one.team
    if len(mine) == 1:
        return mine[0]
    return next(iter(it.around.playbook.teams), "")


def ask(it: Building) -> Operation | None:
    """A specialist who is asked for the exit that their team owes on the deal."""
    who = it.colleague()
    if who is None:
        return None
    deals = [it.record] if it.record else it.around.mine
    owed = [(deal, item) for deal in deals for item in _owed(it, who, deal)]
    if not owed or len({deal.id for deal, _ in owed}) > 1:
        return None
    deal, item = owed[0]
    return with_deal(it.operation("ask", {"exit": item.key, "colleague": f"<@{who.id}>"}), deal.id)


def _owed(it: Building, who: Colleague, deal: Deal) -> list[Exit]:
    """The exits that a colleague's teams were asked for on a deal, and that aren't answered."""
    teams = who.teams & {one.team for one in deal.engaged}
    return [
        item for item in it.around.playbook.exits.values() if item.attest in teams and item.key not in deal.evidence
    ]


def ask_about(it: Building) -> Operation | None:
    """A question to the colleague who works on a deal, where someone else asks it."""
    who, deal, text = it.colleague(), it.record, it.words("text")
    if deal is None or not text:
        return None
    asked = asked_of(deal)
    if asked == it.around.me.id or (who is not None and who.id != asked):
        return None
    return it.operation("ask", {"question": text, "colleague": f"<@{asked}>"})


def presented(it: Building) -> Operation | None:
    """To whom it was presented."""
    if it.words("text") and "presented_to" in it.around.playbook.exits:
        return it.operation("met", {"exit": "presented_to", "value": it.words("text")})
    return None


def presented_on(it: Building) -> Operation | None:
    """On which day, where the sentence or the heading above it says so."""
    if "presented_on" not in it.around.playbook.exits:
        return None
    days, spoken = it.clause.marked.of("t"), it.heading
    if days:
        spoken = (days[0].value, it.clause.marked.value_of(days[0]))
    on = it.day_of(*spoken, past=True) if spoken else ""
    if not on:
        return None
    return it.operation("met", {"exit": "presented_on", "value": on})


BUILDERS: dict[str, Builder] = {
    "met": met,
    "met presented": presented,
    "met presented on": presented_on,
    "unmet": unmet,
    "waive": waive,
    "ask": ask,
    "ask about": ask_about,
    "contact": new_contact,
    "clear": clear,
    "clear other": clear_other,
    "clear no": clear_no,
}
