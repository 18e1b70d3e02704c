"""Moves: what happened to the deals since the last digest, a line for each deal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adapters.card import Bold, Bullets, Element, Text, Words
from bot.views.approval import acceptor
from bot.views.sentences import fact_words
from bot.views.words import count, cut, name, stage_name, thousands
from process import rights
from process.context import Context
from process.deal import Deal
from process.facts import (
    Advanced,
    Began,
    Churned,
    CycleClosed,
    Entry,
    Lost,
    PlaybookMoved,
    Reopened,
    SentBack,
    SkipAttempted,
    Waived,
    Withdrawn,
)

MOST_MOVED = 12
MOST_SKIPS = 8
MOVES = (Began, Advanced, SentBack, Reopened, PlaybookMoved, Lost, CycleClosed, Churned, Withdrawn)
SKIPS_AND_WAIVERS = (SkipAttempted, Waived)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of a deal's ledger, with the deal as it is now and the context by its playbook."""

    deal: Deal
    context: Context
    entry: Entry


def moved(happened: Sequence[LedgerLine]) -> list[Element]:
    """Which deals changed their stage, began, were won or lost."""
    by_deal: dict[str, list[LedgerLine]] = {}
    for one in happened:
        if isinstance(one.entry.fact, MOVES):
            by_deal.setdefault(one.deal.id, []).append(one)
    seen = [ones for ones in by_deal.values() if not _came_and_went(ones)]
    return _list(f"{count(len(seen), 'deal')} moved", [_move(ones) for ones in seen], MOST_MOVED)


def _came_and_went(ones: Sequence[LedgerLine]) -> bool:
    """Whether a deal was opened and withdrawn again since the last digest."""
    return isinstance(ones[0].entry.fact, Began) and isinstance(ones[-1].entry.fact, Withdrawn)


def _list(title: str, lines: Iterable[Words], most: int) -> list[Element]:
    every = list(lines)
    if not every:
        return []
    more = [(f"and {len(every) - most:,} more",)] if len(every) > most else []
    return [Text((Bold(title),)), Bullets((*every[:most], *more))]


def _move(ones: Sequence[LedgerLine]) -> Words:
    """One deal's way over all its moves."""
    deal, context, last = ones[-1].deal, ones[-1].context, ones[-1].entry.fact
    amount = f", {thousands(deal.amount)}" if deal.amount else ""
    return Bold(cut(deal.name, 60)), f"{amount} – {_way(ones, context, last)}"


def _way(ones: Sequence[LedgerLine], context: Context, last: object) -> str:
    owner = name(context, ones[-1].deal.account_manager or ones[-1].deal.owner)
    if isinstance(last, Lost):
        return f"lost in {stage_name(context.playbook, last.stage)}: {cut(last.reason, 80)}"
    if isinstance(last, Churned):
        return f"churned: {cut(last.reason, 80)}"
    if isinstance(last, Withdrawn):
        return f"withdrawn, and no longer counted: {cut(last.reason, 80)}"
    if isinstance(last, CycleClosed):
        return f"one turn complete, {owner}"
    first = ones[0].entry.fact
    here = stage_name(context.playbook, ones[-1].deal.stage)
    if isinstance(first, Began):
        return f"new, in {here}, {owner}"
    left = (
        ""
        if isinstance(first, Lost | CycleClosed | Churned | Withdrawn)
        else stage_name(context.playbook, _left(first))
    )
    return f"{left} to {here}, {owner}" if left and left != here else f"in {here}, {owner}"


def _left(fact: object) -> str:
    return fact.left if isinstance(fact, Advanced | SentBack | Reopened | PlaybookMoved) else ""


def skips_and_waivers(happened: Sequence[LedgerLine]) -> list[Element]:
    """Who tried to skip, and what was waived."""
    found = [one for one in happened if isinstance(one.entry.fact, SKIPS_AND_WAIVERS)]
    skips = sum(isinstance(one.entry.fact, SkipAttempted) for one in found)
    counts = [
        count(number, what) for number, what in ((skips, "skip attempt"), (len(found) - skips, "waiver")) if number
    ]
    return _list(" and ".join(counts), _often([_skip_or_waiver(one) for one in found]), MOST_SKIPS)


def _skip_or_waiver(one: LedgerLine) -> tuple[str, str]:
    said = fact_words(one.entry.fact, one.deal, one.context)
    return cut(one.deal.name, 60), f"{name(one.context, one.entry.by)} {said}"


def _often(said: Iterable[tuple[str, str]]) -> list[Words]:
    """What was said of a deal in the same words is said once, with how often."""
    times = Counter(said)
    return [(Bold(deal), f" – {f'{many} times: ' if many > 1 else ''}{words}") for (deal, words), many in times.items()]


def decider(deal: Deal, context: Context) -> str:
    """Who is to decide on a handoff, or to accept it."""
    asked = deal.approval
    if asked and asked.state == "asked":
        found = rights.deciders(deal, asked.requester, context.company, context.now)[:1]
        return name(context, found[0].id) if found else "no one"
    return name(context, acceptor(deal, context))
