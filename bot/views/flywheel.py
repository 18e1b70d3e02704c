"""The flywheel: the customers and what each needs, who came back, and where referrals came from."""

from collections.abc import Collection, Mapping, Sequence

from adapters.card import Bold, Bullets, Button, Buttons, Card, Chart, Element, Point, Text, Words
from bot.views.numbers import grouped
from bot.views.short_words import short_day, short_money
from bot.views.totals import outcomes, short_value
from bot.views.words import both, capital, count, cut
from process import rights
from process.care import Care
from process.context import Context
from process.customers import PROGRESS, Customer, Progress
from process.figures import DealLine
from process.flywheel import Flywheel, Kind, Link, Links, Turns

MOST_CUSTOMERS = 5
"""So many customers are shown: those that need something, then the first ones. As many first ones are enough."""
MOST_LINKS = 10
MOST_REFERRALS = 3
MOST_RENEWALS = 20
PROGRESS_WORDS: Mapping[Progress, str] = {
    "being served": "Being served",
    "served": "Served and paid",
    "came back": "Came back",
}
SILENT = 14
"""From so many days on, silence is said."""


def flywheel_card(
    flywheel: Flywheel, cared_for: Sequence[Care], unreferred: Sequence[tuple[str, str]], context: Context
) -> Card:
    """The customers with what each needs next, then the referrals.

    `cared_for` are the won deals that are being served or come up for renewal, the most urgent first. `unreferred` are
    the deals (id and name) that came by a referral whose giver no one named.
    """
    title = _title(flywheel)
    body: list[Element] = [*_wheel(flywheel)]
    for one in cared_for[:MOST_CUSTOMERS]:
        body += _cared(one, context)
    shown = {one.deal.id for one in cared_for}
    served = [one for one in flywheel.customers if not _shows(shown, one)]
    body += [Text(_served(one)) for one in served[: max(0, MOST_CUSTOMERS - len(cared_for))]]
    more = flywheel.number - MOST_CUSTOMERS
    body += [Text((f"And {count(more, 'more customer')}.",), small=True)] if more > 0 else []
    if not flywheel.number:
        body.append(Text(("Your first win begins the wheel.",)))
    body += _referrals(flywheel, unreferred)
    body += [*_renewals(flywheel.latest), _buttons()]
    say = f"{title}. {_first_need(cared_for, context)}" if cared_for else f"{title}."
    return Card(title, tuple(body), notification=cut(say, 120))


def _shows(shown: Collection[str], customer: Customer) -> bool:
    return any(line.id in shown for line in customer.won)


def _wheel(flywheel: Flywheel) -> tuple[Element, ...]:
    """The customers by where they stand, where they stand in more than one place."""
    stand = {one: flywheel.stand[one] for one in PROGRESS if one in flywheel.stand}
    points = [Point(PROGRESS_WORDS[one], number, grouped(number)) for one, number in stand.items()]
    return (Chart("Where your customers stand", tuple(points), "wheel", "customers"),) if len(points) > 1 else ()


def _title(flywheel: Flywheel) -> str:
    customers = count(flywheel.number, "customer")
    if not flywheel.number:
        return "No customer yet"
    back = grouped(flywheel.came_back) if flywheel.came_back else "none"
    return f"{customers}, {back} came back"


def _cared(one: Care, context: Context) -> tuple[Element, ...]:
    needs = _needs(one, context)
    words = f" {short_money(one.deal.amount)}" if one.deal.amount else ""
    said = Text((Bold(cut(one.deal.name, 60)), f"{words}: {'. '.join(needs)}."))
    key = f"#{one.deal.id}"
    show = Button("Show deal", f"show {key}")
    if not rights.may_work(one.deal, context.by):
        return said, Buttons((show,))
    renew = Button("Start the renewal", f"next {key} renewal")
    again = Button("Renewal day", f"renewal {key}")
    if one.deal.state != "open":
        return said, Buttons((renew, again), more=(show,))
    review = Button("Plan the review", f"plan {key}")
    row = (Button("Call logged", f"log {key} call"), renew if one.renews else review)
    return said, Buttons(row, more=(show, again))


