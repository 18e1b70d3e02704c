"""Round again: the next deal out of this one, and the flywheel of customers."""

from dataclasses import replace
from itertools import chain, count

from adapters.chat import Answer
from bot.commands.arguments import free_name, the_one
from bot.commands.registry import WORKS, command
from bot.language.deal_lookup import namesake
from bot.language.values.names import tidy
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, fresh_id, private
from bot.store import customers, deal_queries, deals, figures, links
from bot.store.deals import Brief
from bot.store.figures import Asked
from bot.store.names import company_key
from bot.views import form_cards, opening_forms, typed
from bot.views.flywheel import (
    MOST_CUSTOMERS,
    MOST_LINKS,
    MOST_REFERRALS,
    MOST_RENEWALS,
    flywheel_card,
    turns_card,
)
from bot.views.next_cycles import another_card
from bot.views.refusal import refusal_card
from bot.views.saved import begun_card, saved_by
from process import course
from process.care import care
from process.course import Following
from process.deal import NEXT_CYCLES, CycleKind, Deal
from process.flywheel import Flywheel, turns
from process.referral import refer

MOST_IN_CARE = 50
"""So many won deals are looked through for what they need, those with the first day to come."""
MOST_ASKED = 3


@command("next [<deal>] <kind> [as <name>]", "next [<deal>]", who=WORKS, agents="propose")
def next_deal(request: Request, deal: Deal, kind: str = "", name: str = "") -> Answer:
    """Open the next cycle with this customer: a renewal, cross-sell, up-sell or referral."""
    kind, name = request.given("kind", kind), request.given("name", name)
    if not kind:
        return private(form_cards.what_comes_after(deal.name, opening_forms.next_form(deal)))
    found, wanted = _kind(kind), tidy(name)
    with beside("name"):
        name = _name(request, deal, found, wanted)
    context = request.on(deal)
    book = request.playbooks.following(deal, found)
    old, new = course.next_cycle(deal, context, book, Following(fresh_id(), name, found))
    if old.refusal:
        return private(refusal_card(deal, context, old.refusal))
    if not wanted and (there := _there_already(request, deal, found)):
        return private(another_card(deal, (there.id, there.name), found, name))
    request.save(deal, old)
    opened = request.save(None, new)
    return private(begun_card(opened, request.on(opened)))


def _kind(words: str) -> CycleKind:
    found = the_one(words, "next cycle", NEXT_CYCLES)
    return next(kind for kind in NEXT_CYCLES if kind == found)


def _there_already(request: Request, deal: Deal, kind: CycleKind) -> Brief | None:
    """The open deal of this kind that follows this one: a second press, or a colleague's, makes no other."""
    followed = deals.linked(request.tx, request.tenant.id, deal.id)
    return next((one for one in followed if one.state == "open" and one.kind == kind), None)


def _name(request: Request, deal: Deal, kind: CycleKind, wanted: str) -> str:
    """The name that is wanted for the next deal or, for none, one that no open deal has: Acme up-sell 2."""
    if not wanted:
        plain = f"{deal.account} {kind}"
        names = chain([plain], (f"{plain} {nth}" for nth in count(2)))
        return next(name for name in names if namesake(request.tx, request.tenant.id, name) is None)
    return free_name(request.tx, request.tenant.id, wanted)


@command("referral [<deal>] from <customer>", "referral [<deal>]", who=WORKS, agents="propose")
def referral(request: Request, deal: Deal, customer: str = "") -> Answer:
    """Say which customer referred a deal: `referral acme from Globex`. It then counts on the flywheel."""
    customer = request.given("customer", customer)
    if not customer:
        return private(form_cards.who_referred(deal.name, opening_forms.referral_form(deal)))
    with beside("customer"):
        giver = _giver(request, customer)
    if company_key(giver.account) == company_key(deal.account):
        giver = replace(giver, account=deal.account)  # the same customer, written in another way
    outcome = refer(deal, request.on(deal), giver)
    return request.settle(deal, outcome, saved_by(outcome.facts))


def _giver(request: Request, customer: str) -> Deal:
    """The latest won deal of that customer; raises Misunderstood where none of ours goes by this name."""
    wanted = company_key(customer)
    for brief, account in deal_queries.won_names(request.tx, request.tenant.id):
        if wanted in (company_key(account), company_key(brief.name)):
            found = deals.find(request.tx, request.tenant.id, brief.id)
            if found is not None:
                return found
    raise Misunderstood(typed.no_customer(customer))


@command("flywheel", reads=True, who="anyone", agents="read")
def show_flywheel(request: Request) -> Answer:
    """Show your customers, who of them came back, what each needs next, and where referrals came from."""
    tx, tenant, playbook, today = request.tx, request.tenant.id, request.playbooks.default, request.context.today
    known = deal_queries.in_care(tx, tenant, today, MOST_IN_CARE)
    served = [care(deal, today, request.context.zone) for deal in known]
    served.sort(key=lambda one: one.urgency(today))
    unreferred = deal_queries.unreferred(tx, tenant, playbook.referral, MOST_ASKED)
    return private(flywheel_card(_flywheel(request), served, unreferred, request.context))


def _flywheel(request: Request) -> Flywheel:
    """The customers. Those who sell can renew what they own, everyone else anything."""
    tx, tenant, me = request.tx, request.tenant.id, request.me
    owner = "" if me.manages or "account manager" in me.roles else me.id
    return Flywheel(
        customers.stand(tx, tenant),
        tuple(customers.first(tx, tenant, MOST_CUSTOMERS)),
        tuple(customers.latest_wins(tx, tenant, MOST_RENEWALS, owner)),
        customers.to_ask(tx, tenant),
        links.links(tx, tenant, MOST_REFERRALS, referrals=True),
    )


@command("flywheel turns", reads=True, who="anyone", agents="read")
def show_turns(request: Request) -> Answer:
    """Show the same deals as turns: by kind, and which deal led to which."""
    tx, tenant = request.tx, request.tenant.id
    groups, linked = figures.alike(tx, Asked(tenant)), links.links(tx, tenant, MOST_LINKS)
    return private(turns_card(turns(groups, linked, request.playbooks.default)))
