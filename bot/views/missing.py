"""Missing exits: what keeps a gate shut, by who owes it."""

from collections.abc import Sequence

from adapters.card import Bold, Bullets, Button, Element, Text, Words
from bot.views.needs import exit_question
from bot.views.reasons import reason_words
from bot.views.words import an, both, capital, cut, exit_name, holder, money, since, stage_name
from process import rights
from process.contacts import contact_names
from process.context import Context
from process.deal import Deal, Engagement
from process.exit_kinds import NOTHING
from process.gate import Missing, missing
from process.list_item import ListItem, ListName
from process.playbook import Exit
from process.playbook_fit import misfit

CLOSING_WORDS: dict[ListName, str] = {
    "objection": "removed",
    "trigger": "happened",
    "obligation": "kept",
    "payment": "received",
    "buyer step": "did",
}
SHOWN_ITEMS = 5


def gaps(deal: Deal, context: Context) -> tuple[Missing, ...]:
    """What today's gate still needs; nothing where this playbook does not know the deal's stage."""
    known = deal.state == "open" and deal.stage in context.playbook.order
    return missing(deal, context.playbook, deal.stage) if known else ()


def nothing_missing(deal: Deal, context: Context) -> Text:
    """Every exit is proven: the deal can leave its stage, unless it has outgrown its playbook."""
    if unfit := misfit(deal, context.playbook):
        return Text(reason_words(unfit, context))
    return Text((f"Everything is proven. The deal can leave {stage_name(context.playbook, deal.stage)}.",))


def held(deal: Deal, context: Context, lacking: Sequence[Missing]) -> dict[str, list[Missing]]:
    """The missing exits by who owes them, in words."""
    groups: dict[str, list[Missing]] = {}
    for one in lacking:
        groups.setdefault(holder(context, deal, one.holder), []).append(one)
    return groups


def in_full(deal: Deal, context: Context, lacking: Sequence[Missing], stage: str) -> tuple[Element, ...]:
    """Every missing exit with its question, why it is asked for, and what is open; grouped by holder."""
    body: list[Element] = []
    for who, ones in held(deal, context, lacking).items():
        body.append(Text((Bold(f"Needed from {who}"), _clock(deal, context, ones[0].holder))))
        body.append(Bullets(tuple(_line(one, deal, context, stage) for one in ones)))
    return tuple(body)


def _clock(deal: Deal, context: Context, attest: str) -> str:
    """Since when a specialist team has been called in; nothing for anyone else."""
    if attest not in context.playbook.teams:
        return ""
    engaged = engagement(deal, attest)
    return f" · engaged {since(engaged.at, context)}" if engaged else " · not engaged yet"


def engagement(deal: Deal, team: str) -> Engagement | None:
    """The call to a specialist team on this deal, or None."""
    return next((one for one in deal.engaged if one.team == team), None)


def _line(one: Missing, deal: Deal, context: Context, stage: str) -> Words:
    parts = [exit_question(one.exit)]
    if one.stage.key != stage:
        parts.append(f"(from {one.stage.name})")
    if one.fault == "answered no":
        said = deal.evidence[one.exit.key].note
        why = f": {cut(said, 200)}" if said else ""
        parts.append(f"The answer was no{why}. It has to be yes.")
    if one.fault == "to confirm":
        parts.append("It was doubted when the deal went back. Is it still true?")
    if one.open:
        parts.append(f"Still open: {_open(one)}.")
    if why := _because(one, deal, context):
        parts.append(f"Required {why}.")
    return Bold(one.exit.name), " – ", " ".join(parts)


def _open(one: Missing) -> str:
    more = len(one.open) - SHOWN_ITEMS
    shown = [cut(f"{item.number}. {item.text}", 80).rstrip(".") for item in one.open[:SHOWN_ITEMS]]
    return both([*shown, f"{more} more"] if more > 0 else shown)


