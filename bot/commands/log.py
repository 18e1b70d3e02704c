"""Contacts with a customer: logged on a deal, also from the text of a person's message."""

import re
from collections.abc import Sequence
from dataclasses import replace

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.arguments import fitting
from bot.commands.contact_argument import the_contact
from bot.commands.registry import WORKS, command
from bot.language.said_at import said_with
from bot.language.understanding.choices import language_of
from bot.language.understanding.deal_names import DealNames, NamedDeal
from bot.language.understanding.mentions import deal_mentions
from bot.language.understanding.understand import LONGEST
from bot.language.values.words import same
from bot.language.vocabulary import activity
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, private
from bot.store import channels, deals
from bot.views import deal_names, done, form_cards, forms, opening_forms, typed
from bot.views.planned import after_activity
from process import course
from process.activity import NOTE, Activity
from process.context import Context
from process.deal import Deal


@command(
    "log [<deal>] <activity> <note>",
    "log [<deal>] [<activity>]",
    who=WORKS + ", an engaged specialist",
    agents="undoable",
)
def log(request: Request, deal: Deal, activity: str = "", note: str = "") -> Answer:
    """Log a call, e-mail, meeting, LinkedIn contact or event: `log acme call went through the offer`."""
    given = request.values
    return _save(request, deal, activity or given.get("activity", ""), note or given.get("note", ""))


def _save(request: Request, deal: Deal, words: str, note: str) -> Answer:
    """Keep a contact, or ask for what is not known of it; `words` say which activity it was."""
    kind = activity(words)
    if not (kind and note):
        blank = forms.log_form(deal, request.on(deal), kind or "")
        form = form_cards.log_on(deal.name, replace(blank, command=said_with(blank.command, request.said)))
        wrong = {"activity": typed.no_activity(words)} if words and not kind else {}
        return private(forms.again(form, {"note": note}, wrong) if wrong or note else form)
    with beside("note"):
        note = fitting(note)
    with beside("contact"):
        contact = the_contact(request, deal, request.values.get("contact", ""))
    return request.settle(
        deal,
        course.log(deal, request.among(deal), kind, note, contact, said=request.said_at),
        lambda saved, context: _done(saved, context, kind, note),
    )


def _done(deal: Deal, context: Context, kind: Activity, note: str) -> Card:
    """What was saved; after a contact, what comes next."""
    if kind == NOTE:
        return done.noted(deal.name, note)
    return done.logged(deal.name, kind, note, after_activity(deal, context))


NOTED = re.compile(r"#([0-9a-f]{12})\s+")
"""The deal that a proposal's button notes something on."""


@command("note <text>", "note", who=WORKS)
def note(request: Request, text: str = "") -> Answer:
    """Log an activity on one of your deals, from the words of a message."""
    mine = deals.working(request.tx, request.tenant.id, request.me.id)
    likely = _likely(request, text, mine)
    spoken_of = NOTED.match(text)
    if spoken_of and (deal := deals.find(request.tx, request.tenant.id, spoken_of[1])):
        likely, text = [deal], text[spoken_of.end() :]
    first = {deal.id for deal in likely}
    mine = [*likely, *(one for one in mine if one.id not in first)]
    if not mine and "deal" not in request.values:
        raise Misunderstood(deal_names.NONE_TO_LOG_ON)
    named = request.values.get("deal", "")
    chosen = next((deal for deal in mine if named and (named == deal.id or same(named) == same(deal.name))), None)
    chosen = chosen or (deals.find(request.tx, request.tenant.id, named) if named else None)
    if chosen is None:
        form = opening_forms.note_form(mine, text, _only(likely or mine))
        return private(
            form_cards.log_on_which(replace(form, command=said_with(form.command, request.said_at if text else None)))
        )
    return _save(request, chosen, request.values.get("activity", ""), request.values.get("note", ""))


def _likely(request: Request, text: str, mine: Sequence[Deal]) -> list[Deal]:
    """The deals of theirs that a message names; where it names none, the one of this channel."""
    names = DealNames([NamedDeal(deal.id, deal.name) for deal in mine])
    mentions = deal_mentions(text[:LONGEST], names, language_of(request.context.playbook))
    named = {one.id for mention in mentions for one in mention.deals}
    if not named:
        named = {channels.deal_of(request.tx, request.tenant.id, request.inbound.place) or ""}
    return [deal for deal in mine if deal.id in named]


def _only(found: Sequence[Deal]) -> str:
    """The id of the one there is; of several, the person chooses."""
    return found[0].id if len(found) == 1 else ""
