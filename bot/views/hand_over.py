"""Handing over all deals of a colleague: the form, the preview, the result, and the offer when someone has left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from adapters.card import Bullets, Button, Buttons, Card, Element, Facts, Field, Form, Table, Text
from bot.views import replies
from bot.views.form_options import colleagues
from bot.views.numbers import grouped
from bot.views.reasons import reason_line
from bot.views.totals import value
from bot.views.words import both, count, cut, money, stage_name
from process.colleague import Colleague
from process.context import Context
from process.deal import Deal
from process.outcome import Refusal
from process.reassign import Reassignment
from process.worth import worth_of

ONLY_MANAGERS = "Only a manager can hand over all of a colleague's deals. You can hand over your own one by one."
MOST_ROWS = 15
MOST_NAMED = 40

On = Callable[[Deal], Context]


def hand_over_buttons(whose: Colleague) -> Buttons:
    """The way to hand over all deals of a colleague."""
    return Buttons((Button("Hand over their deals", f"assign all of {whose.id}"),))


def hand_over_form(whose: Colleague, context: Context) -> Form:
    """Ask who takes all deals over: `colleague`. Nothing moves before the preview's button."""
    others = tuple(option for option in colleagues(context) if option[0] != whose.id)
    field = Field("colleague", "Who takes them over?", "colleague", others, required=True)
    return Form(f"assign all of {whose.id}", "", f"Hand over all of {cut(whose.name, 60)}'s deals", (field,), "Preview")


def preview_card(plan: Reassignment, whose: Colleague, owner: Colleague, on: On, *, mark: str, changed: bool) -> Card:
    """What would move (count, names, money) and what can't, with one button that does it.

    `on` gives the context by a deal's own playbook; `mark` is what the button confirms. `changed` says that the deals
    have changed since the preview before.
    """
    title = f"Hand over {grouped(len(plan.moves))} of {cut(whose.name, 40)}'s deals to {cut(owner.name, 40)}?"
    if not plan.moves:
        nothing = Text((f"{whose.name} owns no open deal that can be handed over.",))
        return Card("Nothing to hand over", (nothing, *_stays(plan, on)), "warning")
    body: list[Element] = []
    if changed:
        body.append(Text(("The deals have changed since the last preview. Nothing has moved yet.",)))
    moving = [deal for deal, _ in plan.moves]
    body += [_worth(moving), _table(moving, on), *_more(moving), *_voided(plan), *_stays(plan, on)]
    label = f"Hand over {count(len(moving), 'deal')}"
    button = Button(label, f"assign all of {whose.id} to {owner.id} preview {mark}", "primary")
    return Card(title, (*body, Buttons((button,))))


def _worth(moving: Sequence[Deal]) -> Facts:
    rates: Mapping[str, Decimal] = {}
    found = worth_of([deal.amount for deal in moving], rates)
    pairs = [("Deals", grouped(found.deals)), ("Worth", value(found))]
    if found.unpriced:
        pairs.append(("Without an amount", grouped(found.unpriced)))
    return Facts(tuple(pairs))


def _table(moving: Sequence[Deal], on: On) -> Table:
    rows = tuple(
        (cut(deal.name, 60), stage_name(on(deal).playbook, deal.stage), money(deal.amount))
        for deal in moving[:MOST_ROWS]
    )
    return Table(("Deal", "Stage", "Amount"), rows, (2,), _amounts(moving[:MOST_ROWS]), "Deals")


def _amounts(moving: Sequence[Deal]) -> tuple[tuple[int, tuple[float, ...]], ...]:
    """The amounts as numbers. Those of several currencies have no order."""
    amounts = [deal.amount for deal in moving if deal.amount]
    if len({one.currency for one in amounts}) > 1:
        return ()
    return ((2, tuple(float(deal.amount.amount) if deal.amount else 0.0 for deal in moving)),)


def _more(moving: Sequence[Deal]) -> tuple[Element, ...]:
    """The names of the deals that the table has no room for."""
    rest = moving[MOST_ROWS:]
    if not rest:
        return ()
    names = [cut(deal.name, 40) for deal in rest[:MOST_NAMED]]
    left = len(rest) - MOST_NAMED
    listed = both([*names, f"{grouped(left)} more"] if left > 0 else names)
    return (Text((f"Not in the table: {listed}",), small=True),)


def _voided(plan: Reassignment) -> tuple[Element, ...]:
    if not plan.voided:
        return ()
    becomes = "becomes" if plan.voided == 1 else "become"
    return (Text((f"{count(plan.voided, 'approval')} {becomes} void. The new owner has to ask again.",)),)