def _needs(one: Care, context: Context) -> list[str]:
    """What a customer needs, in short sentences without their stops; that all is well where nothing is."""
    needs: list[str] = []
    for item, kind in ((one.payment, "payment"), (one.obligation, "obligation")):
        if item is not None:
            due = f" due {short_day(item.due, context)}" if item.due else " open"
            needs.append(f"{kind} “{cut(item.text, 40)}”{due}")
    if one.renews:
        needs.append(f"renews {short_day(one.renews, context)}")
    if one.silent >= SILENT and one.deal.state == "open":
        needs.append(f"no contact for {one.silent} days")
    return [needs[0], *map(capital, needs[1:])] if needs else ["all is well"]


def _first_need(cared_for: Sequence[Care], context: Context) -> str:
    return f"{cut(cared_for[0].deal.name, 40)}: {_needs(cared_for[0], context)[0]}."


def _served(one: Customer) -> Words:
    """A customer whose deals are all complete, and what grew out of them."""
    named = [f"“{cut(line.name, 40)}”" for line in one.later[:3]]
    grew = f" {both(named)} grew out of it." if named else ""
    return Bold(cut(one.account, 60)), f": served and paid.{grew}"


def _referrals(flywheel: Flywheel, unreferred: Sequence[tuple[str, str]]) -> tuple[Element, ...]:
    """Where referrals came from, which giver is missing, and which customer to ask for the next one."""
    lines = _named(flywheel.referrals)
    if unreferred:
        names = both([cut(name, 40) for _, name in unreferred])
        lines.append(Text((f"{names} came by referral: from which customer?",)))
        lines.append(
            Buttons(tuple(Button(f"{cut(name, 30)}: name them", f"referral #{key}") for key, name in unreferred[:2]))
        )
    if flywheel.to_ask:
        lines.append(Text((f"Ask {cut(flywheel.to_ask, 60)} for the next one.",)))
    return tuple(lines)


def _named(referrals: Links) -> list[Element]:
    """The referrals whose giver is named, the latest of them one by one."""
    if not referrals.number:
        return []
    said = Text((f"{count(referrals.number, 'referral')} of our customers:",))
    return [said, Bullets(tuple(_given(link) for link in referrals.latest[-MOST_REFERRALS:]))]


def _given(link: Link) -> Words:
    return (f"{cut(link.name, 60)}, from {cut(link.parent_name, 60) or 'a customer'}",)


def _renewals(latest: Sequence[DealLine]) -> tuple[Element, ...]:
    """A menu of the deals that customers won last, to start a renewal of one of them."""
    if not latest:
        return ()
    menu = tuple(Button(cut(line.name, 40), f"next #{line.id} renewal") for line in latest[:MOST_RENEWALS])
    return (Buttons((), more=menu, sign="Start a renewal"),)


def _buttons() -> Buttons:
    return Buttons((Button("Funnel", "funnel of all"), Button("All turns", "flywheel turns")))


def turns_card(turns: Turns) -> Card:
    """The same deals as turns: by kind, which deal led to which, and what became of all."""
    title = f"Flywheel: {count(turns.complete, 'complete turn')}"
    every = count(sum(kind.deals.deals for kind in turns.kinds), "deal")
    body: list[Element] = [Text((f"{capital(outcomes(turns.totals))}.",))]
    body.append(Chart("Deals by kind", tuple(map(_point, turns.kinds)), "wheel", "deals", every))
    body += _links(turns.links)
    row = Buttons((Button("Customers", "flywheel"), Button("Funnel", "funnel of all")))
    return Card(
        title, (*body, row), notification=f"{title}. {grouped(turns.links.number)} deals grew out of another deal."
    )


def _point(kind: Kind) -> Point:
    won = f"{grouped(kind.won)} won" if kind.won else ""
    worth = short_value(kind.deals) if kind.deals.money else ""
    beside = ", ".join(one for one in (worth, won) if one)
    said = " · ".join(one for one in (grouped(kind.deals.deals), beside) if one)
    return Point(capital(kind.kind), kind.deals.deals, said, beside)


def _links(links: Links) -> tuple[Element, ...]:
    if not links.number:
        return (Text(("No deal grew out of another one yet.",)),)
    lines = tuple(_link(link) for link in links.latest[-MOST_LINKS:])
    latest = f", the latest {MOST_LINKS} of {grouped(links.number)}" if links.number > MOST_LINKS else ""
    return Text((Bold(f"{count(links.number, 'deal')} grew out of another deal{latest}"),)), Bullets(lines)


def _link(link: Link) -> Words:
    parent = cut(link.parent_name, 60) or "an unknown deal"
    return Bold(cut(link.name, 60)), f" – {link.kind} from {parent}"
