"""Every step: a deal's ledger in sentences, forty a page, the newest last."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.card import Bold, Bullets, Button, Card, Link, Text, Words
from bot.views.button_rows import buttons, show
from bot.views.sentences import fact_words
from bot.views.who import who
from bot.views.words import both, count, cut, moment
from process import rights
from process.context import Context
from process.deal import Deal
from process.facts import Advanced, CycleClosed, Entry, Fact, SkipAttempted, Waived
from process.undo import undone_steps

A_PAGE = 40


def every_step_card(deal: Deal, context: Context, entries: Sequence[Entry], page: int = 1) -> Card:
    """One page of the ledger, the latest on page 1; skip attempts and waivers stand out for those who may see them."""
    sees = rights.may_see_marks(deal, context.by)
    seen = [entry for entry in entries if sees or not isinstance(entry.fact, SkipAttempted | Waived)]
    pages = max(1, -(-len(seen) // A_PAGE))
    page = min(max(page, 1), pages)
    end = len(seen) - (page - 1) * A_PAGE
    undone = undone_steps(entries)
    shown = seen[max(0, end - A_PAGE) : end]
    lines = Bullets(tuple(_line(entry, deal, context, entry.step in undone, sees=sees) for entry in shown))
    tally = (Text((Bold(words),)),) if sees and (words := _tally(deal, entries)) else ()
    where = f"{cut(deal.name, 60)}: every step" + (f", page {page} of {pages}" if pages > 1 else "")
    return Card(where, (lines, *tally, buttons(_turns(deal, page, pages))))


def _tally(deal: Deal, entries: Sequence[Entry]) -> str:
    skips = sum(isinstance(entry.fact, SkipAttempted) for entry in entries)
    several = ((skips, "skip attempt"), (len(deal.waivers), "waiver"))
    counts = [count(number, what) for number, what in several if number]
    return f"{both(counts)} on this deal." if counts else ""


def _turns(deal: Deal, page: int, pages: int) -> tuple[Button, ...]:
    older = (Button("Older", f"history #{deal.id} all {page + 1}"),) if page < pages else ()
    newer = (Button("Newer", f"history #{deal.id} all {page - 1}"),) if page > 1 else ()
    return (*older, *newer, Button("In short", f"history #{deal.id}"), show(deal.id))


def _line(entry: Entry, deal: Deal, context: Context, undone: bool, *, sees: bool) -> Words:
    sentence = fact_words(entry.fact if sees else _unmarked(entry.fact), deal, context)
    sentence = f"{sentence.rstrip('.')} (undone)." if undone else sentence
    when = f"{moment(entry.at, context)} – {who(entry, context)} "
    stands_out = isinstance(entry.fact, SkipAttempted | Waived)
    source: tuple[str | Link, ...] = (" ", Link("message", entry.link)) if entry.link else ()
    return when, Bold(sentence) if stands_out else sentence, *source


def _unmarked(fact: Fact) -> Fact:
    """A fact without the waivers that it rests on."""
    return replace(fact, waivers=()) if isinstance(fact, Advanced | CycleClosed) else fact
