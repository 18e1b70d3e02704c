"""The guide: what is missing on a deal, asked one question at a time; the answers fill a draft that one press saves."""

from collections.abc import Callable
from dataclasses import replace

from adapters.card import Buttons, Card
from adapters.chat import Answer, Place
from bot.commands import guide_answers, guide_save
from bot.commands.guide_cards import Standing, asked_card, rest_card, save_card
from bot.commands.guide_questions import Question, complete, next_question, question
from bot.commands.registry import command
from bot.misunderstood import Misunderstood, Unclear
from bot.request import Request, private
from bot.store import conversations, deals, guides, outbox, people
from bot.store.guides import THE_DRAFT, Guide
from bot.views import guide as views
from bot.views import guide_draft
from bot.views.nudge import LONGEST_LINE
from bot.views.rounds import next_button
from bot.views.words import cut
from process.deal import Deal

GUIDED = "anyone, for what they can answer"
Change = Callable[[Guide], Guide]
LAST = "last"
"""What follows in a round where no deal does."""


@command("ask [<deal>] save", who=GUIDED)
def save(request: Request, deal: Deal) -> Answer:
    """Save everything you answered so far to the questions about a deal: `ask acme save`."""
    guide = _guide(request, deal)
    found = guide_save.save(request, deal, guide)
    if found.faulty:
        wrong = replace(guide, asked=found.faulty, answers=_without(guide, found.faulty))
        return _go_on(request, deal, wrong, error=found.error)
    if found.refusal is not None:
        return private(found.refusal)
    saved = found.deal
    _keep(request, saved, found.guide)
    return private(_onward(request, found.guide, save_card(request, saved, found)))


@command("ask [<deal>] skip", "ask <deal> skip <question>", who=GUIDED)
def skip(request: Request, deal: Deal, question: str = "") -> Answer:
    """Leave out the question you were asked. It skips no stage, and the gate still needs the answer."""
    guide = _guide(request, deal)
    key = question or guide.asked
    if key in guide.answers or key in ("", THE_DRAFT):
        return _go_on(request, deal, guide)
    return _go_on(request, deal, _passed(replace(guide, skipped=(*guide.skipped, key)), key))


@command("ask [<deal>] back", who=GUIDED)
def back(request: Request, deal: Deal) -> Answer:
    """Go back to the question before, with its answer taken out of the draft."""
    guide = _guide(request, deal)
    if not guide.trail:
        return _go_on(request, deal, guide, notes=(views.FIRST_QUESTION,))
    key = guide.trail[-1]
    skipped = tuple(one for one in guide.skipped if one != key)
    before = replace(guide, answers=_without(guide, key), skipped=skipped, trail=guide.trail[:-1], asked=key)
    return _go_on(request, deal, before)


@command("ask [<deal>] later", who=GUIDED)
def later(request: Request, deal: Deal) -> Answer:
    """Let the questions about a deal rest. The draft stays, and `ask acme` goes on from there."""
    return _rest(request, deal, stopped=False)


@command("ask [<deal>] stop", who=GUIDED)
def stop(request: Request, deal: Deal) -> Answer:
    """End the questions about a deal. What you answered waits in the draft until you save it or throw it away."""
    return _rest(request, deal, stopped=True)


@command("ask [<deal>] drop", who=GUIDED)
def drop(request: Request, deal: Deal) -> Answer:
    """Throw away the draft of your answers about a deal."""
    guides.drop(request.tx, request.tenant.id, request.me.id, deal.id)
    return private(guide_draft.dropped(deal))


@command("ask <deal> answer <question> <text>", "ask <deal> answer <question>", "ask [<deal>]", who=GUIDED)
def ask(request: Request, deal: Deal, question: str = "", text: str = "") -> Answer:
    """Ask you what is missing on a deal, one question at a time: `ask acme`. One press saves all answers."""
    guide = _guide(request, deal)
    values = request.values
    words = text or values.get(question, "") or values.get("answer", "")
    if not (question and words):
        # It starts over with what was skipped; a question that is open stays.
        again = replace(guide, asked=question) if question else replace(guide, skipped=(), asked="", following="")
        return _go_on(request, deal, again)
    return _answered(request, deal, replace(guide, asked=question), words)


def begin(request: Request, deal: Deal, following: str) -> Answer:
    """The first question about a deal, in a round that goes on with the deal `following`; "" where it is the last."""
    guide = replace(_guide(request, deal), skipped=(), asked="", following=following or LAST)
    return _go_on(request, deal, guide)


def _answered(request: Request, deal: Deal, guide: Guide, words: str) -> Answer:
    """The answer goes into the draft, and the next question comes; what can't be read is asked again."""
    asked = question(deal, request.on(deal), guide, guide.asked)
    if asked is None:
        return _go_on(request, deal, replace(guide, asked=""), notes=(views.NOT_ASKED,))
    own = {name: value for name, value in guide.answers.items() if name.partition(".")[0] == asked.key}
    try:
        found = guide_answers.read(request, deal, asked, words, own)
    except Unclear as unclear:
        if request.from_form and asked.field.key in request.values:
            raise
        return _ask(request, deal, guide, asked, Standing(doubt=unclear.doubt, words=words))
    except Misunderstood as misunderstood:
        if request.from_form and asked.field.key in request.values:
            raise
        return _ask(request, deal, guide, asked, Standing(error=misunderstood.card))
    found |= _said_besides(request, deal, asked, {**own, **found})
    answers = {**_without(guide, asked.field.key), **found}
    skipped = tuple(one for one in guide.skipped if one not in found)
    if not found:
        skipped = (*skipped, asked.field.key)
    return _go_on(request, deal, _passed(replace(guide, answers=answers, skipped=skipped), asked.field.key))


