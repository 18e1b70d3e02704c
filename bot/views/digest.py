"""The digest: what is new in a channel, what waits for a decision, and the rest by name. Everyone reads it.

Nothing in it that a manager wouldn't say aloud to that rep: no skip attempt by name, no waiver, no reason for a loss.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Text, Words
from bot.views import moves
from bot.views.clock_rules import by_person
from bot.views.dates import title_day, weekday
from bot.views.deal_menu import OPEN, openers
from bot.views.digest_chart import pipeline_on_list
from bot.views.moves import LedgerLine, decider
from bot.views.numbers import grouped
from bot.views.short_words import first_name, short_date, short_day, short_moment, short_money
from bot.views.stalled import StalledDeal
from bot.views.words import both, count, cut
from process.context import Context
from process.deal import Deal
from process.money import Money

MOST_NEW = 8
MOST_WAITING = 5
MOST_NAMED = 12
MOST_MOVED = 6
MOST_DATES = 3
LONGEST_LINE = 120
DOT = " · "


@dataclass(frozen=True, slots=True)
class ComingDate:
    """A day to come on an open deal: its close date, or an item of a list in its own words."""

    deal: Deal
    day: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class DigestContents:
    """What a digest tells: what is stalled, what waits for a decision, and what happened since the last one.

    `known` has the ids of the deals that were stalled in the digest of the day `before`; a first digest compares with
    the last working day. `only` says in words which deals these are. `settled` are names from this very digest that
    want nothing any more. `dates` are the next ones, for a day on which nothing is stalled.
    `more_moved` is how many deals moved whose changes aren't here, since no one would see them.
    """

    context: Context
    stalled_deals: Sequence[StalledDeal]
    waiting: Sequence[tuple[Deal, Context]] = ()
    changes: Sequence[LedgerLine] = ()
    only: str = ""
    settled: Sequence[str] = ()
    known: frozenset[str] = field(default_factory=frozenset)
    before: date | None = None
    dates: Sequence[ComingDate] = ()
    more_moved: int = 0

    @property
    def listed(self) -> list[StalledDeal]:
        """The stalled deals, the gravest first, without those whose decision is listed by itself."""
        decided = {deal.id for deal, _ in self.waiting}
        return sorted((one for one in self.stalled_deals if one.deal.id not in decided), key=lambda one: one.rank)

    @property
    def new(self) -> list[StalledDeal]:
        return [one for one in self.listed if one.deal.id not in self.known]

    @property
    def as_before(self) -> list[StalledDeal]:
        return [one for one in self.listed if one.deal.id in self.known]

    @property
    def shown(self) -> list[Deal]:
        """Every deal that is stalled or waits, in the order of the message."""
        return [*(one.deal for one in self.new), *(deal for deal, _ in self.waiting), *(s.deal for s in self.as_before)]


def digest_card(contents: DigestContents) -> Card:
    """A channel's digest of a day."""
    body: list[Element] = [Text((f"{contents.only}.",), small=True)] if contents.only else []
    body += [*_new(contents), *_waiting(contents.waiting), *_still(contents), *_moved(contents)]
    if not contents.shown:
        body += _dates(contents)
    body += [*_held(contents), *_settled(contents), *_ways_on(contents)]
    body += pipeline_on_list(contents.shown, contents.context.playbook)  # last: the buttons stay in sight on a phone
    return Card(headline(contents), tuple(body), notification=cut(_news(contents), LONGEST_LINE))


def headline(contents: DigestContents) -> str:
    """What is new, in the title: "Deals · Tue 1 Dec · 2 new, 6 as yesterday"."""
    return f"Deals · {title_day(contents.context.today)} · {_state(contents)}"


def _state(contents: DigestContents) -> str:
    new, before = len(contents.new), len(contents.as_before)
    parts = [f"{grouped(new)} new"] if new else []
    parts += [f"{grouped(before)} as {_last_time(contents)}"] if before else []
    if parts:
        return ", ".join(parts)
    waiting = len(contents.waiting)
    if not waiting:
        return "all moving ✓"
    return f"{count(waiting, 'decision')} {'waits' if waiting == 1 else 'wait'}"


def _last_time(contents: DigestContents) -> str:
    """The day of the digest before: "yesterday", "on Fri", "on 20 Nov"."""
    if contents.before is None:
        return "before"
    away = (contents.context.today - contents.before).days
    if away == 1:
        return "yesterday"
    far = f"on {short_date(contents.before, contents.context)}"
    return f"on {weekday(contents.before)}" if 0 < away < 7 else far


def _new(contents: DigestContents) -> list[Element]:
    return _list("New", [_line(one) for one in contents.new], MOST_NEW)


def _line(one: StalledDeal) -> Words:
    return Bold(cut(one.deal.name, 60)), f"{_money(one.deal)}: {by_person(one)}"


def _money(deal: Deal) -> str:
    return f" {short_money(deal.amount)}" if deal.amount else ""


