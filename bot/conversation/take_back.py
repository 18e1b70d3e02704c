"""Taking back in plain words: "undo that" is answered with what would be undone, and one press does it."""

from adapters.card import Card
from bot.commands import undo as commands
from bot.company.last_done import LastDone, until
from bot.conversation.kept import held
from bot.conversation.spoken import Spoken
from bot.language.understanding.proposal import Operation
from bot.request import Request, private
from bot.store import deals, ledger
from bot.store.conversations import Remembered
from bot.views import undo as views
from bot.views.refusal import refusal_card
from bot.views.replies import plain_no


def taken_back(request: Request, remembered: Remembered | None, named: str, left_alone: Card) -> Spoken:
    """Offer to undo what was done last; a proposal that no one pressed is only left alone, with this card."""
    done = last_done(request, named)
    left = None if named else waiting(remembered)
    if left and (done is None or left.at >= done.at):
        return Spoken(private(left_alone), left.deal)
    if done is None:
        return Spoken(private(plain_no(views.NOTHING_DONE)))
    card, possible = undo_offer(request, done)
    proposed = Operation("undo", done.deal, {"mark": done.mark})
    return Spoken(private(card), done.deal, (held(proposed),) if possible else ())


def last_done(request: Request, named: str) -> LastDone | None:
    """What an undo means here: the last thing done on the `named` deal (its id), or else in this place."""
    if not named:
        return commands.done_here(request)
    return commands.done_on(request, named, ledger.of_deal(request.tx, request.tenant.id, named))


def undo_offer(request: Request, done: LastDone) -> tuple[Card, bool]:
    """The card that offers to undo this, and True; or why it can't be, and False."""
    deal = deals.find(request.tx, request.tenant.id, done.deal)
    if deal is None:
        return plain_no(views.NOTHING_DONE), False
    context, entries = request.on(deal), ledger.of_deal(request.tx, request.tenant.id, deal.id)
    if until(done.mark):
        no = commands.snooze_refusal(request, deal, done.mark)
    else:
        no = commands.outcome_of(request, deal, entries, done.mark)
    if no and no.refusal:
        return refusal_card(deal, context, no.refusal), False
    return views.undo_this_card(deal, context, views.facts_of(entries, done.mark), done.mark), True


def waiting(remembered: Remembered | None) -> Remembered | None:
    """The proposal that waits for a press, unless it is to undo something."""
    if remembered is None or not remembered.waiting:
        return None
    return None if remembered.waiting[0]["verb"] == "undo" else remembered
