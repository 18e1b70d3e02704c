"""The deal's lists: objections, triggers, obligations and payments - and the specialists called in."""

import re
from collections.abc import Mapping

from adapters.chat import Answer
from bot.commands.arguments import cut_day, fitting, the_one, the_words
from bot.commands.contact_argument import the_contact
from bot.commands.registry import WORKS, command
from bot.language.values.answers import Value
from bot.language.values.people import read_colleague
from bot.language.vocabulary import MENTION
from bot.misunderstood import beside
from bot.request import Request, private
from bot.views import done, form_cards, forms, list_forms
from bot.views.saved import saved_by
from process import list_changes, lists
from process.context import Context
from process.deal import Deal
from process.facts import Closed
from process.four_eyes import FourEyes
from process.list_changes import Change
from process.list_item import ListItem, ListName
from process.reasons.values import SourceMissing


@command("objection [<deal>] <number> removed [<how>]", who=WORKS, agents="propose")
def objection_removed(request: Request, deal: Deal, number: str, how: str = "") -> Answer:
    """Mark an objection as removed: `objection acme 1 removed they pay in two halves`."""
    return _close(request, deal, "objection", number, how)


@command("objection [<deal>] <text>", "objection [<deal>]", who=WORKS + ", a specialist", agents="propose")
def objection(request: Request, deal: Deal, text: str = "") -> Answer:
    """Add an objection to the deal's list: `objection acme too slow raised by CFO`."""
    whole, (text, contact) = text, raised(text)
    return _put(request, deal, "objection", {"text": text, "contact": contact}, whole)


@command("trigger [<deal>] <number> happened [<how>]", who=WORKS + ", the trigger's owner", agents="propose")
def trigger_happened(request: Request, deal: Deal, number: str, how: str = "") -> Answer:
    """Mark a trigger as happened: `trigger acme 1 happened their board signed`."""
    return _close(request, deal, "trigger", number, how)


@command(
    "trigger [<deal>] <number> moved to <until> because <reason>",
    "trigger [<deal>] <number> moved",
    who=WORKS + ", the trigger's owner",
    agents="propose",
)
def trigger_moved(request: Request, deal: Deal, number: str, until: str = "", reason: str = "") -> Answer:
    """Give a trigger another day: `trigger acme 1 moved to 3 June because the board meets later`."""
    until, reason = request.given("until", until), request.given("reason", reason)
    if not (until and reason):
        return private(form_cards.item_moves(int(number), deal.name, list_forms.move_form(deal, int(number))))
    with beside("until"):
        day = request.reader.day(until)
    change = Change("trigger", int(number), reason, day)
    outcome = list_changes.reschedule(deal, request.among(deal), change)
    return request.settle(deal, outcome, saved_by(outcome.facts))


@command(
    "trigger [<deal>] <number> dropped because <reason> instead <instead>",
    "trigger [<deal>] <number> dropped",
    who=WORKS + ", the trigger's owner",
    agents="propose",
)
def trigger_dropped(request: Request, deal: Deal, number: str, reason: str = "", instead: str = "") -> Answer:
    """Drop a trigger that won't happen, for another that makes them buy instead."""
    reason, instead = request.given("reason", reason), request.given("instead", instead)
    if not (reason and instead):
        return private(form_cards.item_moves(int(number), deal.name, list_forms.drop_form(deal, int(number))))
    with beside("instead"):
        text, due = cut_day(instead, request.reader)
    change = Change("trigger", int(number), reason, due, fitting(text))
    outcome = list_changes.drop(deal, request.among(deal), change)
    return request.settle(deal, outcome, saved_by(outcome.facts))


@command("trigger [<deal>] <text>", "trigger [<deal>]", who=WORKS + ", a specialist", agents="propose")
def trigger(request: Request, deal: Deal, text: str = "") -> Answer:
    """Add what will make them buy: `trigger acme board signs the budget by 12 May owner @rob`."""
    return _put(request, deal, "trigger", promised(request, text))


@command("obligation [<deal>] <number> kept [<how>]", who=WORKS + ", the obligation's owner", agents="propose")
def obligation_kept(request: Request, deal: Deal, number: str, how: str = "") -> Answer:
    """Mark an obligation as kept: `obligation acme 1 kept all 20 are trained`."""
    return _close(request, deal, "obligation", number, how)


@command("obligation [<deal>] <text>", "obligation [<deal>]", who=WORKS + ", a specialist", agents="propose")
def obligation(request: Request, deal: Deal, text: str = "") -> Answer:
    """Add what we promised: `obligation acme training for 20 people by 1 June`."""
    return _put(request, deal, "obligation", promised(request, text))


@command("payment [<deal>] <number> received [<how>]", who=WORKS + ", the payment's owner", agents="propose")
def payment_received(request: Request, deal: Deal, number: str, how: str = "") -> Answer:
    """Mark a payment as received: `payment acme 1 received on our account`."""
    return _close(request, deal, "payment", number, how)