def _list(title: str, lines: Sequence[Words], most: int) -> list[Element]:
    if not lines:
        return []
    more = [(f"and {grouped(len(lines) - most)} more",)] if len(lines) > most else []
    return [Text((Bold(title),)), Bullets((*lines[:most], *more))]


def _waiting(waiting: Sequence[tuple[Deal, Context]]) -> list[Element]:
    """The handoffs that wait for a decision or for their acceptance."""
    return _list("Waits for a decision", [handoff_line(deal, context) for deal, context in waiting], MOST_WAITING)


def handoff_line(deal: Deal, context: Context) -> Words:
    """One handoff: where to, who decides, and until when: "Stark €40k to Closing (Mia, until Fri 21:56)"."""
    name, asked = Bold(cut(deal.name, 60)), deal.approval
    if asked is None:
        return (name,)
    who = _who(deal, context)
    if asked.state != "asked":
        return name, f"{_money(deal)} to be taken over ({who})"
    after = context.playbook.after(asked.stage) if asked.stage in context.playbook.order else None
    where = after.name if after else "the end"
    return name, f"{_money(deal)} to {where} ({who}, until {short_moment(asked.expires_at, context)})"


def _who(deal: Deal, context: Context) -> str:
    who = decider(deal, context)
    if not who:
        return "no one yet"
    return "you" if who == context.by.id else first_name(who, context)


def _still(contents: DigestContents) -> list[Element]:
    """The deals of which a reader of the last digest knows already, by name."""
    named = [cut(one.deal.name, 60) for one in contents.as_before]
    if not named:
        return []
    more = [f"{grouped(len(named) - MOST_NAMED)} more"] if len(named) > MOST_NAMED else []
    return [Text((Bold("Still: "), f"{DOT.join([*named[:MOST_NAMED], *more])}"))]


def _moved(contents: DigestContents) -> list[Element]:
    went = moves.went(contents.changes)
    if not went:
        return []
    more = [f"{grouped(len(went) - MOST_MOVED)} more"] if len(went) > MOST_MOVED else []
    return [Text((Bold("Moved: "), f"{DOT.join([*went[:MOST_MOVED], *more])}"))]


def _dates(contents: DigestContents) -> list[Element]:
    """What comes next, on a day on which nothing is stalled and nothing waits."""
    if not contents.dates:
        return []
    said = [_coming(one, contents.context) for one in contents.dates[:MOST_DATES]]
    return [Text((Bold("Next dates: "), f"{DOT.join(said)}"))]


def _coming(one: ComingDate, context: Context) -> str:
    name, day = cut(one.deal.name, 40), short_day(one.day, context)
    return f"{name} “{cut(one.text, 40)}” {day}" if one.text else f"{name} closes {day}"


def _held(contents: DigestContents) -> list[Element]:
    """How often a gate held, and no word of whom it stopped."""
    held = moves.skips(contents.changes)
    if not held:
        return []
    last = _last_time(contents)
    since = "" if last == "before" else f" since {last.removeprefix('on ')}"
    return [Text((f"Gates held {count(held, 'time')}{since}.",), small=True)]


def _settled(contents: DigestContents) -> list[Element]:
    if not contents.settled:
        return []
    named = [cut(one, 60) for one in contents.settled[:MOST_NAMED]]
    more = [f"{grouped(len(contents.settled) - MOST_NAMED)} more"] if len(contents.settled) > MOST_NAMED else []
    return [Text((Bold("Off the list since then: "), f"{DOT.join([*named, *more])}"))]


def _ways_on(contents: DigestContents) -> list[Element]:
    """The ways on: the whole list, and each deal by itself. Both open beside the digest, for their reader alone."""
    shown = contents.shown
    return (
        [Buttons((Button(f"Show all {grouped(len(shown))}", "stalled"),), more=openers(shown), sign=OPEN)]
        if shown
        else []
    )


def worth(deals: Sequence[Deal]) -> str:
    """What deals are worth, a sum for each currency: "€310k and $1.2m"; "" where no amount is known."""
    sums: dict[str, Money] = {}
    for amount in (one.amount for one in deals):
        if amount:
            had = sums.get(amount.currency)
            sums[amount.currency] = Money(amount.amount + had.amount, amount.currency) if had else amount
    return both([short_money(sums[currency]) for currency in sorted(sums)])


def _news(contents: DigestContents) -> str:
    """The line on a phone: "2 new, €152k. Stark waits for Mia"."""
    new, parts = [one.deal for one in contents.new], list[str]()
    if new:
        sum_ = worth(new)
        parts.append(f"{grouped(len(new))} new{f', {sum_}' if sum_ else ''}")
    if len(contents.waiting) == 1:
        deal, context = contents.waiting[0]
        parts.append(f"{cut(deal.name, 40)} waits for {_who(deal, context)}")
    elif contents.waiting:
        parts.append(f"{grouped(len(contents.waiting))} decisions wait")
    if parts:
        return ". ".join(parts)
    went = moves.went(contents.changes)
    state = f"Nothing new, {_state(contents)}" if contents.shown else "All moving"
    return f"{state}. {went[0]}" if went else state
