"""Which deal a clause is about: by name, by its contact, by what was said before, by the place, or the only one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.language.understanding.around import Around
from bot.language.understanding.clause import Clause
from bot.language.understanding.deal_names import NamedDeal, fold

EITHER = re.compile(r"(⟨d\d+⟩),? (?:or|oder|ou|o) (⟨d\d+⟩)")
"""Two deals of which one is meant, in any language: "Globex or Gap has 60k"."""


@dataclass(frozen=True, slots=True)
class Deals:
    """The deals that can be meant: one, several to ask about, or none. `spoken` says that the words name them."""

    ids: tuple[str, ...]
    spoken: bool = True

    @property
    def one(self) -> str:
        """The deal that is meant, or nothing where that isn't sure."""
        return self.ids[0] if len(self.ids) == 1 else ""


NONE = Deals((), spoken=False)


def deals_of(clause: Clause, around: Around, slots: Mapping[str, str], carried: Deals = NONE) -> Deals:
    """The deals of a clause; `slots` is what a rule read, and `carried` what the sentences before were about."""
    if either := _either(clause):
        return Deals(either)
    marked = clause.marked.span(slots["deal"]) if "deal" in slots else None
    named = [marked.value] if marked is not None else clause.deals
    if named and isinstance(named[0], tuple):
        return Deals(_preferred(named[0], around))
    if by_contact := _by_contact(clause):
        return Deals(by_contact)
    if carried.ids:
        return carried
    if around.here:
        return Deals((around.here,), spoken=False)
    if around.last:
        return Deals((around.last, *around.also), spoken=False)
    mine = tuple(deal.id for deal in around.mine)
    return Deals(mine[:1], spoken=False) if len(mine) == 1 else NONE


def _either(clause: Clause) -> tuple[str, ...]:
    """Both deals where the words leave open which of two is meant."""
    found = EITHER.search(clause.marked.masked)
    spans = [clause.marked.span(mark) for mark in found.groups()] if found else []
    return tuple(deal.id for span in spans if span and isinstance(span.value, tuple) for deal in span.value)


def own_too(deals: Deals, clause: Clause, around: Around) -> Deals:
    """A colleague's deal by its whole name, beside the speaker's own whose names begin so: Globex, Globex Retail."""
    mine = {deal.id: fold(deal.name) for deal in around.mine}
    known = around.names.by_id.get(deals.one) if deals.spoken else None
    if known is None or known.id in mine or not clause.deals or around.me.manages or _by_contact(clause):
        return deals
    begun = f"{fold(known.name)} "
    return Deals((known.id, *(one for one, name in mine.items() if name.startswith(begun))))


def _preferred(deals: tuple[NamedDeal, ...], around: Around) -> tuple[str, ...]:
    """All of them; of several with one name, the deal of this place or this talk."""
    ids = tuple(deal.id for deal in deals)
    for one in (around.here, around.last):
        if one in ids:
            return (one,)
    return ids


def _by_contact(clause: Clause) -> tuple[str, ...]:
    for span in clause.marked.of("p"):
        if isinstance(span.value, tuple) and span.value:
            return span.value
    return ()
