"""Saving a guide's draft: each answer as its own fact, all of them or none, with the same rights and gate as typed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from adapters.card import Card
from bot.commands import guide_answers
from bot.commands.guide_questions import complete, draft_of, mine
from bot.commands.listed import Step
from bot.misunderstood import Faults
from bot.request import Request
from bot.store.guides import Guide
from bot.views import guide_draft, replies
from bot.views.refusal import refusal_card
from process.deal import Deal
from process.outcome import together


@dataclass(frozen=True, slots=True)
class Saving:
    """What came of it: the deal as saved, the guide with what is left, and the exits that were saved.

    `faulty` is a field that can't be taken any more, with `error`; `refusal` a plain no. `notes` say what was left out.
    """

    deal: Deal
    guide: Guide
    exits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    faulty: str = ""
    error: Card | None = None
    refusal: Card | None = None


def save(request: Request, deal: Deal, guide: Guide) -> Saving:
    """Save every answer that is complete; the others stay in the draft."""
    guide, notes = settled(request, deal, guide)
    context = request.on(deal)
    ready = complete(deal, context, guide) if deal.state == "open" else []
    done: list[Step] = []
    for one in ready:
        faults = Faults()
        done += guide_answers.steps(request, deal, one.exit, draft_of(guide, [one.exit.key]), faults)
        if faults.errors:
            field, words = next(iter(faults.errors.items()))
            return Saving(deal, guide, notes=notes, faulty=field, error=replies.plain_no(words))
    outcome = together(deal, done)
    if outcome.refusal:
        return Saving(deal, guide, notes=notes, refusal=refusal_card(deal, context, outcome.refusal))
    saved = request.save(deal, outcome)
    keys = tuple(one.exit.key for one in ready)
    return Saving(saved, _without_exits(guide, keys), keys, notes)


def settled(request: Request, deal: Deal, guide: Guide) -> tuple[Guide, tuple[str, ...]]:
    """The guide without what is no longer asked of this person, and a sentence about each change since then."""
    if deal.state != "open":
        return guide, ()
    context, notes = request.on(deal), list[str]()
    if guide.stage and guide.stage != deal.stage:
        notes.append(guide_draft.moved_on(deal, context))
    known = {one.exit.key for one in mine(deal, context)}
    answered = dict.fromkeys(name.partition(".")[0] for name in guide.answers)
    gone = [key for key in answered if key not in known]
    notes += [guide_draft.no_longer_asked(deal, context, key) for key in gone]
    return replace(_without_exits(guide, gone), stage=deal.stage), tuple(notes)


def _without_exits(guide: Guide, keys: Sequence[str]) -> Guide:
    """The guide without the answers, skips and traces of these exits."""

    def left(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in names if name.partition(".")[0] not in keys)

    answers = {name: guide.answers[name] for name in left(tuple(guide.answers))}
    asked = "" if guide.asked.partition(".")[0] in keys else guide.asked
    return replace(guide, answers=answers, skipped=left(guide.skipped), trail=left(guide.trail), asked=asked)
