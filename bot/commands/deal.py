"""Deals: begun, shown, changed, handed over, tied to a channel."""

import re
from collections.abc import Mapping
from functools import partial

from adapters.card import Card
from adapters.chat import Answer
from bot.commands.arguments import fit_name, free_name, the_complexity, the_one, the_playbook
from bot.commands.first_contact import with_first_contact
from bot.commands.registry import command
from bot.company.account_past import past_of
from bot.language.deal_lookup import same_company
from bot.language.values.names import on_playbook, tidy
from bot.language.vocabulary import attribute
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, fresh_id, private, shown
from bot.store import approvals, channels, deals, ledger
from bot.store.names import name_key
from bot.store.voided import voided_by
from bot.views import done, form_cards, forms, opening_forms, typed
from bot.views.answers import answers_card
from bot.views.approval_cards import standing_card
from bot.views.deal import deal_card
from bot.views.every_step import every_step_card
from bot.views.history import history_card
from bot.views.new_deal import is_it_this, not_for_new, which_playbook
from bot.views.saved import begun_card, saved_by
from bot.views.whole_deal import whole_deal_card
from process import course
from process.context import Context
from process.deal import Deal
from process.facts import Changed
from process.outcome import Outcome, together
from process.playbook_fit import fits

QUOTE = re.compile('["“„]')


@command("new after a first contact", who="anyone")
def new_after_contact(request: Request) -> Answer:
    """Start a deal with what you heard or said first, from a form."""
    name = request.values.get("name", "")
    if not name:
        return private(form_cards.new_deal(opening_forms.first_contact_form()))
    return _new(request, name, "")


@command("new <name> on <playbook> anyway", "new <name> anyway", who="anyone")
def new_anyway(request: Request, name: str, playbook: str = "") -> Answer:
    """Begin a deal though an open one has nearly the same name."""
    return _new(request, name, playbook, anyway=True)


@command("new <name> on <playbook>", "new <name>", "new", who="anyone", agents="propose", omits=("playbook",))
def new(request: Request, name: str = "", playbook: str = "") -> Answer:
    """Start a deal with a customer, in the first stage."""
    name, playbook = request.values.get("name", name), request.given("playbook", playbook)
    if not name:
        return private(form_cards.new_deal(opening_forms.new_form(request.playbooks.for_new())))
    return _new(request, name, playbook)


def _new(request: Request, name: str, playbook: str, *, anyway: bool = False) -> Answer:
    with beside("name"):
        name, playbook = _apart(request, tidy(name), playbook)
        fit_name(name)  # before 4,000 characters are compared with the names of all deals
    with beside("playbook"):
        book = the_playbook(request.playbooks, playbook)
        if not fits(book, None, "new"):
            raise Misunderstood(not_for_new(book.name, request.playbooks.for_new()))
    if not anyway and (known := same_company(request.tx, request.tenant.id, name)):
        return private(is_it_this(name, playbook, [(brief.id, brief.name) for brief in known]))
    with beside("name"):
        free_name(request.tx, request.tenant.id, name)
    begun = with_first_contact(request, course.begin(request.at(book), fresh_id(), name, name), request.at(book))
    deal = request.save(None, begun)
    return shown(request.with_undo(None, begun, deal, begun_card(deal, request.on(deal))))


def _apart(request: Request, name: str, playbook: str) -> tuple[str, str]:
    """The name and the playbook that "Umbra on Quick" means; raises Misunderstood with a question where it is unclear.

    What is in quotes, or beside a chosen playbook in a form, is meant as it is.
    """
    known, quoted = tuple(request.playbooks.today), QUOTE.search(request.inbound.text)
    if quoted or "playbook" in request.values:
        return name, playbook
    words = f"{name} on {playbook}" if playbook else name
    found = on_playbook(words, known)
    if len(found) == 1 and found[0].exact:
        return found[0].name, found[0].playbook
    if not found:
        return words, ""
    whole = [] if found[0].exact else [(words, "")]
    raise Misunderstood(which_playbook([*((one.name, one.playbook) for one in found), *whole]))


@command("show [<deal>] all", reads=True, who="anyone", agents="read")
def show_all(request: Request, deal: Deal) -> Answer:
    """Show everything on a deal: both routes, every question that is open, every item, and what is seldom done."""
    return private(whole_deal_card(deal, request.on(deal), *_relatives(request, deal)))


def _relatives(request: Request, deal: Deal) -> tuple[list[tuple[str, str]], str]:
    """The deals that were opened out of this one (name and kind), and the name of the one before it."""
    linked = [(brief.name, str(brief.kind)) for brief in deals.linked(request.tx, request.tenant.id, deal.id)]
    parent = deals.find(request.tx, request.tenant.id, deal.parent) if deal.parent else None
    return linked, parent.name if parent else ""


@command("show [<deal>]", "show approval <approval>", reads=True, who="anyone", agents="read")
def show(request: Request, deal: Deal | None = None, approval: str = "") -> Answer:
    """Show a deal: where it stands, what takes it on, and who owes that. `show acme all` shows everything."""
    if deal is None:
        return private(_approval(request, approval))
    return private(deal_card(deal, request.on(deal), *_relatives(request, deal)))


