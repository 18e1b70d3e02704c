"""What to make of words that no rule reads: what they are likely about is answered, proposed, or asked."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.language.understanding.around import Around
from bot.language.understanding.build import Building
from bot.language.understanding.choices import Language
from bot.language.understanding.clause import Clause
from bot.language.understanding.commands import VIEWS
from bot.language.understanding.match import Match
from bot.language.understanding.phrases import Rule
from bot.language.understanding.proposal import Mood, Operation, Propose, Read, SmallTalk, Unsure, WhichDeal
from bot.language.understanding.weighed import Weighed, weighed
from bot.language.understanding.which_deal import Deals, deals_of
from process.playbook import Exit

MOST_OFFERS, MOST_CHOICES = 3, 5
"""Offers beside the note, so that a card stays easy to read; and deals that a question offers."""

SURE = 0.5
"""From this share on, one thing is proposed. Of the sentences of the corpora that have it, 95 % mean it."""

SURELY = 0.6
"""From this share on, it is proposed beside a contact that a rule reads."""

TOLD = frozenset({"met", "set", "objection", "trigger", "obligation", "payment", "close", "buyer", "contact", "log"})
"""What someone tells of a customer, and no order."""

RATHER = 0.7
"""From this share on, it is offered beside what a rule reads differently."""

FILLED = 0.3
"""From this share on, the first form comes with all that was read."""

NAMED = 0.2
"""From this share on, an everyday word that is a deal's name is taken for the deal: "what do I owe on target"."""

MOST_VIEWS = 2

BESIDE = 0.15
"""From this share on, another meaning is offered beside the contact that a rule reads."""

ANSWERED, AHEAD = 0.12, 1.5
"""From this share on, and so many times ahead of the next, a question is answered: a view changes nothing."""

SHOWN = 0.15
"""From this share on, something is shown though the words aren't a question: "everything that is open, please"."""

LIKELY = 0.25
"""From this share on, words are about a deal though nothing else says so."""

LEAST, ENOUGH = 0.05, 0.9
"""What is less likely isn't offered, nor more once the offers cover so much."""

BY_STAGE = "asked by the stage"
"""The rule of an offer that no word of the sentence speaks for."""

MARKS = {"money": "m", "date": "t", "contact": "p", "colleague": "c", "link": "u"}
"""What a sentence has to name to answer an exit of a kind."""

ATTRIBUTES = {"m": {"attribute": "amount"}, "t": {"attribute": "close date"}}
"""Which attribute words that set something are about, by what they name."""

MOODS: tuple[Mood, ...] = ("quoted", "report", "if", "guess", "hearsay", "question", "plan", "denial")
UNHEARD = frozenset({"quoted", "report", "if", "guess", "hearsay"})
"""Moods in which nothing is offered but a note."""

NEVER_SURE = frozenset({"lose", "churn", "back", "unmet", "waive", "reopen", "assign", "new"})
"""What is asked about, however likely it is."""

FORMLESS = frozenset({"engage", "buyer"})
"""What has no form: it is done as far as the words say it."""

NEEDS_NOTHING = frozenset({"advance", *VIEWS})
"""What has no form, since nothing is missing."""

KEPT = frozenset({"exit", "attribute", "kind", "list", "number", "step", "team", "stage", "end", "what"})
"""What an offer is about; its other values are asked for, unless it is likely enough."""

BEGINNING = frozenset({"next", "wait", "advance", "trigger", "obligation"})
"""What begins something, and isn't offered to those who call it off."""

Meant = Unsure | SmallTalk | Read | Propose | WhichDeal


def unsure(clause: Clause, around: Around, language: Language, deals: Deals) -> Meant:
    """An answer, a proposal, or a question with at most three offers; small talk where it is about no deal.

    What is about sales and names no deal is asked about the one that was spoken of before.
    """
    mood = _mood(clause, clause.moods)
    spoken = bool(clause.deals) or deals.spoken
    if not spoken and mood == "report":
        return SmallTalk("other")
    if not spoken and (by_word := _by_everyday_name(clause, around, language)):
        deals, spoken = by_word, True
    found = [] if mood in UNHEARD else _weighed(clause, around, language, deals)
    if likely := _likely(found, clause, deals, around):
        return likely
    if not spoken and (views := _views(found)):
        return Unsure("", views, mood)
    if not spoken and not _about_sales(clause, language, found) and not _goes_on(clause, around, language):
        return SmallTalk("other")
    if not deals.one or mood in UNHEARD:
        return Unsure(deals.one if spoken or around.here or around.last else "", mood=mood)
    return Unsure(deals.one, tuple(_offers(clause, around, language, deals.one, found)), mood)