def _because(one: Missing, deal: Deal, context: Context) -> str:
    """Why an exit is required, fit to follow "required"; nothing where it always is."""
    when, reasons = one.because, list[str]()
    if when.amount_at_least:
        reasons.append(f"from {money(when.amount_at_least)}" if deal.amount else "while the amount is not set")
    if when.product:
        reasons.append(f"for product {deal.product}" if deal.product else "while the product is not set")
    if when.complexity:
        unknown = "complexity" in context.playbook.needed and not deal.complexity_known
        reasons.append("until you say how complex it is" if unknown else f"for complexity {deal.complexity}")
    for key, value in when.evidence.items():
        reasons.append(f"because {exit_name(context.playbook, key).lower()} is {value}")
    return both(reasons)


def remedies(deal: Deal, context: Context, lacking: Sequence[Missing]) -> tuple[Button, ...]:
    """Buttons for what no form can answer: lists, specialists not engaged yet, attributes not set."""
    buttons = [button for one in lacking for button in _remedy(deal, context, one)]
    return tuple({button.command: button for button in buttons}.values())


def _remedy(deal: Deal, context: Context, one: Missing) -> list[Button]:
    buttons, when = [], one.because
    lacks = {"amount": when.amount_at_least and not deal.amount, "product": when.product and not deal.product}
    if unset := [what for what, lacking in lacks.items() if lacking]:
        buttons.append(Button(f"Set the {both(unset)}", f"set #{deal.id}"))
    if one.exit.of:
        buttons += _list_buttons(deal, one.exit.of, one)
    if rights.clearance(one.exit, deal, context):
        buttons.append(Button(f"Clear {one.exit.name}", f"clear #{deal.id} {one.exit.key}"))
    elif one.holder in context.playbook.teams and engagement(deal, one.holder) is None:
        buttons.append(Button(f"Ask {capital(one.holder)}", f"engage #{deal.id} {one.holder}"))
    return buttons


def _list_buttons(deal: Deal, name: ListName, one: Missing) -> list[Button]:
    if one.exit.step:
        return [Button(f"They did: {cut(one.exit.name, 40)}", f"buyer #{deal.id} did {one.exit.step}")]
    if one.fault == "nothing named":
        if "asked" in one.exit.want:
            return [Button(f"Add {an(name)}", f"{name} #{deal.id}"), *_asked_buttons(deal, one.exit)]
        if name == "buyer step":
            return [Button("Add a buyer's step", f"buyer #{deal.id}")]
        return [Button(f"Add {an(name)}", f"{name} #{deal.id}")]
    return closers(deal, name)[:3]


def _asked_buttons(deal: Deal, item: Exit) -> list[Button]:
    """A press for each of the latest contacts, for one who was asked today and had nothing."""
    buttons = []
    for contact in contact_names(deal)[-2:]:
        said = f"met #{deal.id} {item.key} {NOTHING} said by {contact}"
        buttons.append(Button(f"Asked {cut(contact, 40)} today: nothing", said))
    return buttons


def closers(deal: Deal, name: ListName, only: int = 0) -> list[Button]:
    """A button for each open item of a list (or for that number alone) that says it is removed, happened, kept..."""
    wanted = [item for item in deal.listed(name) if item.open and only in (0, item.number)]
    if name == "buyer step":
        return [
            Button(f"Buyer did: {cut(item.text, 40)}", f"buyer #{deal.id} did {item.key or item.text}")
            for item in wanted
        ]
    word, open_ones = CLOSING_WORDS[name], [item for item in deal.listed(name) if item.open]
    return [
        Button(f"{capital(name)}{_which(item, open_ones)} {word}", f"{name} #{deal.id} {item.number} {word}")
        for item in wanted
    ]


def _which(item: ListItem, among: Sequence[ListItem]) -> str:
    """An item's number, where another could be meant."""
    return f" {item.number}" if len(among) > 1 else ""


def tally(deal: Deal, item: Exit) -> str:
    """What stands on the list that proves an exit."""
    items = deal.listed(item.of) if item.of else ()
    return f"{len(items)} named, {sum(one.open for one in items) or 'none'} open"