def _approval(request: Request, approval: str) -> Card:
    """An approval as it is now for the reader: posted cards refresh themselves with it."""
    found = approvals.find(request.tx, request.tenant.id, approval)
    deal = deals.find(request.tx, request.tenant.id, found[0]) if found else None
    if found is None or deal is None:
        raise Misunderstood(typed.NO_SUCH_APPROVAL)
    asked = deal.approval if deal.approval and deal.approval.id == approval else found[1]
    changed = voided_by(request.tx, request.tenant.id, deal.id, asked)
    context = request.with_siblings(deal)
    past = past_of(request.tx, request.tenant.id, deal, context.playbook)
    return standing_card(deal, context, asked, changed, past)


@command("answers [<deal>]", reads=True, who="anyone", agents="read")
def answers(request: Request, deal: Deal) -> Answer:
    """Show every answer on a deal, with who gave it and when. Managers also see skip attempts."""
    return private(answers_card(deal, request.on(deal), ledger.of_deal(request.tx, request.tenant.id, deal.id)))


@command("history [<deal>] all [<number>]", reads=True, who="anyone", agents="read")
def every_step(request: Request, deal: Deal, number: str = "1") -> Answer:
    """Show everything that happened to a deal, step by step; managers and the owner see skip attempts and waivers."""
    entries = ledger.of_deal(request.tx, request.tenant.id, deal.id)
    return private(every_step_card(deal, request.on(deal), entries, int(number)))


@command("history [<deal>]", reads=True, who="anyone", agents="read")
def history(request: Request, deal: Deal) -> Answer:
    """Show a deal's way through its stages in short. `history acme all` shows every step."""
    return private(history_card(deal, request.on(deal), ledger.of_deal(request.tx, request.tenant.id, deal.id)))


@command(
    "set [<deal>] <attribute> <value>",
    "set [<deal>]",
    who="owner, manager; lower complexity: a manager, not the owner",
    agents="undoable",
)
def set_attribute(request: Request, deal: Deal, attribute: str = "", value: str = "") -> Answer:
    """Set a deal's amount, close date, product, complexity or name."""
    wanted = {attribute: value} if attribute else dict(request.values)
    form = forms.set_form(deal, request.on(deal))
    if not wanted:
        return private(form_cards.change(deal.name, form))
    if not attribute and request.inbound.subject != form.subject:
        return private(form_cards.changed_meanwhile(deal.name, form))
    outcome = set_outcome(request, deal, wanted)
    return request.settle(deal, outcome, saved_by(outcome.facts))


def set_outcome(request: Request, deal: Deal, wanted: Mapping[str, str]) -> Outcome:
    """What setting these attributes comes to, all of them or none; `wanted` is what was typed for each.

    Raises Misunderstood, and Unclear with a question, for words that can't be read.
    """
    changes: list[Changed] = []
    for key, words in wanted.items():
        with beside(key, slot="value"):
            changes.append(_changed(request, deal, key.replace("_", " "), words))
    context = request.on(deal)
    return together(deal, [partial(_change, context, one) for one in changes])


def _change(context: Context, changed: Changed, deal: Deal) -> Outcome:
    return course.change(deal, context, changed)


def _changed(request: Request, deal: Deal, said: str, words: str) -> Changed:
    """What is to change, read from words; raises Misunderstood with a sentence where they do not fit."""
    match attribute(said):
        case "name":
            return Changed("name", deal.name, name=_new_name(request, deal, tidy(words)))
        case "amount":
            return Changed("amount", str(deal.amount or ""), amount=request.reader.money(words))
        case "close date":
            was = deal.close_date.isoformat() if deal.close_date else ""
            return Changed("close date", was, close_date=request.reader.day(words))
        case "product":
            known = request.on(deal).playbook.products
            return Changed("product", deal.product, product=the_one(words, "product", known) if known else words)
        case "complexity":
            return Changed(
                "complexity", deal.complexity if deal.complexity_known else "", complexity=the_complexity(words)
            )
        case _:
            raise Misunderstood(typed.no_attribute(said))


def _new_name(request: Request, deal: Deal, name: str) -> str:
    # Its own name, written in another way, is not taken by another deal.
    if name_key(name) == name_key(deal.name):
        return fit_name(name)
    return free_name(request.tx, request.tenant.id, name)


@command("assign [<deal>] to <colleague>", "assign [<deal>]", who="owner, manager")
def assign(request: Request, deal: Deal, colleague: str = "") -> Answer:
    """Hand a deal to another owner."""
    colleague = request.given("colleague", colleague)
    if not colleague:
        return private(form_cards.hand_over(deal.name, forms.assign_form(deal, request.on(deal))))
    with beside("colleague"):
        owner = request.colleague(colleague)
    return request.settle(
        deal,
        course.assign(deal, request.on(deal), owner.id),
        lambda saved, _: done.new_owner(saved.name, owner.name),
    )


@command("here [<deal>]", who="anyone")
def here(request: Request, deal: Deal) -> Answer:
    """Make this channel the deal's own. You can then leave its name out here."""
    place = request.inbound.place
    if place.kind != "channel":
        raise Misunderstood(typed.NOT_A_DEALS_CHANNEL)
    channels.bind(request.tx, request.tenant.id, place, deal.id)
    return shown(done.deals_own_channel(deal.name))
