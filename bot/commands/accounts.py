"""Accounts and changes of the team: which accounts are one person, and who changed what about our people."""

from dataclasses import replace

from adapters.chat import Answer
from bot.commands.registry import command
from bot.effects import notify, team_changes
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import people, team_ledger, tenants
from bot.views import accounts
from bot.views.team_history import changes_card
from process.team_change import TeamChange


@command("team history", who="anyone")
def history(request: Request) -> Answer:
    """Show who changed which role, team, manager or account, and when."""
    changes = team_ledger.latest(request.tx, request.tenant.id)
    return private(changes_card(changes, request.context, "Changes of our team"))


@command("team <colleague> is also <other>", who="admin", may="admin")
def also(request: Request, colleague: str, other: str) -> Answer:
    """Say that an account is another one of the same person: `team @mia is also @mia.sub`. That account confirms it."""
    main, second = request.colleague(colleague), request.colleague(other)
    if request.context.company.one(main.id) == request.context.company.one(second.id):
        raise Misunderstood(accounts.one_already(main.name, second.name))
    tenants.alone(request.tx, request.tenant.id)
    known = people.find(request.tx, request.tenant.id, second.id)
    if known is None:
        raise LookupError(f"person {second.id} is not stored")
    people.save(request.tx, request.tenant.id, known, replace(known, claimed=main.id))
    ask = accounts.is_this_you(request.me.name, main.name)
    notify.person(request.tx, request.tenant, second.id, ask, subject=f"claimed:{second.id}", now=request.context.now)
    return private(accounts.asked(second.name))


@command("team confirm", who="the account an admin asked")
def confirm(request: Request) -> Answer:
    """Confirm that this account and the one an admin named are one person."""
    tenants.alone(request.tx, request.tenant.id)
    known = people.find(request.tx, request.tenant.id, request.me.id)
    if known is None or not known.claimed:
        raise Misunderstood(accounts.NOTHING_CLAIMED)
    linked = replace(known, claimed="", colleague=replace(known.colleague, same_as=known.claimed))
    change = TeamChange(request.context.now, request.me.id, known.id, "link", other=known.claimed)
    team_changes.save(request.tx, request.tenant, known, linked, change)
    company = people.company(request.tx, request.tenant.id)
    context = replace(request.context, company=company)
    team_changes.notify_managers(request.tx, request.tenant, context)
    main = company.people[known.claimed]
    return private(accounts.are_one(main.name, known.colleague.name))
