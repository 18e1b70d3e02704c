"""The digest: what is stalled by stage, what waits for a decision, what moved, and skip attempts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Table, Text, Words
from bot.views import moves
from bot.views.clock_rules import by_person
from bot.views.moves import LedgerLine
from bot.views.next_steps import missing_exit
from bot.views.planned_cards import moved_often
from bot.views.stalled import Rank, StalledDeal
from bot.views.words import both, count, cut, gate_words, moment, name, since, thousands
from process.clock_rules import CLOCK_RULES
from process.context import Context
from process.deal import Deal
from process.money import Money

PAGE = 25
"""Deals in one message; every further page is a button away, so that no chat has to refuse a long list."""

MOST_WAITING = 10
MOST_DONE = 5


@dataclass(frozen=True, slots=True)
class DigestContents:
    """What a digest tells: what lies, what waits for a decision, and what happened since the last one.

    `only` says in words which deals these are. `settled` are names from this very digest that want nothing any more,
    and `at` is when it was brought up to date because of that.
    """

    context: Context
    stalled_deals: Sequence[StalledDeal]
    waiting: Sequence[tuple[Deal, Context]] = ()
    changes: Sequence[LedgerLine] = ()
    only: str = ""
    settled: Sequence[str] = ()
    at: datetime | None = None


def digest_card(contents: DigestContents, page: int = 1, command: str = "stalled") -> Card:
    """One page of it; `command` is what gives the next one. Everything except the stalled deals is on the first."""
    ordered = sorted(contents.stalled_deals, key=_place)
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(max(page, 1), pages)
    body = [*_only(contents), *_table(ordered)] if page == 1 else [*_only(contents)]
    body += _stages(ordered[(page - 1) * PAGE : page * PAGE])
    body += _pager(page, pages, len(ordered), command)
    if page == 1:
        body += [
            *_done(ordered),
            *_waiting(contents.waiting),
            *moves.moved(contents.changes),
            *moves.skips_and_waivers(contents.changes),
            *moved_often(contents.changes),
        ]
        body += _settled(contents)
    if not body:
        body = [Text(("Every deal is moving or has a date set.",))]
    return Card(headline(contents.stalled_deals), tuple(body), "warning" if contents.stalled_deals else "good")


def headline(stalled_deals: Sequence[StalledDeal]) -> str:
    """How many are stalled, and their value: "4 stalled, 310k EUR"."""
    stalled, quiet = [one for one in stalled_deals if one.stalled], [one for one in stalled_deals if not one.stalled]
    parts = [f"{len(some):,} {word}{_worth(some)}" for some, word in ((stalled, "stalled"), (quiet, "quiet")) if some]
    return " · ".join(parts) or "No deal is stalled"


def _worth(stalled_deals: Sequence[StalledDeal]) -> str:
    """What they are worth, a sum for each currency."""
    sums: dict[str, Money] = {}
    for amount in (one.deal.amount for one in stalled_deals):
        if amount:
            had = sums.get(amount.currency)
            sums[amount.currency] = Money(amount.amount + had.amount, amount.currency) if had else amount
    worth = [thousands(sums[currency]) for currency in sorted(sums)]
    return f", {both(worth)}" if worth else ""


def _place(one: StalledDeal) -> tuple[int, str, Rank]:
    stage = one.context.playbook.at(one.deal.stage)
    return one.context.playbook.order[stage.key], stage.name, one.rank


def _stage(one: StalledDeal) -> str:
    return one.context.playbook.at(one.deal.stage).name


def _only(contents: DigestContents) -> list[Element]:
    return [Text((f"{contents.only}.",), small=True)] if contents.only else []


def _table(ordered: Sequence[StalledDeal]) -> list[Element]:
    """The stages of stalled deals, as soon as there are more than fit into one message."""
    if len(ordered) <= PAGE:
        return []
    by_stage = [(stage, list(some)) for stage, some in groupby(ordered, _stage)]
    rows = tuple((stage, *_counts(some), _worth(some).removeprefix(", ") or "–") for stage, some in by_stage)
    return [Table(("Stage", "Stalled", "Quiet", "Worth"), rows, (1, 2, 3))]


def _counts(some: Sequence[StalledDeal]) -> tuple[str, str]:
    stalled = sum(one.stalled for one in some)
    return f"{stalled:,}", f"{len(some) - stalled:,}"


def _stages(shown: Sequence[StalledDeal]) -> Iterator[Element]:
    for stage, some in groupby(shown, _stage):
        deals = list(some)
        yield Text((Bold(stage), f", {count(len(deals), 'deal')}{_worth(deals)}"))
        yield Bullets(tuple(_line(one) for one in deals))


def _line(one: StalledDeal) -> Words:
    amount = f", {thousands(one.deal.amount)}" if one.deal.amount else ""
    return Bold(cut(one.deal.name, 60)), f"{amount}: {by_person(one)}"


def _pager(page: int, pages: int, total: int, command: str) -> list[Element]:
    if pages == 1:
        return []
    first = (page - 1) * PAGE + 1
    said = Text((f"{first:,} to {min(page * PAGE, total):,} of {total:,} deals.",), small=True)
    back = (Button(f"Show the previous {PAGE}", f"{command} {page - 1}"),) if page > 1 else ()
    on = (Button(f"Show the next {min(PAGE, total - page * PAGE)}", f"{command} {page + 1}"),) if page < pages else ()
    return [said, Buttons((*back, *on))]


def _done(ordered: Sequence[StalledDeal]) -> list[Element]:
    """For each silent specialist team the one press that answers; others get a refusal."""
    silent = [one for one in ordered if CLOCK_RULES[one.first.rule].by_team][:MOST_DONE]
    row = [button for one in silent if (button := _press(one))]
    return [Buttons(tuple(row))] if row else []


def _press(one: StalledDeal) -> Button | None:
    wanted = missing_exit(one, one.context.playbook.last.key)
    item = wanted.exit if wanted else None
    if item is None or not (item.must and item.attest in one.context.playbook.teams):
        return None
    label = f"Done: {cut(one.deal.name, 40)}, {item.name}"
    return Button(label, f"met #{one.deal.id} {item.key} {item.must}", "primary", ask=item.question)


def _waiting(waiting: Sequence[tuple[Deal, Context]]) -> list[Element]:
    """The handoffs that wait for a decision or for their acceptance."""
    if not waiting:
        return []
    lines = [_handoff(deal, context) for deal, context in waiting[:MOST_WAITING]]
    more = len(waiting) - MOST_WAITING
    lines += [(f"and {more:,} more",)] if more > 0 else []
    title = count(len(waiting), "handoff is waiting", "handoffs are waiting")
    return [Text((Bold(title),)), Bullets(tuple(lines))]


def _handoff(deal: Deal, context: Context) -> Words:
    asked = deal.approval
    if asked is None:
        return (Bold(cut(deal.name, 60)),)
    amount = f", {thousands(deal.amount)}" if deal.amount else ""
    verb = "decides" if asked.state == "asked" else "accepts"
    who = moves.decider(deal, context)
    by = f"{name(context, asked.requester)} asked {since(asked.asked_at, context)}"
    return Bold(cut(deal.name, 60)), f"{amount} – {gate_words(context.playbook, asked.stage)}: {who} {verb}, {by}"


def _settled(contents: DigestContents) -> list[Element]:
    if not contents.settled:
        return []
    named = both([cut(one, 60) for one in contents.settled[:MOST_WAITING]])
    more = f" and {len(contents.settled) - MOST_WAITING:,} more" if len(contents.settled) > MOST_WAITING else ""
    when = f" (as of {moment(contents.at, contents.context)})" if contents.at else ""
    return [Text((Bold("Done since then: "), f"{named}{more}{when}."))]