def _stays(plan: Reassignment, on: On) -> tuple[Element, ...]:
    """The deals that can't be handed over, each with its reason."""
    if not plan.stays:
        return ()
    lines = [(f"{cut(deal.name, 60)}: {_why(refusal, on(deal))}",) for deal, refusal in plan.stays[:MOST_ROWS]]
    if len(plan.stays) > MOST_ROWS:
        lines.append((f"and {grouped(len(plan.stays) - MOST_ROWS)} more",))
    return Text(("These deals don't move:",)), Bullets(tuple(lines))


def _why(refusal: Refusal, context: Context) -> str:
    return reason_line(refusal.reason, context)


def looked_after(deals: Sequence[Deal], whose: Colleague) -> tuple[Element, ...]:
    """The deals of other owners that a colleague is the account manager of: handing over leaves them as they are."""
    if not deals:
        return ()
    names = both([cut(deal.name, 40) for deal in deals[:MOST_ROWS]])
    return (Text((f"{whose.name} stays account manager of {names}.",), small=True),)


def handed_over_card(plan: Reassignment, whose: Colleague, owner: Colleague, on: On) -> Card:
    """What moved, to the one who moved it."""
    title = f"{cut(owner.name, 40)} now owns {grouped(len(plan.moves))} of {cut(whose.name, 40)}'s deals"
    names = both([cut(deal.name, 40) for deal, _ in plan.moves[:MOST_NAMED]])
    return Card(title, (Text((names,)), *_stays(plan, on)), "good")


def received_card(deals: Sequence[Deal], whose: Colleague, by: Colleague) -> Card:
    """Notify the new owner of all that is theirs now."""
    names = both([cut(deal.name, 40) for deal in deals[:MOST_NAMED]])
    body = Text((f"{by.name} handed you {names}. {whose.name} owned them before.",))
    mine = Buttons((Button("My deals", "list", "primary"),))
    number = count(len(deals), "deal is", "deals are")
    notified = cut(f"{by.name} handed you {count(len(deals), 'deal')} of {whose.name}: {names}", 120)
    return Card(f"{number} yours now", (body, mine), notification=notified)


def left_card(whose: Colleague, deals: int) -> Card:
    """Ask a manager for a new owner of what someone who left owned."""
    verb = "needs" if deals == 1 else "need"
    title = f"{cut(whose.name, 60)} left: {count(deals, 'open deal')} {verb} a new owner"
    return Card(title, (hand_over_buttons(whose),), "warning", notification=cut(title, 120))


def has_left_card(whose: Colleague, why: str) -> Card:
    """Ask an admin whether someone has left; `why` is what the chat says, as a sentence."""
    words = "If they left, their agents lose their tokens, and a manager gets their deals to hand over."
    row = Buttons((Button("They left", f"team {whose.id} left"), Button("Our team", "team")))
    title = f"Has {cut(whose.name, 60)} left?"
    return Card(title, (Text((f"{why} {words}",)), row), "warning", notification=cut(f"{title} {why}", 120))


def team_left_words(team: str) -> str:
    """Why someone has perhaps left: a Teams team without them."""
    return f"They are no longer in the team “{cut(team, 60)}”." if team else "They are no longer in one of our teams."


def closed_words(chat: str) -> str:
    """The same where one of several accounts was deactivated."""
    return f"Their account in {chat} was deactivated. They have another one."


def last_admin_card(whose: Colleague) -> Card:
    """The only admin's account was deactivated, which a manager has to know."""
    who = cut(whose.name, 60)
    words = (
        f"The chat deactivated {who}'s account.",
        " The next workspace admin who writes to me for the first time takes their place.",
    )
    title = f"{who}, our only admin, is gone"
    return Card(title, (Text(words),), "warning", notification=cut(title, 120))


def deactivated_card(whose: Colleague, *, may_reassign: bool) -> Card:
    """A colleague's account is deactivated, so that nothing can be given to them; a manager can hand over theirs."""
    words = f"An admin records it with `/deal team {whose.id} left`."
    card = replies.plain_no(f"{whose.name}'s account is deactivated, so they can't take this on. {words}")
    return replace(card, body=(*card.body, hand_over_buttons(whose))) if may_reassign else card


def asked_words(deals: int, manager: str) -> str:
    """What becomes of a leaver's deals, to the admin; `manager` is who was asked, or nothing where there is none."""
    need = "needs" if deals == 1 else "need"
    if manager:
        return f"{count(deals, 'open deal')} {need} a new owner. Stagecoach asked {manager} to choose one."
    return f"{count(deals, 'open deal')} {need} a new owner. Make someone a manager, who can hand them over."


def has_left(name: str) -> str:
    """A colleague who left can't own a deal."""
    return f"{name} left, so they can't take over a deal. Name another colleague."


def owns_already(name: str) -> str:
    """The deals are this colleague's."""
    return f"{name} already owns these deals. Name another colleague."
