"""Questions about a deal: one colleague asks the one who knows, in chat, and the ledger keeps question and answer."""

from adapters.chat import Answer
from bot.commands.arguments import fitting
from bot.commands.registry import command
from bot.misunderstood import beside
from bot.request import Request, private
from bot.views import question_cards as views
from bot.views.refusal import refusal_card
from process import questions
from process.deal import Deal
from process.outcome import Outcome


@command("ask [<deal>] about <text>", "ask [<deal>] about", who="anyone")
def ask_about(request: Request, deal: Deal, text: str = "") -> Answer:
    """Ask who wants a deal's handoff, or who owns it: `ask acme about who signs for them`."""
    context, text = request.on(deal), request.given("question", text)
    if not text:
        probe = questions.ask(deal, context, "?")
        return _refused(request, deal, probe) or private(views.ask_about_card(deal, context, questions.asked_of(deal)))
    with beside("question"):
        text = fitting(text)
    outcome = questions.ask(deal, context, text)
    return _refused(request, deal, outcome) or _saved(request, deal, outcome, -1)


def _refused(request: Request, deal: Deal, outcome: Outcome) -> Answer | None:
    return private(refusal_card(deal, request.on(deal), outcome.refusal)) if outcome.refusal else None


def _saved(request: Request, deal: Deal, outcome: Outcome, place: int) -> Answer:
    saved = request.save(deal, outcome)
    question = saved.questions[place]
    draw = views.replied_card if question.answer else views.sent_card
    return private(draw(saved, request.on(saved), question))


@command("reply <deal> <number> <text>", "reply <deal> <number>", who="the one who was asked; who works on the deal")
def reply(request: Request, deal: Deal, number: str, text: str = "") -> Answer:
    """Answer a question that a colleague asked about a deal, by its number: `reply acme 1 their CFO signs`."""
    context, text = request.on(deal), request.given("answer", text)
    if not text:
        probe = questions.reply(deal, context, int(number), "?")
        question = next((one for one in deal.questions if one.number == int(number)), None)
        refusal = _refused(request, deal, probe)
        return refusal or private(views.reply_card(deal, context, question or deal.questions[-1]))
    with beside("answer"):
        text = fitting(text)
    outcome = questions.reply(deal, context, int(number), text)
    return _refused(request, deal, outcome) or _saved(request, deal, outcome, int(number) - 1)
