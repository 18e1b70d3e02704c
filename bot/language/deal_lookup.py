"""Finding the deal that is meant: by name, id, place, or because there is only one. A write never guesses."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz import process as fuzzy
from sqlalchemy import Connection

from adapters.chat import Place
from bot.language.asks import Choice, NoDealOpen, NoSuchDeal, NotUnderstoodAfter, WhichDeal
from bot.language.grammar import MOST_WORDS, Reading
from bot.store import channels, deals
from bot.store.deals import Brief
from bot.store.names import company_key, name_key

PART = re.compile(r"\w{4,}")
NEAR = 78
"""From which likeness (of 100) a name counts as a slip of another."""
SLIP = 82
"""From which likeness free text is too near to another deal's name to be taken for text."""
MOST = 5
"""So many deals are offered at most."""
LONGEST_NAME = 100
"""Characters of what was typed that are compared with names."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a search needs to know: whose deals, where it was asked, and whether nothing would change (`reads`)."""

    tx: Connection
    tenant: str
    person: str
    place: Place
    reads: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The reading that was meant, and the id of its deal; nothing for a command without a deal."""

    reading: Reading
    deal: str = ""


Unsure = WhichDeal | NoSuchDeal | NoDealOpen | NotUnderstoodAfter


def resolve(strict: Sequence[Reading], loose: Callable[[], Sequence[Reading]], asking: Asking) -> Found | Unsure | None:
    """The reading that is meant and its deal, or what has to be asked first; None where there is no reading at all.

    Where no strict reading names a deal that is there, and each has to, the `loose` ones with room for a slip count.
    """
    readings, found = strict, by_name(strict, asking)
    if found is None and all(_names_deal(one) for one in strict):
        looser = loose()
        found = by_name(looser, asking)
        readings = looser if found or not strict else strict
    if found or not readings:
        return found
    naming = [one for one in readings if _names_deal(one)]
    silent = [one for one in readings if not _names_deal(one)]
    return _by_place(silent, naming, asking) or (by_likeness(naming, asking) if naming else NoDealOpen())


def _names_deal(reading: Reading) -> bool:
    return "deal" in reading.slots


def by_name(readings: Sequence[Reading], asking: Asking) -> Found | None:
    """The first reading whose deal is there by its exact name or `#id`; longest names first.

    Open deals go before closed ones of the same name; mostly the longest name is an open deal's, and all is said.
    """
    longest_first = sorted(filter(_names_deal, readings), key=lambda one: -len(one.deal))
    if not longest_first:
        return None
    keys = {name_key(one.deal) for one in longest_first}
    named = _by_key(deals.named(asking.tx, asking.tenant, keys, (deals.NAMED_OPEN,)))
    if name_key(longest_first[0].deal) not in named:
        named = _by_key(deals.named(asking.tx, asking.tenant, keys, (deals.NAMED_CLOSED,))) | named
    for one in longest_first:
        if one.deal.startswith("#") and deals.find(asking.tx, asking.tenant, one.deal[1:]):
            return Found(one, one.deal[1:])
        if found := named.get(name_key(one.deal)):
            return Found(one, found)
    return None


def _by_key(briefs: Sequence[Brief]) -> dict[str, str]:
    """Ids by names; of several with one name, the first."""
    return {brief.key: brief.id for brief in reversed(briefs)}


def _by_place(silent: Sequence[Reading], naming: Sequence[Reading], asking: Asking) -> Found | WhichDeal | None:
    """A reading without a deal's name: it needs none, or means the deal of the place or the asker's only one."""
    for reading in silent:
        if not reading.pattern.takes_deal:
            return Found(reading)
        if here := channels.deal_of(asking.tx, asking.tenant, asking.place):
            return _in_channel(reading, naming, here, asking)
        # Free text could be a mistyped name, so that it never goes to the only deal there is.
        if not reading.pattern.open_ended and (found := _only_one(reading, asking)):
            return found
    return None


def _in_channel(reading: Reading, naming: Sequence[Reading], here: str, asking: Asking) -> Found | WhichDeal:
    """The channel's deal, unless free text begins with what may be a slip of another deal's name."""
    slip = _slip(reading, naming, here, asking) if reading.pattern.open_ended else None
    return slip or Found(reading, here)


def _only_one(reading: Reading, asking: Asking) -> Found | WhichDeal | None:
    mine = deals.working(asking.tx, asking.tenant, asking.person)
    if len(mine) > 1:
        return WhichDeal("", tuple(Choice(deal.name, reading.with_deal(deal.id)) for deal in mine[:MOST]))
    return Found(reading, mine[0].id) if mine else None


def _slip(reading: Reading, naming: Sequence[Reading], here: str, asking: Asking) -> WhichDeal | None:
    """A question where free text in a deal's channel begins with what may be a slip of another deal's name."""
    briefs = [brief for brief in deals.names(asking.tx, asking.tenant) if brief.id != here]
    own = deals.find(asking.tx, asking.tenant, here)
    for one in _apart(naming):
        near = _near_names(name_key(one.deal)[:LONGEST_NAME], briefs)
        if near and own:
            others = [Choice(brief.name, one.with_deal(brief.id)) for brief in near[: MOST - 1]]
            return WhichDeal(one.deal, (*others, Choice(own.name, reading.with_deal(own.id))))
    return None


def _near_names(key: str, briefs: Sequence[Brief]) -> list[Brief]:
    """The deals whose names this may be a slip of; too few letters are near to too much."""
    if len(key) <= 3:
        return []
    return [brief for brief in briefs if fuzz.ratio(key, brief.key) >= SLIP]


def by_likeness(naming: Sequence[Reading], asking: Asking) -> Found | WhichDeal | NoSuchDeal | NotUnderstoodAfter:
    """The reading whose deal is most like one that is there; a question, unless it is one deal and nothing changes."""
    briefs = [*deals.names(asking.tx, asking.tenant), *deals.closed_names(asking.tx, asking.tenant)]
    best, likes = naming[0], _like(naming[0].deal, briefs)
    for one in _apart(naming)[1:]:
        found = _like(one.deal, briefs)
        if found and (not likes or found[0][1] > likes[0][1]):
            best, likes = one, found
    if not likes:
        return _not_understood(naming, briefs) or NoSuchDeal(best.deal)
    if asking.reads and len(likes) == 1:
        return Found(best, likes[0][0].id)
    return WhichDeal(best.deal, tuple(Choice(brief.name, best.with_deal(brief.id)) for brief, _ in likes))


def _apart(readings: Sequence[Reading]) -> list[Reading]:
    """The first reading for each name: all names are compared with each, and there may be hundreds of readings."""
    found: dict[str, Reading] = {}
    for one in readings:
        found.setdefault(one.deal, one)
    return list(found.values())


def _not_understood(naming: Sequence[Reading], briefs: Sequence[Brief]) -> NotUnderstoodAfter | None:
    """Where a deal is named as it should be, the words behind it are the ones it couldn't read."""
    known = {brief.key: brief.name for brief in briefs}
    for one in _apart(naming):
        words = one.deal.split()
        for length in range(min(len(words) - 1, MOST_WORDS), 0, -1):
            if name := known.get(name_key(" ".join(words[:length]))):
                return NotUnderstoodAfter(" ".join(words[length:]), name)
    return None


