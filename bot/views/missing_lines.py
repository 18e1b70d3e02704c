"""Missing lines: what a gate still needs, a line for each person who owes it."""

from collections.abc import Sequence

from adapters.card import Bullets, Button, Element, Text, Words
from bot.views.missing import engagement, gaps
from bot.views.short_words import days_since
from bot.views.words import both, capital, count, cut, name, taking_over
from process import attesters, rights
from process.context import Context
from process.deal import Deal
from process.gate import Missing
from process.list_item import ListName
from process.playbook import Exit

MOST_NAMED = 6
MOST_ASKED = 5
"""Words of a question that stands within a sentence."""
TURNED = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "did",
        "do",
        "does",
        "has",
        "have",
        "had",
        "can",
        "could",
        "will",
        "would",
        "should",
        "must",
    ]
)
"""Verbs after which a question has another order of words than a sentence: "who did you meet"."""
THINGS: dict[ListName, str] = {
    "objection": "objection",
    "trigger": "trigger",
    "obligation": "obligation",
    "payment": "payment",
    "buyer step": "buyer's step",
}


def goal(deal: Deal, context: Context) -> str:
    """Where the gate ahead leads: "move to Closing"; "complete this turn" at the end of the route."""
    after = context.playbook.after(deal.stage) if deal.stage in context.playbook.order else None
    return f"move to {after.name}" if after else "complete this turn"


def ahead(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Element, ...]:
    """What takes the deal through the gate ahead, and who owes it."""
    return Text((f"To {goal(deal, context)}:",)), lines(deal, context, lacking)


def lines(deal: Deal, context: Context, lacking: Sequence[Missing]) -> Bullets:
    """A line for each who owes something, the reader first."""
    mine = [one for one in lacking if _mine(one, deal, context)]
    groups: dict[str, list[Missing]] = {}
    for one in lacking:
        if one not in mine:
            groups.setdefault(one.holder, []).append(one)
    yours: list[Words] = [(f"You: {things(mine)}",)] if mine else []
    return Bullets((*yours, *(_line(owed, deal, context) for owed in groups.values())))


def _mine(one: Missing, deal: Deal, context: Context) -> bool:
    """Whether it is the reader's to answer, and not only theirs to answer in someone's place."""
    me, working = context.by.id, deal.account_manager or deal.owner
    match one.holder:
        case "rep" | "buyer":
            return me == working and one.holder == "rep"
        case "manager" | "account manager":
            return rights.may_attest(one.exit, deal, context)
        case team:
            return team in context.by.teams and rights.may_attest(one.exit, deal, context)


def _line(owed: Sequence[Missing], deal: Deal, context: Context) -> Words:
    first, what = owed[0], things(owed)
    match first.holder:
        case "rep":
            return (f"{name(context, deal.account_manager or deal.owner)}: {what}",)
        case "buyer":
            return (f"From the buyer: {what}",)
        case "manager":
            return (f"A manager: {what}",)
        case "account manager":
            named = taking_over(deal, context.playbook)
            return (f"{name(context, named)}: {what}" if named else f"The account manager: {what}",)
        case team:
            return (_team(team, owed, deal, context),)


def _team(team: str, owed: Sequence[Missing], deal: Deal, context: Context) -> str:
    """Whether a specialist team was asked, who there owes the answer, and since when."""
    engaged = engagement(deal, team)
    said_no = [one for one in owed if one.fault == "answered no"]
    about = "" if _is_its_word(owed, team) else f": {things(owed)}"
    if said_no:
        why = deal.evidence[said_no[0].exit.key].note
        return f"{_who(team, owed[0], deal, context)} answered no{f': {cut(why, 80)}' if why else about}"
    if engaged is None:
        return f"{capital(team)} hasn't been asked yet{about}"
    days = days_since(engaged.at, context)
    since = f" for {count(days, 'day')}" if days else " yet"
    return f"{_who(team, owed[0], deal, context)} hasn't answered{since}{about}"


def _is_its_word(owed: Sequence[Missing], team: str) -> bool:
    """Whether a team's one exit goes by the team's name, so that it need not be named again."""
    return len(owed) == 1 and owed[0].exit.name.casefold() == team.casefold()


def _who(team: str, one: Missing, deal: Deal, context: Context) -> str:
    """The one member of a team who can answer, by name; the team where there are several, or none."""
    able = [person for person in attesters.attesters(one.exit, deal, context) if team in person.teams]
    return f"{able[0].name} ({capital(team)})" if len(able) == 1 else capital(team)


def things(owed: Sequence[Missing]) -> str:
    """Missing exits in a row, each with what is wrong with it: "budget, decision (still true?) and 2 more"."""
    named = [_thing(one) for one in owed]
    more = len(named) - MOST_NAMED
    return both([*named[: MOST_NAMED - 1], f"{more + 1} more"] if more > 0 else named)


def _thing(one: Missing) -> str:
    called = short_phrase(one.exit)
    if one.open and one.exit.of:
        noun = THINGS[one.exit.of]
        first = f"the open {noun} “{cut(one.open[0].text, 60)}”"
        return first if len(one.open) == 1 else f"{len(one.open)} {noun}s"
    if one.fault == "answered no":
        return f"{called} (answered no)"
    return f"{called} (still true?)" if one.fault == "to confirm" else called


def short_phrase(item: Exit) -> str:
    """What a sentence calls an exit: the playbook's phrase for it, else its question if it is one, else its name.

    Only a short question whose subject is its first word reads well within a sentence: "Who decides?".
    """
    asked = item.question.removesuffix("?").split()
    asks_who = asked[0].casefold() in ("who", "what") and asked[1:2] and asked[1].casefold() not in TURNED
    if not item.short and asks_who and len(asked) <= MOST_ASKED and item.question.isprintable():
        return plain(" ".join(asked))
    return item.short or plain(item.name)


def plain(name: str) -> str:
    """An exit's name within a sentence: "Buying steps" as "buying steps", "CRM entry" as it is."""
    first = name.split(" ", 1)[0]
    return name[:1].lower() + name[1:] if first[1:].islower() or len(first) == 1 else name


def first_line(deal: Deal, context: Context, lacking: Sequence[Missing]) -> str:
    """What a deal waits for, in a few words: "5 answers missing", "Legal hasn't answered for 7 days"."""
    if not lacking:
        after = context.playbook.after(deal.stage) if deal.stage in context.playbook.order else None
        return f"ready for {after.name}" if after else "ready to complete"
    holders = {one.holder for one in lacking}
    if len(holders) == 1 and next(iter(holders)) in context.playbook.teams:
        return _team(lacking[0].holder, lacking, deal, context)
    return f"{count(len(lacking), 'answer')} missing"


def remind_buttons(deal: Deal, context: Context, lacking: Sequence[Missing]) -> list[Button]:
    """A press for each who was asked and hasn't answered, that asks them again."""
    found: dict[str, Button] = {}
    for one in lacking:
        team = one.holder
        asked = team in context.playbook.teams and engagement(deal, team) is not None
        if asked and one.fault == "unproven" and not _mine(one, deal, context):
            who = _who(team, one, deal, context).split(" (")[0]
            found.setdefault(team, Button(f"Remind {cut(who, 40)}", f"ask #{deal.id} for {one.exit.key}"))
    return list(found.values())


def next_need(deal: Deal, context: Context) -> str:
    """What a deal needs before its gate, in a few words; by name where it is one thing: "1 answer missing (budget)"."""
    lacking = gaps(deal, context)
    said = first_line(deal, context, lacking)
    return f"{said} ({things(lacking)})" if len(lacking) == 1 and said.endswith("missing") else said