def _said_besides(request: Request, deal: Deal, asked: Question, answers: dict[str, str]) -> dict[str, str]:
    """Who said it, where and on which day, as far as the sentence of the answer says so and it can be read."""
    found: dict[str, str] = {}
    for part in ("said_by", "where", "on"):
        key, words = f"{asked.key}.{part}", request.values.get(part, "")
        if asked.part or not words or key in answers:
            continue
        if part == "on":
            found[key] = words
            continue
        guide = Guide(deal.id, answers=answers)
        if besides := question(deal, request.on(deal), guide, key):
            try:
                found |= guide_answers.read(request, deal, besides, words, answers)
            except Misunderstood:
                continue  # it has its own turn
    return found


def _passed(guide: Guide, key: str) -> Guide:
    """The guide with its question behind it."""
    return replace(guide, trail=(*(one for one in guide.trail if one != key), key), asked="")


def _without(guide: Guide, key: str) -> dict[str, str]:
    """The answers without that of a field; without all of the exit's but its "no longer true" for the answer itself."""
    exit_key, _, part = key.partition(".")
    gone = {key} if part else {name for name in guide.answers if name.partition(".")[0] == exit_key}
    gone -= {f"{exit_key}.still"} if not part else set()
    return {name: words for name, words in guide.answers.items() if name not in gone}


def _guide(request: Request, deal: Deal) -> Guide:
    """This person's guide on a deal; a new one where there is none."""
    known = guides.of(request.tx, request.tenant.id, request.me.id, deal.id)
    return known or Guide(deal.id, stage=deal.stage)


def _go_on(
    request: Request, deal: Deal, guide: Guide, *, notes: tuple[str, ...] = (), error: Card | None = None
) -> Answer:
    """The question that is open, or else the next one; the draft where there is none."""
    if deal.state != "open":
        guides.drop(request.tx, request.tenant.id, request.me.id, deal.id)
        return private(guide_draft.ended(deal, request.on(deal), guide.answers))
    guide, news = guide_save.settled(request, deal, guide)
    context = request.on(deal)
    asked = question(deal, context, guide, guide.asked) if guide.asked else None
    asked = asked or next_question(deal, context, guide)
    standing = Standing(notes=(*notes, *news), error=error)
    if asked is None:
        ready = complete(deal, context, guide)
        shown = replace(guide, asked=THE_DRAFT if ready else "")
        return _sent(request, deal, shown, rest_card(request, deal, guide, standing))
    return _ask(request, deal, guide, asked, standing)


def _ask(request: Request, deal: Deal, guide: Guide, asked: Question, standing: Standing) -> Answer:
    guide = replace(guide, asked=asked.field.key)
    return _sent(request, deal, guide, asked_card(request, deal, guide, asked, standing))


def _sent(request: Request, deal: Deal, guide: Guide, card: Card) -> Answer:
    """Keep the guide; a question about a deal is asked in private, wherever it was asked for."""
    place, card = _keep(request, deal, guide), _onward(request, guide, card)
    if request.inbound.place.kind == "direct" or place == request.inbound.place:
        return private(card)
    asked = replace(card, notification=cut(card.title, LONGEST_LINE))
    outbox.post(request.tx, request.tenant.id, place, asked, f"deal:{deal.id}", request.context.now)
    return private(guide_draft.elsewhere(deal))


def _keep(request: Request, deal: Deal, guide: Guide) -> Place:
    """Save the guide, and that this deal is spoken about; returns where its questions are asked."""
    tx, tenant, now = request.tx, request.tenant.id, request.context.now
    place = request.inbound.place
    if place.kind != "direct":
        place = people.reached(tx, tenant, request.person) or place
    if guide.answers or guide.asked or guide.skipped:
        guides.save(tx, tenant, request.me.id, place, replace(guide, stage=deal.stage), now=now)
    else:
        guides.drop(tx, tenant, request.me.id, deal.id)
    conversations.remember(tx, tenant, request.me.id, place, deal.id, (), now)
    return place


def _rest(request: Request, deal: Deal, *, stopped: bool) -> Answer:
    guide = replace(_guide(request, deal), asked="")
    _keep(request, deal, guide)
    ready = len(complete(deal, request.on(deal), guide))
    card = guide_draft.resting(deal, ready, bool(guide.answers), stopped=stopped)
    return private(_onward(request, guide, card))


def _onward(request: Request, guide: Guide, card: Card) -> Card:
    """In a round, the card with the way to the next deal; beside an open question that is one press away."""
    if not guide.following:
        return card
    button = next_button(guide.deal, deals.find(request.tx, request.tenant.id, guide.following))
    *before, last = card.body or (Buttons(()),)
    if guide.asked not in ("", THE_DRAFT) and isinstance(last, Buttons):
        return replace(card, body=(*before, replace(last, more=(*last.more, button))))
    return replace(card, body=(*card.body, Buttons((button,))))
