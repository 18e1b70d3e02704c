"""Finding the deal that is meant: by name, id, place, or because there is only one. A write never guesses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz import process as fuzzy
from sqlalchemy import Connection

from adapters.card import Card
from adapters.chat import Place
from bot.language.grammar import MOST_WORDS, Binding
from bot.language.values.company_names import company_key
from bot.language.vocabulary import short
from bot.misunderstood import Misunderstood
from bot.store import channels, deals
from bot.store.deals import Brief
from bot.store.names import name_key
from bot.views import replies

PART = re.compile(r"\w{4,}")
NEAR = 78
"""From which likeness (of 100) a name counts as a slip of another."""
MOST = 5
LONGEST_NAME = 100
"""Characters of what was typed that are compared with names."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a search needs to know: whose deals, where and how it was asked, and whether anything would change."""

    tx: Connection
    tenant: str
    person: str
    place: Place
    reads: bool
    text: str


def by_name(asking: Asking, bindings: Sequence[Binding]) -> tuple[Binding, str] | None:
    """The first reading whose deal is there by its exact name or `#id`, with the deal's id; longest names first.

    Open deals go before closed ones of the same name; mostly the longest name is an open deal's, and all is said.
    """
    longest_first = sorted(bindings, key=lambda binding: -len(binding["deal"]))
    keys = {name_key(binding["deal"]) for binding in bindings}
    named = _by_key(deals.named(asking.tx, asking.tenant, keys, (deals.NAMED_OPEN,)))
    if not (bindings and name_key(longest_first[0]["deal"]) in named):
        named = _by_key(deals.named(asking.tx, asking.tenant, keys, (deals.NAMED_CLOSED,))) | named
    for binding in longest_first:
        words = binding["deal"]
        if words.startswith("#") and deals.find(asking.tx, asking.tenant, words[1:]):
            return binding, words[1:]
        if found := named.get(name_key(words)):
            return binding, found
    return None


def _by_key(briefs: Sequence[Brief]) -> dict[str, str]:
    """Ids by names; of several with one name, the first."""
    return {brief.key: brief.id for brief in reversed(briefs)}


def by_place(asking: Asking, alone: bool) -> str | None:
    """The deal of the place where it was asked or, where `alone` counts, the only open deal of the asker."""
    if found := channels.deal_of(asking.tx, asking.tenant, asking.place):
        return found
    if not alone:
        return None
    mine = deals.working(asking.tx, asking.tenant, asking.person)
    if len(mine) > 1:
        raise Misunderstood(_which(asking, "", [(deal.id, deal.name) for deal in mine[:MOST]]))
    return mine[0].id if mine else None


def slip(asking: Asking, bindings: Sequence[Binding], here: str) -> Card | None:
    """A question where free text in a deal's channel begins with what may be a slip of another deal's name."""
    briefs = [brief for brief in deals.names(asking.tx, asking.tenant) if brief.id != here]
    for binding in _apart(bindings):
        key = name_key(binding["deal"])[:LONGEST_NAME]
        near = [(brief.id, brief.name) for brief in briefs if len(key) > 3 and fuzz.ratio(key, brief.key) >= SLIP]
        own = deals.find(asking.tx, asking.tenant, here)
        if near and own:
            verb, _, rest = asking.text.partition(" ")
            after = rest.removeprefix(binding["deal"])
            return replies.which_deal(short(binding["deal"]), near[: MOST - 1], verb, after, (own.id, own.name, rest))
    return None


SLIP = 82
"""From which likeness free text is too near to another deal's name to be taken for text."""


def by_likeness(asking: Asking, bindings: Sequence[Binding]) -> tuple[Binding, str]:
    """The reading whose deal is most like an open one; raises Misunderstood where a question has to be asked back."""
    briefs = [*deals.names(asking.tx, asking.tenant), *deals.closed_names(asking.tx, asking.tenant)]
    best, likes = bindings[0], _like(bindings[0]["deal"], briefs)
    for binding in _apart(bindings)[1:]:
        found = _like(binding["deal"], briefs)
        if found and (not likes or found[0][1] > likes[0][1]):
            best, likes = binding, found
    if not likes:
        _not_understood(bindings, briefs)
        raise Misunderstood(f"No deal goes by the name “{short(best['deal'])}”. `/deal list` shows the open ones.")
    if asking.reads and len(likes) == 1:
        return best, likes[0][0].id
    raise Misunderstood(_which(asking, best["deal"], [(brief.id, brief.name) for brief, _ in likes]))


def _apart(bindings: Sequence[Binding]) -> list[Binding]:
    """The first reading for each name: all names are compared with each, and there may be hundreds of readings."""
    found: dict[str, Binding] = {}
    for binding in bindings:
        found.setdefault(binding["deal"], binding)
    return list(found.values())


def _not_understood(bindings: Sequence[Binding], briefs: Sequence[Brief]) -> None:
    """Raise Misunderstood where a deal is named as it should be, and the words behind it are not understood."""
    known = {brief.key: brief.name for brief in briefs}
    for words in (binding["deal"].split() for binding in _apart(bindings)):
        for length in range(min(len(words) - 1, MOST_WORDS), 0, -1):
            if name := known.get(name_key(" ".join(words[:length]))):
                rest = short(" ".join(words[length:]))
                raise Misunderstood(f"“{rest}” after {name} is not understood. `/deal help` shows how it is said.")


def _which(asking: Asking, words: str, deals: Sequence[tuple[str, str]]) -> Card:
    """Ask which deal is meant, each choice a button with the whole command as it would have been typed."""
    if words:
        before, _, after = asking.text.partition(words)
    else:
        verb, _, after = asking.text.partition(" ")
        before, after = f"{verb} ", f" {after}".rstrip()
    return replies.which_deal(short(words), deals, before, after)


def _like(words: str, briefs: Sequence[Brief]) -> list[tuple[Brief, float]]:
    key = name_key(words)[:LONGEST_NAME]
    found = fuzzy.extract(key, [brief.key for brief in briefs], scorer=_likeness, score_cutoff=NEAR, limit=MOST)
    return [(briefs[place], score) for _, score, place in found]


def _likeness(one: str, other: str, **_: object) -> float:
    """How alike two names are; a part of a longer name counts nearly as much as the whole."""
    whole = fuzz.ratio(one, other)
    if len(one) >= 3 and other.startswith(one):
        return max(whole, 95.0)
    parts = (fuzz.ratio(one, part) for part in PART.findall(other)) if len(one) > 3 else ()
    return max(whole, *parts, 0.0)


def taken(tx: Connection, tenant: str, name: str) -> None:
    """Raise Misunderstood where an open deal goes by this name."""
    if other := namesake(tx, tenant, name):
        raise Misunderstood(f"There is an open deal named {other.name} already. Name this one apart from it.")


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
    return next((brief for brief in deals.named(tx, tenant, {name_key(name)}) if brief.state == "open"), None)
