"""What changed since a day: the deals that were worked on, each with what happened last."""

from collections.abc import Sequence
from datetime import date

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Text, Words
from bot.views.dates import full_day
from bot.views.moves import LedgerLine
from bot.views.numbers import grouped
from bot.views.replies import note
from bot.views.sentences import fact_words
from bot.views.who import who
from bot.views.words import count, cut, moment

MOST_DEALS, MOST_LINES = 8, 3


def changed_card(lines: Sequence[LedgerLine], whose: str, since: date, more: bool = False) -> Card:
    """What happened on `whose` deals since a day, the deals with news last first; `more` says that not all was read."""
    by_deal: dict[str, list[LedgerLine]] = {}
    for line in reversed(lines):
        by_deal.setdefault(line.deal.id, []).append(line)
    if not by_deal:
        words = "Try an earlier day, for example `/deal history since last Monday`."
        return note(f"Nothing changed on {whose} since {full_day(since)}", words)
    body: list[Element] = []
    for ones in list(by_deal.values())[:MOST_DEALS]:
        body += _deal(ones)
    left = len(by_deal) - MOST_DEALS
    body += [Text((f"And {count(left, 'more deal')}.",), small=True)] if left > 0 else []
    body += [Text(("Only the first changes since that day are shown.",), small=True)] if more else []
    row = [Button(cut(ones[0].deal.name, 40), f"history #{ones[0].deal.id} all") for ones in by_deal.values()]
    return Card(f"{grouped(len(by_deal))} of {whose} changed since {full_day(since)}", (*body, Buttons(tuple(row[:5]))))


def _deal(ones: Sequence[LedgerLine]) -> tuple[Element, ...]:
    """One deal with what happened last, the newest first."""
    more = len(ones) - MOST_LINES
    shown = [_line(one) for one in ones[:MOST_LINES]]
    shown += [(f"and {count(more, 'change')} before",)] if more > 0 else []
    return Text((Bold(cut(ones[0].deal.name, 60)),)), Bullets(tuple(shown))


def _line(one: LedgerLine) -> Words:
    said = fact_words(one.entry.fact, one.deal, one.context)
    return (f"{moment(one.entry.at, one.context)} – {who(one.entry, one.context)} {said}",)
