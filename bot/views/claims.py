"""Claims: what a file says of imported deals beyond what is proven, and what of it is true."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Form, Text
from bot.views.numbers import grouped
from bot.views.replies import note
from bot.views.totals import deals_worth
from bot.views.words import both, count, cut, money, stage_name
from process.context import Context
from process.deal import Deal
from process.playbook import Exit
from process.worth import Worth

MOST = 10
NONE = Worth(0)


def arrived_card(file: str, deals: int, claims: Mapping[str, int], context: Context) -> Card:
    """The one message to an owner after an import."""
    what = f"{count(deals, 'deal')} from {cut(file, 60)} {'is' if deals == 1 else 'are'} yours now"
    lines = ["Each is in the stage that its answers reach. Its days in that stage count from today."]
    if claims:
        some = [f"{grouped(number)} in {stage_name(context.playbook, stage)}" for stage, number in claims.items()]
        lines.append(f"By the file, {both(some)}. Tell me what is true.")
    lines.append("I won't nudge you about them for ten working days.")
    body: list[Element] = [Text((" ".join(lines),))]
    row = (Button("What is true?", "claims", "primary"),) if claims else ()
    notification = f"{context.by.name} imported {count(deals, 'deal')} for you"
    return Card(what, (*body, Buttons((*row, Button("My deals", "list")))), notification=notification[:120])


def claims_card(deals: Sequence[tuple[Deal, Context]], whose: str = "") -> Card:
    """The deals whose claims are still to be confirmed, by what they claim."""
    if not deals:
        words = "Every imported deal is in the stage that its evidence proves."
        return note("No claims to confirm", words, tone="good")
    body: list[Element] = []
    shown = 0
    for words, some in _by_words(deals).items():
        if shown < MOST:
            named = some[: MOST - shown]
            shown += len(named)
            body.append(Text((Bold(_claim_words(words, len(some))),)))
            body += _deals(named)
    if len(deals) > shown:
        body.append(Text((f"And {grouped(len(deals) - shown)} more. Answer these first.",), small=True))
    title = f"{count(len(deals), 'imported deal')} to confirm{f' for {cut(whose, 40)}' if whose else ''}"
    return Card(title, tuple(body), notification=f"{title}: what of the file is true?"[:120])


def _claim_words(words: str, deals: int) -> str:
    """What the file says of so many deals."""
    of = f" of {count(deals, 'deal')}" if deals > 1 else ""
    said = f"The file says{of}: “{cut(words, 60)}”." if words else f"The file has answers{of or ' for this deal'}."
    return f"{said} What is true?"


def _by_words(deals: Sequence[tuple[Deal, Context]]) -> dict[str, list[tuple[Deal, Context]]]:
    found: dict[str, list[tuple[Deal, Context]]] = {}
    for deal, context in deals:
        found.setdefault(deal.claim.words if deal.claim else "", []).append((deal, context))
    return found


def _deals(deals: Sequence[tuple[Deal, Context]]) -> list[Element]:
    """Each deal with the way to answer, and the way to say that it isn't so."""
    found: list[Element] = []
    for deal, context in deals:
        stands = stage_name(context.playbook, deal.stage)
        worth = f" · {money(deal.amount)}" if deal.amount else ""
        found.append(Text((f"{cut(deal.name, 60)}{worth} · in {stands}",)))
        answer = Button("Answer", f"claim #{deal.id}")
        found.append(Buttons((answer, Button("Not true", f"claim #{deal.id} is wrong"))))
    return found


def claim_card(deal: Deal, context: Context, form: Form | None, theirs: Sequence[Exit] = ()) -> Card:
    """One deal's claim: what the file says, where it stands, and one form for what is true.

    The form has the file's answers filled in. `theirs` are the exits that others have to attest.
    """
    lines = []
    if deal.claim:
        ahead = stage_name(context.playbook, deal.claim.stage)
        lines.append(f"The file says “{cut(deal.claim.words, 60)}”, which is {ahead} here.")
    lines.append(f"Proven so far: {stage_name(context.playbook, deal.stage)}.")
    if theirs:
        lines.append(f"The file also answers {both([item.name for item in theirs])}. Others have to say that.")
    if form and deal.claimed:
        lines.append("The file's answers are filled in. Save what is true, with who said it. Empty the rest.")
    elif form:
        lines.append("Answer what is true. Leave the rest empty.")
    said = Bullets(tuple((one,) for one in lines))
    return Card(f"{cut(deal.name, 60)}: what is true?", (said, form) if form else (said,))


def no_claim(deal: Deal) -> Card:
    return note(f"No claim to confirm on {cut(deal.name, 60)}", "It is in the stage that its evidence proves.")


def unclaimed_card(deal: Deal, context: Context) -> Card:
    """A claim was dropped."""
    title = f"{cut(deal.name, 60)} stays in {stage_name(context.playbook, deal.stage)}"
    row = Buttons((Button("Next claim", "claims"), Button("Show deal", f"show #{deal.id}")))
    return Card(title, (Text(("The file's claim is dropped. The deal's history shows both.",)), row), "good")


def with_claims(card: Card, claimed: Worth, won: Worth = NONE, lost: Worth = NONE) -> Card:
    """A card of figures with what imports claim and what was over before, above its last buttons."""
    lines = [f"Claimed by imports and not proven: {deals_worth(claimed)}."] if claimed.deals else []
    if won.deals or lost.deals:
        lines.append(f"Imported history, apart: won {deals_worth(won)}, lost {deals_worth(lost)}.")
    beside = tuple(Text((line,), small=True) for line in lines)
    rows = [at for at, part in enumerate(card.body) if isinstance(part, Buttons)]
    end = rows[-1] if rows else len(card.body)
    return replace(card, body=(*card.body[:end], *beside, *card.body[end:]))