def _like(words: str, briefs: Sequence[Brief]) -> list[tuple[Brief, float]]:
    key = name_key(words)[:LONGEST_NAME]
    found = fuzzy.extract(key, [brief.key for brief in briefs], scorer=_likeness, score_cutoff=NEAR, limit=MOST)
    return [(briefs[place], score) for _, score, place in found]


def _likeness(one: str, other: str, **_: object) -> float:
    """How alike two names are; a part of a longer name counts nearly as much as the whole."""
    whole = fuzz.ratio(one, other)
    if len(one) >= 3 and other.startswith(one):
        return max(whole, 95.0)
    if len(one) <= 3:
        return whole
    for part in PART.findall(other):
        whole = max(whole, fuzz.ratio(one, part))
    return whole


def same_company(tx: Connection, tenant: str, name: str) -> list[Brief]:
    """The open deals named after the same company in other letters, at most a few; none where one has the very name."""
    key, wanted = name_key(name), company_key(name)
    found: list[Brief] = []
    for brief in deals.names(tx, tenant):
        if brief.key == key:
            return []
        # Few names begin alike, and only for those the legal form is looked up.
        if brief.key[:1] == key[:1] and company_key(brief.name) == wanted:
            found.append(brief)
    return found[: MOST - 1]


def namesake(tx: Connection, tenant: str, name: str) -> Brief | None:
    """The open deal of this name, or None."""
    for brief in deals.named(tx, tenant, {name_key(name)}):
        if brief.state == "open":
            return brief
    return None
