"""What to make of words that no rule reads: what they are likely about is answered, proposed, or asked."""

from collections.abc import Sequence
from itertools import islice

from bot.language.understanding.around import Around
from bot.language.understanding.build import Building
from bot.language.understanding.clause import Clause
from bot.language.understanding.commands import VIEWS
from bot.language.understanding.match import Match
from bot.language.understanding.offers import BEGINNING, MOST_OFFERS, WEIGHTY, is_called_off, mood_of, offers
from bot.language.understanding.phrases import Rule
from bot.language.understanding.proposal import Operation, Propose, Read, SmallTalk, Unsure, WhichDeal
from bot.language.understanding.weighed import NOTHING, Weighed, weighed
from bot.language.understanding.which_deal import Deals

SURE = 0.5
"""From this share on, one thing is proposed. Of the sentences of the corpora that have it, 95 % mean it."""

SURELY, BESIDE = 0.6, 0.25
"""From these shares on, it is proposed and offered beside a contact that a rule reads."""

NAMED = 0.4
"""From this share on, an everyday word that is a deal's name is taken for the deal: "what do I owe on target"."""

ANSWERED, AHEAD = 0.12, 1.5
"""From this share on, and so many times ahead of the next, a question is answered: a view changes nothing."""

SHOWN = 0.25
"""From this share on, something is shown though the words aren't a question: "everything that is open, please"."""

LIKELY = 0.35
"""From this share on, words are about a deal though nothing else says so."""

FEW_WORDS = 3
"""So few words say too little by themselves: "next week works"."""

MOST_WEIGHED, MOST_VIEWS = 8, 2
"""Meanings that are looked at, and views that are offered."""

UNHEARD = frozenset({"quoted", "report", "if", "guess", "hearsay"})
"""Moods in which nothing is offered but a note."""

TOLD = frozenset({"met", "set", "objection", "trigger", "obligation", "payment", "close", "buyer", "contact", "log"})
"""What someone tells of a customer, and no order."""

NEVER_SURE = WEIGHTY | {"plan"}
"""What is asked about, however likely it is."""

BY_NAME = frozenset({"log by its name", "keep a note"})
"""Rules that ask for a note in so many words."""

Meant = Unsure | SmallTalk | Read | Propose | WhichDeal


def unsure(clause: Clause, around: Around, deals: Deals, *, guess: bool = True) -> Meant:
    """An answer, a proposal, or a question with at most three offers; small talk where it is about no deal.

    What is about sales and names no deal is asked about the one that was spoken of before. Without `guess`, only words
    that belong to a subject and the deal's stage make offers.
    """
    mood = mood_of(clause, clause.moods)
    spoken = bool(clause.deals) or deals.spoken
    private = clause.language.phrases.private.search(clause.marked.masked)
    if not spoken and (mood == "report" or private):
        return SmallTalk("other")
    guess = guess and mood not in UNHEARD
    found = _weighed(clause, around, deals) if guess else []
    if likely := _likely(found, clause, deals, around):
        return likely
    if not spoken and guess and (named := _by_everyday_name(clause, around)):
        return _asked(clause, around, named, _weighed(clause, around, named))
    if not spoken and mood == "question" and (views := _views(found)):
        return Unsure("", views, mood)
    if not spoken and not _about_sales(clause, found) and not _goes_on(clause, around):
        return SmallTalk("other")
    if not deals.one or mood in UNHEARD:
        return Unsure(deals.one if spoken or around.here or around.last else "", mood=mood)
    return _asked(clause, around, deals, found)


def _asked(clause: Clause, around: Around, deals: Deals, found: Sequence[Weighed]) -> Meant:
    """A question about a deal; the answer, where one is asked for."""
    likely = _likely(found, clause, deals, around)
    if isinstance(likely, Read):
        return likely
    return Unsure(deals.one, offers(clause, around, deals.one, found), mood_of(clause, clause.moods))