def _by_everyday_name(clause: Clause, around: Around, language: Language) -> Deals | None:
    """The speaker's own deal whose name is an everyday word of the text, where the text is likely about a deal."""
    mine = {deal.id for deal in around.mine}
    named = {deal.id for one in around.names.mentions(clause.text) if one.whole for deal in one.deals}
    named = named if around.me.manages or around.me.teams else named & mine
    if len(named) != 1:
        return None
    deals = Deals(tuple(named))
    found = _weighed(clause, around, language, deals)
    return deals if found and found[0].what is not None and found[0].share >= NAMED else None


def _views(found: Sequence[Weighed]) -> tuple[Operation, ...]:
    """The views of no deal that a question could ask for."""
    shown = [one for one in found if one.what is not None and one.what.verb in VIEWS and not one.what.deal]
    enough = sum(one.share for one in shown) >= SHOWN
    return tuple(one.what for one in shown[:MOST_VIEWS] if one.what is not None) if enough else ()


def beside_a_note(
    logs: Sequence[Operation], clause: Clause, around: Around, language: Language, deals: Deals
) -> Meant | None:
    """What words that a rule takes for a contact are likely about besides; None where it is only that contact."""
    found = [] if _mood(clause, clause.moods) in UNHEARD else _weighed(clause, around, language, deals)
    first = found[0] if found else None
    if first is None or first.what is None or first.share < BESIDE or first.what.verb in ("log", "plan"):
        return None
    if first.what.verb in VIEWS:
        return _decided(first.what, around)
    likely = _likely(found, clause, deals, around)
    if isinstance(likely, Propose) and first.share >= SURELY and first.what.verb in TOLD:
        return Propose((*likely.operations, *logs))
    offers = _offers(clause, around, language, deals.one, found)
    others = [one for one in offers if one.verb != "log"]
    return Unsure(deals.one, (*others, *logs)[:MOST_OFFERS]) if deals.one and others else None


def _decided(what: Operation, around: Around) -> Read | None:
    """The card of a handoff, for those who can decide: "had a look, Umbrella is fine by me"."""
    decides = what.verb == "approval" and around.me.manages
    return Read(VIEWS[what.verb].format(deal=what.deal), what.rule) if decides else None


def _weighed(clause: Clause, around: Around, language: Language, deals: Deals) -> list[Weighed]:
    match = Match(Rule("", "", (), (), {}, ()), {}, clause.marked.masked)
    it = Building(match, clause, around, language, deals.one, clause.said, clause.text)
    return list(islice(weighed(it), MOST_OFFERS + 3))


def rather(what: Operation | None, clause: Clause, around: Around, language: Language) -> Unsure | None:
    """What words almost surely mean though a rule reads them as `what`, None for a view: a question with both."""
    deals = deals_of(clause, around, {})
    if not deals.one or _mood(clause, clause.moods) in UNHEARD:
        return None
    found = _weighed(clause, around, language, deals)
    first = found[0].what if found else None
    if first is None or first.verb in (*VIEWS, "log", "plan") or found[0].share < RATHER:
        return None
    if what is not None and (first.verb, first.slots.get("exit")) == (what.verb, what.slots.get("exit")):
        return None
    return Unsure(deals.one, (first, *((what,) if what is not None else ())))


def _likely(found: Sequence[Weighed], clause: Clause, deals: Deals, around: Around) -> Meant | None:
    """The answer or the proposal that the likeliest meaning is enough for."""
    first = found[0] if found else None
    what = first.what if first else None
    if first is None or what is None:
        return None
    mood = _mood(clause, clause.moods_of(first.piece))
    if what.verb in VIEWS:
        ahead = len(found) < 2 or first.share >= AHEAD * found[1].share
        is_asked = ahead and first.share >= (ANSWERED if mood == "question" else SHOWN)
        near = not what.deal or deals.spoken or bool(around.here or around.last)
        return Read(VIEWS[what.verb].format(deal=what.deal), what.rule) if near and is_asked else None
    if first.share < SURE or not what.complete or what.verb in NEVER_SURE:
        return None
    near = deals.spoken or bool(around.here or around.last)
    fits = mood == "fact" or (mood == "plan" and what.verb == "plan")
    return Propose((what,)) if fits and near and deals.one else None