@command("payment [<deal>] <text>", "payment [<deal>]", who=WORKS + ", a specialist", agents="propose")
def payment(request: Request, deal: Deal, text: str = "") -> Answer:
    """Add a payment they agreed to: `payment acme 25000 EUR by 1 June`."""
    return _put(request, deal, "payment", promised(request, text))


def promised(request: Request, text: str) -> Mapping[str, str]:
    """The typed text of an item with a colleague as its owner and with a day."""
    with beside("due", slot="text"):
        text, due = cut_day(text, request.reader)
        text, owner = _cut_owner(request, text)
        if due is None:
            text, due = cut_day(text, request.reader)
    return {"text": text, "owner": owner, "due": due.isoformat() if due else ""}


def raised(text: str) -> tuple[str, str]:
    """The text of an objection and who raised it; in "prices raised by 5 %" a number follows, which isn't a contact."""
    before, contact = _cut(text, "raised by")
    return (text, "") if contact.strip()[:1].isdigit() else (before, contact)


def _cut_owner(request: Request, text: str) -> tuple[str, str]:
    """A text and the colleague at its end as its owner, by mention or by name: agents have no mentions.

    "The owner of the data" stays in the text.
    """
    before, owner = _cut(text, "owner")
    if MENTION.match(owner.strip()):
        return before, owner.strip()
    read = read_colleague(owner, request.context.company.people.values())
    return (before, read.it.id) if isinstance(read, Value) else (text, "")


def _cut(text: str, mark: str) -> tuple[str, str]:
    """A text before and after the last occurrence of a mark between blanks."""
    found = list(re.finditer(rf"\s{mark}\s", text, re.IGNORECASE))
    return (text[: found[-1].start()], text[found[-1].end() :]) if found else (text, "")


def _put(request: Request, deal: Deal, name: ListName, typed: Mapping[str, str], whole: str = "") -> Answer:
    """Put an item on a list, from what was typed or from its form."""
    said = {**request.values, **{key: words for key, words in typed.items() if words}}
    if "text" not in said:
        return private(form_cards.item(name, deal.name, forms.item_form(deal, request.on(deal), name)))
    with beside("owner"):
        owner = request.colleague(said["owner"].strip()).id if "owner" in said else ""
    with beside("due"):
        due = request.reader.day(said["due"]) if "due" in said else None
    with beside("text"):
        text = fitting(said["text"])
    with beside("contact", slot="text"):
        contact = the_contact(request, deal, said.get("contact", ""), _place(whole, said.get("contact", "")))
    item = ListItem(name, 0, text, request.me.id, request.context.now, contact=contact, owner=owner, due=due)
    outcome = lists.put(deal, request.among(deal), item)
    return request.settle(deal, outcome, saved_by(outcome.facts))


def _place(text: str, words: str) -> int:
    """Where words stand last in what was typed."""
    return max(text.rfind(words), 0)


def _close(request: Request, deal: Deal, name: ListName, number: str, how: str) -> Answer:
    how = request.given("how", how)
    item = deal.item(name, int(number))
    if not how and item is not None and item.open:
        form = list_forms.close_form(deal, request.on(deal), item)
        return private(form_cards.close_item(name, item.number, deal.name, form))
    with beside("how"):
        said = the_words(how, request.reader)
    with beside("on"):
        on = request.reader.day(request.values["on"], past=True) if "on" in request.values else said.on
    said_by, where = request.given("said_by", said.contact), request.given("where", said.where)
    with beside("said_by", slot="how"):
        said_by = the_contact(request, deal, said_by, _place(how, said_by))
    closed = Closed(name, int(number), said.value, said_by, where, on)
    outcome = lists.close(deal, request.among(deal), closed)
    if outcome.refusal and isinstance(outcome.refusal.reason, SourceMissing) and not request.from_form and item:
        form = list_forms.close_form(deal, request.among(deal), item, said.value)
        return private(form_cards.close_item(name, item.number, deal.name, form))
    return request.settle(deal, outcome, saved_by(outcome.facts))


@command("engage [<deal>] <team> because <note>", "engage [<deal>] <team>", who=WORKS, agents="propose")
def engage(request: Request, deal: Deal, team: str, note: str = "") -> Answer:
    """Ask a specialist team to answer: `engage acme legal because they want our contract changed`."""
    found = the_one(team, "team", request.on(deal).playbook.teams)
    if words := request.values.get("note", ""):
        with beside("note"):
            note = fitting(words)
    return request.settle(
        deal,
        lists.engage(deal, request.on(deal), found, note),
        lambda saved, context: done.engaged(found, saved.name, *_answering(saved, context, found)),
    )


def _answering(deal: Deal, context: Context, team: str) -> tuple[list[str], list[str]]:
    """The names of those who can answer for a team on a deal, and of those who can clear its exit for it."""
    eyes = FourEyes(deal, context.company, context.now)
    able = [vote.person.name for vote in eyes.answerers(team)]
    return able, [vote.person.name for vote in eyes.clearers(team)]
