"""Guide cards: what a person is shown with a question, at its end, and after their draft was saved."""

from dataclasses import dataclass

from adapters.card import Card
from bot.commands.guide_questions import Question, complete, draft_of, of_others
from bot.commands.guide_save import Saving
from bot.request import Request
from bot.store.guides import Guide
from bot.views import guide as views
from bot.views import guide_draft
from bot.views.doubtful_values import Doubt
from process.deal import Deal


@dataclass(frozen=True, slots=True)
class Standing:
    """What has to be said beside a question: news since the last one, what couldn't be read, or what is unclear."""

    notes: tuple[str, ...] = ()
    error: Card | None = None
    doubt: Doubt | None = None
    words: str = ""


def asked_card(request: Request, deal: Deal, guide: Guide, asked: Question, standing: Standing) -> Card:
    """One question, with the ways to answer it and the ways out."""
    context = request.on(deal)
    shown = views.Asked(
        asked.missing,
        asked.field,
        asked.number,
        asked.total,
        notes=(*standing.notes, *views.last_answer(deal, context, guide.answers, guide.trail)),
        error=standing.error,
        ready=len(complete(deal, context, guide)),
        begun=bool(guide.trail),
    )
    if standing.doubt is not None:
        return views.doubt_card(deal, shown, standing.doubt, standing.words)
    return views.question_card(deal, context, shown)


def rest_card(request: Request, deal: Deal, guide: Guide, standing: Standing) -> Card:
    """No question is left: the draft to be saved, and what only others can answer."""
    context = request.on(deal)
    ready = [one.exit for one in complete(deal, context, guide)]
    answers = draft_of(guide, [item.key for item in ready])
    return guide_draft.draft_card(deal, context, ready, answers, (of_others(deal, context), standing.notes))


def save_card(request: Request, deal: Deal, saving: Saving) -> Card:
    """What was saved, and what is left to ask."""
    context = request.on(deal)
    return guide_draft.saved_card(deal, context, saving.exits, saving.notes, of_others(deal, context))
