"""Moves: what happened to the deals since the last digest, a line for each deal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from adapters.card import Bold, Bullets, Element, Text, Words
from bot.views.approval import acceptor
from bot.views.numbers import grouped
from bot.views.sentences import fact_words
from bot.views.short_words import first_name, short_money
from bot.views.words import count, cut, name, stage_name
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


def went(happened: Sequence[LedgerLine]) -> list[str]:
    """Where each deal went, in words that everyone can read: "Initech to Qualification", "Umbrella is lost"."""
    return [f"{cut(ones[-1].deal.name, 40)} {_end(ones)}" for ones in _by_deal(happened)]


def moved(happened: Sequence[LedgerLine], more: int = 0) -> list[Element]:
    """Which deals changed their stage, began, were won or lost, with the reasons; `more` moved that aren't here."""
    ways = _by_deal(happened)
    lines, number = [_move(ones) for ones in ways[:MOST_MOVED]], len(ways) + more
    return _list(f"{count(number, 'deal')} moved", lines, number - MOST_MOVED)


def _by_deal(happened: Sequence[LedgerLine]) -> list[list[LedgerLine]]:
    """The moves of each deal, without those that came and went."""
    known = {one.deal.id: one for one in happened}
    ways = ways_of((one.deal.id, one.entry) for one in happened)
    moves: list[list[LedgerLine]] = []
    for deal, entries in ways.items():
        moves.append([replace(known[deal], entry=entry) for entry in entries])
    return moves


def ways_of(lines: Iterable[tuple[str, Entry]]) -> dict[str, list[Entry]]:
    """The moves of each deal by its id, in the order of the lines, without those that came and went."""
    by_deal: dict[str, list[Entry]] = {}
    for deal, entry in lines:
        if isinstance(entry.fact, MOVES):
            by_deal.setdefault(deal, []).append(entry)
    return {deal: entries for deal, entries in by_deal.items() if not _came_and_went(entries)}


def _came_and_went(entries: Sequence[Entry]) -> bool:
    """Whether a deal was opened and withdrawn again since the last digest."""
    return isinstance(entries[0].fact, Began) and isinstance(entries[-1].fact, Withdrawn)


def not_shown(lines: Sequence[tuple[str, Entry]]) -> set[str]:
    """The ids of the deals that moved, and of which a list says nothing because it names `MOST_MOVED` of them only."""
    beside = {deal for deal, entry in lines if not isinstance(entry.fact, MOVES)}
    return set(list(ways_of(lines))[MOST_MOVED:]) - beside


def _list(title: str, lines: Sequence[Words], left: int) -> list[Element]:
    """The lines, and how many more are left out; nothing where there are none."""
    if not lines:
        return []
    more = [(f"and {grouped(left)} more",)] if left > 0 else []
    return [Text((Bold(title),)), Bullets((*lines, *more))]


def _end(ones: Sequence[LedgerLine]) -> str:
    """Where one deal's way led, without its reason."""
    last, context = ones[-1].entry.fact, ones[-1].context
    here = stage_name(context.playbook, ones[-1].deal.stage)
    match last:
        case Lost():
            return "is lost"
        case Churned():
            return "left us"
        case Withdrawn():
            return "is withdrawn"
        case CycleClosed():
            return "is served and paid"
        case SentBack():
            return f"back to {here}"
    return f"is new, in {here}" if isinstance(ones[0].entry.fact, Began) else f"to {here}"


def _move(ones: Sequence[LedgerLine]) -> Words:
    """One deal's way over all its moves."""
    deal, context, last = ones[-1].deal, ones[-1].context, ones[-1].entry.fact
    amount = f" {short_money(deal.amount)}" if deal.amount else ""
    why = f": {cut(last.reason, 80)}" if isinstance(last, Lost | Churned | Withdrawn) else ""
    owner = first_name(deal.account_manager or deal.owner, context)
    return Bold(cut(deal.name, 60)), f"{amount} {_end(ones)}{why} ({owner})"


def skips(happened: Sequence[LedgerLine]) -> int:
    """How often a gate held."""
    return sum(isinstance(one.entry.fact, SkipAttempted) for one in happened)


def skips_and_waivers(happened: Sequence[LedgerLine]) -> list[Element]:
    """Who tried to skip, and what was waived; for managers."""
    found = [one for one in happened if isinstance(one.entry.fact, SKIPS_AND_WAIVERS)]
    tried = skips(found)
    counts = [
        count(number, what) for number, what in ((tried, "skip attempt"), (len(found) - tried, "waiver")) if number
    ]
    lines = list(_often([_skip_or_waiver(one) for one in found]))
    return _list(" and ".join(counts), lines[:MOST_SKIPS], len(lines) - MOST_SKIPS)


def _skip_or_waiver(one: LedgerLine) -> tuple[str, str]:
    by, fact = first_name(one.entry.by, one.context), one.entry.fact
    if isinstance(fact, SkipAttempted):
        return cut(one.deal.name, 60), f"{by} asked for {stage_name(one.context.playbook, fact.asked)}"
    return cut(one.deal.name, 60), f"{name(one.context, one.entry.by)} {fact_words(fact, one.deal, one.context)}"


def _often(said: Iterable[tuple[str, str]]) -> list[Words]:
    """What was said of a deal in the same words is said once, with how often."""
    times = Counter(said)
    return [(Bold(deal), f": {words}{f', {many} times' if many > 1 else ''}") for (deal, words), many in times.items()]


def decider(deal: Deal, context: Context) -> str:
    """The id of who is to decide on a handoff, or to accept it; "" where no one can."""
    asked = deal.approval
    if asked and asked.state == "asked":
        found = rights.deciders(deal, asked.requester, context.company, context.now)[:1]
        return found[0].id if found else ""
    return acceptor(deal, context)