def beside_a_note(logs: Sequence[Operation], clause: Clause, around: Around) -> Meant | None:
    """What words that rules take for contacts are likely about besides; None where they are only that."""
    deals = Deals(tuple(dict.fromkeys(one.deal for one in logs)))
    if not deals.one or mood_of(clause, clause.moods) in UNHEARD or any(one.rule in BY_NAME for one in logs):
        return None
    found = _weighed(clause, around, deals)
    first = found[0].what
    if first is None or first.verb == "log" or found[0].share < BESIDE:
        return None
    if first.verb not in TOLD:
        return _decided(first, around)
    if found[0].share >= SURELY and isinstance(likely := _likely(found, clause, deals, around), Propose):
        return Propose((*likely.operations, *logs))
    others = [one for one in offers(clause, around, deals.one, found) if one.verb != "log"]
    return Unsure(deals.one, (*others, *logs)[:MOST_OFFERS]) if others else None


def _decided(what: Operation, around: Around) -> Read | None:
    """The card of a handoff, for those who can decide: "had a look, Umbrella is fine by me"."""
    decides = what.verb == "approval" and around.me.manages
    return Read(VIEWS[what.verb].format(deal=what.deal), what.rule) if decides else None


def _weighed(clause: Clause, around: Around, deals: Deals) -> list[Weighed]:
    match = Match(Rule("", "", (), (), {}, ()), {}, clause.marked.masked)
    it = Building(match, clause, around, clause.language, deals.one, clause.said, clause.text)
    return list(islice(weighed(it), MOST_WEIGHED))


def _likely(found: Sequence[Weighed], clause: Clause, deals: Deals, around: Around) -> Read | Propose | None:
    """The answer or the proposal that the likeliest meaning is enough for."""
    what = found[0].what if found else None
    if what is None:
        return None
    first, near = found[0], deals.spoken or bool(around.here or around.last)
    mood = mood_of(clause, clause.moods_of(first.piece))
    if what.verb in VIEWS:
        ahead = first.share >= AHEAD * found[1].share
        is_asked = ahead and first.share >= (ANSWERED if mood == "question" else SHOWN)
        shown = is_asked and (near or not what.deal)
        return Read(VIEWS[what.verb].format(deal=what.deal), what.rule) if shown else None
    if first.share < SURE or not what.complete or what.verb in NEVER_SURE:
        return None
    is_over = what.verb in BEGINNING and is_called_off(clause)
    return Propose((what,)) if mood == "fact" and near and deals.one and not is_over else None


def _by_everyday_name(clause: Clause, around: Around) -> Deals | None:
    """The speaker's own deal whose name is an everyday word of the text, where the text is likely about a deal."""
    named = {deal.id for one in around.names.mentions(clause.text) if one.whole for deal in one.deals}
    if not (around.me.manages or around.me.teams):
        named &= {deal.id for deal in around.mine}
    if len(named) != 1:
        return None
    deals = Deals(tuple(named))
    first = _weighed(clause, around, deals)[0]
    about = first.what is not None and bool(first.what.deal) and first.what.verb in (*TOLD, *VIEWS)
    return deals if about and first.share >= NAMED else None


def _views(found: Sequence[Weighed]) -> tuple[Operation, ...]:
    """The views of no deal that a question could ask for."""
    shown = [one for one in found if one.what is not None and one.what.verb in VIEWS and not one.what.deal]
    enough = sum(one.share for one in shown) >= SHOWN
    return tuple(one.what for one in shown[:MOST_VIEWS] if one.what is not None) if enough else ()


def _goes_on(clause: Clause, around: Around) -> bool:
    """Whether a person spoken of before told it: "she told me so in the meeting"."""
    return bool((around.here or around.last) and clause.language.phrases.telling.search(clause.marked.masked))


def _about_sales(clause: Clause, found: Sequence[Weighed]) -> bool:
    enough = len(clause.text.split()) > FEW_WORDS and bool(found)
    if enough and found[0].kind != NOTHING and found[0].share >= LIKELY:
        return True
    return any(pattern.search(clause.marked.masked) for pattern in clause.language.phrases.subjects.values())
