"""The stalled deals in full, for one reader: by stage, in pages, with what waits and what moved."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Table, Text, Words
from bot.views import moves
from bot.views.clock_rules import by_person
from bot.views.deal_menu import OPEN, PAGE, openers
from bot.views.digest import DigestContents, handoff_line, worth
from bot.views.moves import LedgerLine
from bot.views.numbers import grouped
from bot.views.planned_cards import moved_often
from bot.views.short_words import short_money
from bot.views.stalled import Rank, StalledDeal
from bot.views.words import count, cut
from process.colleague import Colleague
from process.deal import Deal

MOST_WAITING = 10


def stalled_card(contents: DigestContents, page: int = 1, command: str = "stalled") -> Card:
    """One page of it; `command` is what gives the next one. Everything except the stalled deals is on the first.

    Skip attempts and waivers by name are for managers.
    """
    ordered = sorted(contents.stalled_deals, key=_place)
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(max(page, 1), pages)
    here = ordered[(page - 1) * PAGE : page * PAGE]
    body: list[Element] = [Text((f"{contents.only}.",), small=True)] if contents.only else []
    body += _table(ordered) if page == 1 else []
    body += [*_stages(here), *_pager(page, pages, len(ordered), command)]
    if page == 1:
        body += _besides(contents)
    body += _menu([one.deal for one in here], contents, page)
    title = stalled_title(contents.stalled_deals)
    return Card(title, tuple(body), notification=title)


def whose(manages: bool) -> str:
    """Whose deals they are, to the one who asked for their own."""
    return "Your deals and those of your people" if manages else "Your deals"


def stalled_title(stalled_deals: Sequence[StalledDeal]) -> str:
    """How many, and their value: "4 stalled, €310k · 2 quiet, €90k"."""
    stalled, quiet = [one for one in stalled_deals if one.stalled], [one for one in stalled_deals if not one.stalled]
    parts = [
        f"{grouped(len(some))} {word}{_worth(some)}" for some, word in ((stalled, "stalled"), (quiet, "quiet")) if some
    ]
    return " · ".join(parts) or "All deals are moving ✓"


def _worth(stalled_deals: Sequence[StalledDeal]) -> str:
    words = worth([one.deal for one in stalled_deals])
    return f", {words}" if words else ""


def _place(one: StalledDeal) -> tuple[int, str, Rank]:
    stage = one.context.playbook.at(one.deal.stage)
    return one.context.playbook.order[stage.key], stage.name, one.rank


def _stage(one: StalledDeal) -> str:
    return one.context.playbook.at(one.deal.stage).name


def _table(ordered: Sequence[StalledDeal]) -> list[Element]:
    """The stages of stalled deals, as soon as there are more than fit into one message."""
    if len(ordered) <= PAGE:
        return []
    by_stage = [(stage, list(some)) for stage, some in groupby(ordered, _stage)]
    stalled = [_stalled(some) for _, some in by_stage]
    quiet = [len(some) - many for (_, some), many in zip(by_stage, stalled, strict=True)]
    worths = [_worth(some).removeprefix(", ") or "–" for _, some in by_stage]
    names = [stage for stage, _ in by_stage]
    rows = tuple(zip(names, map(grouped, stalled), map(grouped, quiet), worths, strict=True))
    numbers = ((1, tuple(stalled)), (2, tuple(quiet)))
    return [Table(("Stage", "Stalled", "Quiet", "Worth"), rows, (1, 2, 3), numbers, "Stages")]


def _stalled(some: Sequence[StalledDeal]) -> int:
    return sum(one.stalled for one in some)


def _stages(shown: Sequence[StalledDeal]) -> Iterator[Element]:
    for stage, some in groupby(shown, _stage):
        deals = list(some)
        yield Text((Bold(stage), f", {count(len(deals), 'deal')}{_worth(deals)}"))
        yield Bullets(tuple(_line(one) for one in deals))


def _line(one: StalledDeal) -> Words:
    money = f" {short_money(one.deal.amount)}" if one.deal.amount else ""
    return Bold(cut(one.deal.name, 60)), f"{money}: {by_person(one)}"


def _pager(page: int, pages: int, total: int, command: str) -> list[Element]:
    if pages == 1:
        return []
    first = (page - 1) * PAGE + 1
    said = Text((f"{grouped(first)} to {grouped(min(page * PAGE, total))} of {grouped(total)} deals.",), small=True)
    back = (Button(f"Show the previous {PAGE}", f"{command} {page - 1}"),) if page > 1 else ()
    on = (Button(f"Show the next {min(PAGE, total - page * PAGE)}", f"{command} {page + 1}"),) if page < pages else ()
    return [said, Buttons((*back, *on))]


def _besides(contents: DigestContents) -> list[Element]:
    """What waits, what moved, and for those who lead people what they can talk about with them."""
    me, body = contents.context.by, list[Element]()
    lines = [handoff_line(deal, context) for deal, context in contents.waiting]
    if lines:
        more = [(f"and {grouped(len(lines) - MOST_WAITING)} more",)] if len(lines) > MOST_WAITING else []
        body += [Text((Bold("Waits for a decision"),)), Bullets((*lines[:MOST_WAITING], *more))]
    body += moves.moved(contents.changes, contents.more_moved)
    if me.manages:
        body += moves.skips_and_waivers(contents.changes)
    return [*body, *moved_often(_own(contents.changes, me))]


def _own(changes: Sequence[LedgerLine], me: Colleague) -> list[LedgerLine]:
    """What a reader sees of plans that were put off: those on their own deals, a manager all of them."""
    return [one for one in changes if me.manages or me.id in (one.deal.owner, one.deal.account_manager)]


def _menu(here: Sequence[Deal], contents: DigestContents, page: int) -> list[Element]:
    """Each deal of the page, and of what waits, by itself."""
    waiting = [deal for deal, _ in contents.waiting] if page == 1 else []
    every = {one.id: one for one in (*here, *waiting)}
    entries = openers(tuple(every.values()))
    return [Buttons((), more=entries, sign=OPEN)] if entries else []
