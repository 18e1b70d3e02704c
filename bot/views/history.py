"""History: everything that happened to a deal, a sentence each."""

from collections.abc import Sequence

from adapters.card import Bold, Bullets, Button, Buttons, Card, Link, Text, Words
from bot.views.sentences import fact_words
from bot.views.who import who
from bot.views.words import both, count, cut, moment
from process.context import Context
from process.deal import Deal
from process.facts import Entry, SkipAttempted, Waived
from process.undo import undone_steps

MOST_ENTRIES = 40


def history_card(deal: Deal, context: Context, entries: Sequence[Entry]) -> Card:
    """The latest of the ledger, newest last; skip attempts and waivers stand out."""
    title = f"{cut(deal.name, 60)}: what happened"
    show = Buttons((Button("Show deal", f"show #{deal.id}"),))
    if not entries:
        return Card(title, (Text(("Nothing has happened yet.",)), show))
    shown, older = entries[-MOST_ENTRIES:], len(entries) - MOST_ENTRIES
    left_out = f"{count(older, 'older entry is', 'older entries are')} not shown." if older > 0 else ""
    note = (Text((left_out,), small=True),) if left_out else ()
    undone = undone_steps(entries)
    lines = Bullets(tuple(_line(entry, deal, context, entry.step in undone) for entry in shown))
    skips = sum(isinstance(entry.fact, SkipAttempted) for entry in entries)
    counts = [
        count(number, what) for number, what in ((skips, "skip attempt"), (len(deal.waivers), "waiver")) if number
    ]
    tally = (Text((Bold(f"{both(counts)} on this deal."),)),) if counts else ()
    return Card(title, (*note, lines, *tally, show))


def _line(entry: Entry, deal: Deal, context: Context, undone: bool) -> Words:
    sentence = fact_words(entry.fact, deal, context)
    sentence = f"{sentence.rstrip('.')} (undone)." if undone else sentence
    when = f"{moment(entry.at, context)} – {who(entry, context)} "
    stands_out = isinstance(entry.fact, SkipAttempted | Waived)
    source: tuple[str | Link, ...] = (" ", Link("message", entry.link)) if entry.link else ()
    return when, Bold(sentence) if stands_out else sentence, *source
