"""The deal's lists: objections, triggers, obligations and payments - and the specialists called in."""

import re
from collections.abc import Mapping

from adapters.card import Card
from adapters.chat import Answer
from bot import reading
from bot.commands.registry import WORKS, command
from bot.request import Request, private, shown
from bot.sorry import Sorry
from bot.views import forms, say
from bot.views.deal import deal_card
from bot.views.refusal import refusal_card
from bot.vocabulary import activity, the_day, the_one
from process import course, lists
from process.deal import Deal
from process.facts import Closed
from process.item import Item, ListName
from process.outcome import Outcome


@command("objection [<deal>] <number> removed [<how>]", who=WORKS)
def objection_removed(request: Request, deal: Deal, number: str, how: str = "") -> Answer:
    """Say how an objection was removed."""
    return _close(request, deal, "objection", number, how)


@command("objection [<deal>] <text>", "objection [<deal>]", who=WORKS + ", a specialist")
def objection(request: Request, deal: Deal, text: str = "") -> Answer:
    """Put an objection on the deal's list: `objection acme too slow raised by CFO`."""
    text, _, contact = _cut(text, "raised by")
    return _put(request, deal, "objection", {"text": text, "contact": contact})


@command("trigger [<deal>] <number> happened [<how>]", who=WORKS + ", the trigger's owner")
def trigger_happened(request: Request, deal: Deal, number: str, how: str = "") -> Answer:
    """Say that a trigger happened, and how."""
    return _close(request, deal, "trigger", number, how)


@command("trigger [<deal>] <text>", "trigger [<deal>]", who=WORKS + ", a specialist")
def trigger(request: Request, deal: Deal, text: str = "") -> Answer:
    """Note what will make them buy: `trigger acme board signs the budget by 12 May owner @rob`."""
    text, _, owner = _cut(text, "owner")
    text, _, due = _cut(text, "by")
    return _put(request, deal, "trigger", {"text": text, "owner": owner, "due": due})


@command("obligation [<deal>] <number> kept [<how>]", who=WORKS + ", the obligation's owner")
def obligation_kept(request: Request, deal: Deal, number: str, how: str = "") -> Answer:
    """Say that an obligation was kept, and how."""
    return _close(request, deal, "obligation", number, how)


@command("obligation [<deal>] <text>", "obligation [<deal>]", who=WORKS + ", a specialist")
def obligation(request: Request, deal: Deal, text: str = "") -> Answer:
    """Note what we promised: `obligation acme training for 20 people by 1 June`."""
    text, _, owner = _cut(text, "owner")
    text, _, due = _cut(text, "by")
    return _put(request, deal, "obligation", {"text": text, "owner": owner, "due": due})


@command("payment [<deal>] <number> received [<how>]", who=WORKS + ", the payment's owner")
def payment_received(request: Request, deal: Deal, number: str, how: str = "") -> Answer:
    """Say that a payment came in."""
    return _close(request, deal, "payment", number, how)


@command("payment [<deal>] <text>", "payment [<deal>]", who=WORKS + ", a specialist")
def payment(request: Request, deal: Deal, text: str = "") -> Answer:
    """Note an agreed payment: `payment acme 25000 EUR by 1 June`."""
    text, _, owner = _cut(text, "owner")
    text, _, due = _cut(text, "by")
    return _put(request, deal, "payment", {"text": text, "owner": owner, "due": due})


def _cut(text: str, mark: str) -> tuple[str, str, str]:
    """A text before and after the last occurrence of a mark between blanks."""
    found = list(re.finditer(rf"\s{mark}\s", text, re.IGNORECASE))
    return (text[: found[-1].start()], mark, text[found[-1].end() :]) if found else (text, "", "")


def _put(request: Request, deal: Deal, name: ListName, typed: Mapping[str, str]) -> Answer:
    """Put an item on a list, from what was typed or from its form."""
    said = {**request.values, **{key: words for key, words in typed.items() if words}}
    if "text" not in said:
        return private(Card(f"{name.capitalize()} on {deal.name}", (forms.item_form(deal, request.on(deal), name),)))
    item = Item(
        name,
        0,
        _fitting(said["text"]),
        request.me.id,
        request.scene.now,
        contact=said.get("contact", ""),
        owner=request.colleague(said["owner"].strip()).id if "owner" in said else "",
        due=the_day(said["due"], request.here) if "due" in said else None,
    )
    return _answer(request, deal, lists.put(deal, request.on(deal), item))


LONGEST = 500


def _fitting(text: str) -> str:
    if len(text) > LONGEST:
        raise Sorry(say.sorry(f"That is {len(text):,} characters; what stands on a list has at most {LONGEST}."))
    return " ".join(text.split())


def _close(request: Request, deal: Deal, name: ListName, number: str, how: str) -> Answer:
    how = how or request.values.get("how", "")
    said = reading.said(how, request.here)
    said_by = said.contact or request.values.get("said_by", "")
    item = deal.item(name, int(number))
    if not how and item is not None and item.open:
        return private(
            Card(f"{name.capitalize()} {number} on {deal.name}", (forms.close_form(deal, request.on(deal), item),))
        )
    where = said.where or request.values.get("where", "")
    return _answer(
        request, deal, lists.close(deal, request.on(deal), Closed(name, int(number), said.value, said_by, where))
    )


def _answer(request: Request, deal: Deal, outcome: Outcome) -> Answer:
    if outcome.refusal:
        return private(refusal_card(deal, request.on(deal), outcome.refusal))
    saved = request.keep(deal, outcome)
    return shown(deal_card(saved, request.on(saved)))


@command("engage [<deal>] <team> because <note>", "engage [<deal>] <team>", who=WORKS)
def engage(request: Request, deal: Deal, team: str, note: str = "") -> Answer:
    """Call in a specialist team: `engage acme legal because they want our paper changed`."""
    scene = request.on(deal)
    found = the_one(team, "team", scene.playbook.teams)
    outcome = lists.engage(deal, scene, found, note)
    if outcome.refusal:
        return private(refusal_card(deal, scene, outcome.refusal))
    request.keep(deal, outcome)
    title = f"{found.capitalize()} is engaged on {deal.name}"
    return shown(say.note(title, "They were told, and their word counts for what they attest.", tone="good"))


@command("log [<deal>] <activity> <note>", "log [<deal>] [<activity>]", who=WORKS + ", an engaged specialist")
def log(request: Request, deal: Deal, activity: str = "", note: str = "") -> Answer:
    """Keep a call, e-mail, meeting, LinkedIn contact or event: `log acme call went through the offer`."""
    given = request.values
    return keep_log(request, deal, activity or given.get("activity", ""), note or given.get("note", ""))


def keep_log(request: Request, deal: Deal, words: str, note: str) -> Answer:
    """Keep a contact, or ask for what is not known of it; `words` say which activity it was."""
    kind = activity(words)
    if not (kind and note):
        return private(Card(f"Log what happened on {deal.name}", (forms.log_form(deal, request.on(deal), kind or ""),)))
    outcome = course.log(deal, request.on(deal), kind, _fitting(note), request.values.get("contact", ""))
    if outcome.refusal:
        return private(refusal_card(deal, request.on(deal), outcome.refusal))
    request.keep(deal, outcome)
    return shown(say.note(f"Logged on {deal.name}", f"{kind[:1].upper() + kind[1:]}: {_fitting(note)}", tone="good"))
