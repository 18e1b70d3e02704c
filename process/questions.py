"""Questions about a deal: asked of who wants its handoff or owns it, and answered by them."""

from process import rights
from process.context import Context
from process.deal import Deal
from process.facts import Asked, Replied
from process.four_eyes import requester
from process.outcome import Outcome, happened, refused
from process.reasons.rights import NotYours
from process.reasons.state import AskedYourself, NoSuchQuestion, QuestionAnswered


def asked_of(deal: Deal) -> str:
    """Who is asked about a deal: who wants its handoff now, else who works it."""
    return requester(deal) or deal.account_manager or deal.owner


def ask(deal: Deal, context: Context, text: str) -> Outcome:
    """Ask who wants a deal's handoff, or else who works it; no one asks themselves."""
    to, one = asked_of(deal), context.company.one
    if one(to) == one(context.by.id):
        return refused(deal, AskedYourself())
    return happened(deal, context, Asked(len(deal.questions) + 1, text, to))


def reply(deal: Deal, context: Context, number: int, answer: str) -> Outcome:
    """Answer a question, as the one who was asked or as someone who works the deal."""
    found = next((one for one in deal.questions if one.number == number), None)
    if found is None:
        return refused(deal, NoSuchQuestion())
    if not rights.may_reply(found, deal, context):
        return refused(deal, NotYours("reply"))
    if found.answer:
        return refused(deal, QuestionAnswered(found.answered_by))
    return happened(deal, context, Replied(number, answer))