def _goes_on(clause: Clause, around: Around, language: Language) -> bool:
    """Whether someone spoken of before told it: "she told me so in the meeting"."""
    return bool((around.here or around.last) and language.phrases.telling.search(clause.marked.masked))


def _mood(clause: Clause, moods: frozenset[str]) -> Mood:
    """The mood that weighs most; what someone who is named has said is no hearsay."""
    named = bool(clause.said.by or clause.marked.of("p"))
    return next((mood for mood in MOODS if mood in moods and not (mood == "hearsay" and named)), "fact")


def _about_sales(clause: Clause, language: Language, found: Sequence[Weighed]) -> bool:
    if found and found[0].what is not None and found[0].share >= LIKELY:
        return True
    masked = clause.marked.masked
    return any(pattern.search(masked) for pattern in language.phrases.subjects.values())


def _offers(clause: Clause, around: Around, language: Language, deal: str, found: Sequence[Weighed]) -> list[Operation]:
    """What words could be about, likeliest first; then what words of the playbook and the deal's stage speak for."""
    offers: list[Operation] = []
    covered = 0.0
    for one in found:
        what, likeliest = one.what, not offers and one.share >= FILLED
        if what is None or one.share < LEAST or covered >= ENOUGH or (what.verb in NEEDS_NOTHING and not likeliest):
            continue
        covered += one.share
        offers.append(what if likeliest else _bare(what))
    called_off = bool(language.phrases.calling_off.search(clause.marked.masked))
    offers = [one for one in offers if not (called_off and one.verb in BEGINNING)]
    if covered < ENOUGH:
        offers += _by_words(clause, around, language, deal)
    if covered < SURE and _mood(clause, clause.moods) == "fact" and not called_off:
        offers += [_form(deal, item) for item in _asked_now(clause, around, deal)]
    unlike = {(one.verb, one.slots.get("exit") or one.slots.get("attribute", "")): one for one in reversed(offers)}
    # The note of a deal that isn't named asks for the deal, so that it is an offer of its own.
    return list(reversed(unlike.values()))[: MOST_OFFERS if clause.deals else MOST_OFFERS - 1]


def _bare(operation: Operation) -> Operation:
    """An offer without the values that only its own meaning gives to the words."""
    if operation.verb in NEEDS_NOTHING:
        return operation
    kept = KEPT | {"text"} if operation.verb in ("plan", "close") else KEPT
    slots = {key: words for key, words in operation.slots.items() if key in kept}
    return replace(operation, slots=slots, complete=operation.verb in FORMLESS, readings={})


def _by_words(clause: Clause, around: Around, language: Language, deal: str) -> list[Operation]:
    """What words that belong to a subject speak for, those of the playbook among them."""
    found: list[Operation] = []
    called_off = bool(language.phrases.calling_off.search(clause.marked.masked))
    for subject, pattern in language.phrases.subjects.items():
        verb, _, exit_key = subject.partition(" ")
        unknown = exit_key and exit_key not in around.playbook.exits
        if unknown or (called_off and verb in BEGINNING) or not pattern.search(clause.marked.masked):
            continue
        slots = {"exit": exit_key} if exit_key else {}
        if verb == "set":
            slots = next((named for mark, named in ATTRIBUTES.items() if clause.marked.of(mark)), {})
            if not slots:
                continue
        found.append(Operation(verb, deal, slots, complete=verb in NEEDS_NOTHING, rule=subject))
    return found


def _form(deal: str, item: Exit) -> Operation:
    return Operation("met", deal, {"exit": item.key}, complete=False, rule=BY_STAGE)


def _asked_now(clause: Clause, around: Around, deal_id: str) -> list[Exit]:
    """What the deal's stage still asks of the speaker and the words can answer; what needs a value goes before text."""
    deal = around.find(deal_id)
    if deal is None or deal.state != "open" or deal.stage not in around.playbook.order:
        return []
    missing = [item for item in around.playbook.at(deal.stage).exit if item.key not in deal.evidence]
    fitting = [item for item in missing if item.attest in ("rep", "buyer") and _can_answer(clause, item)]
    return sorted(fitting, key=lambda item: item.kind == "text")


def _can_answer(clause: Clause, item: Exit) -> bool:
    mark = MARKS.get(item.kind)
    return item.kind == "text" or (mark is not None and bool(clause.marked.of(mark)))
