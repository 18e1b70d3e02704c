"""The flywheel: the same deals as turns, each leading to the next."""

from adapters.card import Bar, Bars, Bold, Bullets, Button, Buttons, Card, Element, Table, Text, Words
from bot.views.totals import totals_line, value
from bot.views.words import capital, count, cut
from process.context import Context
from process.flywheel import Flywheel, Kind, Link

MOST_LINKS = 10


def flywheel_card(flywheel: Flywheel, context: Context) -> Card:
    """Turns, deals by kind, the customers who came round most, and which deal led to which."""
    body: list[Element] = [totals_line(flywheel.totals), Text((Bold(_turns(flywheel)),))]
    most = max((kind.deals.deals for kind in flywheel.kinds), default=0)
    body.append(Bars("Deals by kind", tuple(_bar(kind, most) for kind in flywheel.kinds)))
    kinds = tuple(_row(kind) for kind in flywheel.kinds)
    body.append(Table(("Kind", "Deals", "Won", "Value"), kinds, (1, 2, 3)))
    body += [*_accounts(flywheel), *_links(flywheel)]
    return Card(
        f"Flywheel: {count(flywheel.turns, 'complete turn')}",
        (*body, Buttons((Button("Funnel", "funnel"), Button("My deals", "list")))),
    )


def _turns(flywheel: Flywheel) -> str:
    return f"{count(len(flywheel.links), 'deal')} grew out of another deal"


def _bar(kind: Kind, most: int) -> Bar:
    won = f", {kind.won:,} won" if kind.won else ""
    return Bar(capital(kind.kind), kind.deals.deals / most if most else 0.0, count(kind.deals.deals, "deal") + won)


def _row(kind: Kind) -> tuple[str, ...]:
    return capital(kind.kind), f"{kind.deals.deals:,}", f"{kind.won:,}", value(kind.deals)


def _accounts(flywheel: Flywheel) -> tuple[Element, ...]:
    if not flywheel.accounts:
        return (Text(("No turn is complete yet. A turn is complete when a deal is delivered, paid and reviewed.",)),)
    rows = tuple((cut(one.account, 60), f"{one.turns:,}", f"{one.deals:,}") for one in flywheel.accounts)
    return (Table(("Customer", "Turns", "Deals"), rows, (1, 2)),)


def _links(flywheel: Flywheel) -> tuple[Element, ...]:
    if not flywheel.links:
        return ()
    lines = tuple(_link(link) for link in flywheel.links[-MOST_LINKS:])
    every = len(flywheel.links)
    latest = f", the latest {MOST_LINKS} of {every:,}" if every > MOST_LINKS else ""
    return Text((Bold(f"Which deal led to which{latest}"),)), Bullets(lines)


def _link(link: Link) -> Words:
    parent = cut(link.parent_name, 60) or "an unknown deal"
    return Bold(cut(link.name, 60)), f" – {link.kind} from {parent}"
