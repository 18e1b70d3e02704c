"""The company: who is who, who stands in for whom, and the tenant's settings."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import get_args

import holidays

from adapters.card import Card
from adapters.chat import Answer
from bot import reading, weekdays
from bot.commands.registry import command
from bot.request import Request, private, shown
from bot.sorry import Sorry
from bot.store import digests, people, rules
from bot.store.digests import Digest
from bot.store.tenants import ADMISSIONS, Tenant
from bot.views import openers, say
from bot.views.digests import channel_name
from bot.views.team import settings_card, team_card
from bot.views.words import both
from bot.vocabulary import short, the_one, the_zone
from process.colleague import Colleague, Role

ROLES: tuple[Role, ...] = get_args(Role)


@command("team <colleague> is specialist in <team>", who="admin", may="admin")
def specialist(request: Request, colleague: str, team: str) -> Answer:
    """Make someone a specialist of a team whose word exits ask for."""
    who = request.colleague(colleague)
    return _keep(request, replace(who, teams=who.teams | {_team(request, team)}))


@command("team <colleague> is no specialist in <team>", who="admin", may="admin")
def no_specialist(request: Request, colleague: str, team: str) -> Answer:
    """Take someone off a team of specialists."""
    who = request.colleague(colleague)
    return _keep(request, replace(who, teams=who.teams - {_team(request, team)}))


def _team(request: Request, words: str) -> str:
    return the_one(words, "team", request.books.default.teams)


@command("team <colleague> is <role>", who="admin", may="admin")
def role(request: Request, colleague: str, role: str) -> Answer:
    """Give someone a role: rep, manager, account manager or admin."""
    who = request.colleague(colleague)
    return _keep(request, replace(who, roles=who.roles | {_role(role)}))


@command("team <colleague> is no <role>", who="admin", may="admin")
def no_role(request: Request, colleague: str, role: str) -> Answer:
    """Take a role from someone."""
    who, found = request.colleague(colleague), _role(role)
    if found == "admin":
        _leave_an_admin(request, who)
    return _keep(request, replace(who, roles=who.roles - {found}))


def _role(words: str) -> Role:
    return next(one for one in ROLES if one == the_one(words, "role", ROLES))


def _leave_an_admin(request: Request, who: Colleague) -> None:
    """Raise Sorry where without this one nobody would be admin."""
    everyone = request.scene.company.people.values()
    if not any("admin" in one.roles and one.active and one.id != who.id for one in everyone):
        raise Sorry(say.sorry("Somebody has to be admin; make another one first."))


@command("team <colleague> reports to <other>", who="admin", may="admin")
def reports_to(request: Request, colleague: str, other: str) -> Answer:
    """Say whom someone reports to; approvals go up this line."""
    who, boss = request.colleague(colleague), request.colleague(other)
    if boss.id == who.id or who.id in {one.id for one in request.scene.company.line(boss.id)}:
        raise Sorry(say.sorry(f"{who.name} cannot report to {boss.name}: that line would run in a circle."))
    return _keep(request, replace(who, boss=boss.id))


@command("team <colleague> left", who="admin", may="admin")
def left(request: Request, colleague: str) -> Answer:
    """Say that someone is no longer with us: they can do nothing more here."""
    who = _present_or_not(request, colleague)
    _leave_an_admin(request, who)
    return _keep(request, replace(who, active=False))


@command("team <colleague> is back", who="admin", may="admin")
def back_again(request: Request, colleague: str) -> Answer:
    """Say that someone who had left is with us again."""
    return _keep(request, replace(_present_or_not(request, colleague), active=True))


def _present_or_not(request: Request, mention: str) -> Colleague:
    known = people.find(request.tx, request.tenant.id, request.person_id(mention))
    if known is None:
        raise Sorry(say.sorry("Name one of our own people by mention, such as @rob."))
    return known.colleague


@command("team", who="anyone")
def team(request: Request) -> Answer:
    """Show who is who: roles, teams, who reports to whom, who is away."""
    return private(team_card(request.scene))


def _keep(request: Request, colleague: Colleague) -> Answer:
    known = people.find(request.tx, request.tenant.id, colleague.id)
    if known is None:
        raise Sorry(say.sorry("Name one of our own people by mention, such as @rob."))
    people.save(request.tx, request.tenant.id, replace(known, colleague=colleague))
    scene = replace(request.scene, company=people.company(request.tx, request.tenant.id))
    return shown(team_card(scene))


@command("away off", who="anyone")
def away_off(request: Request) -> Answer:
    """Be back: nobody stands in for me any more."""
    _save_me(request, replace(request.me, delegate="", away_until=None))
    return private(say.note("Welcome back", "What needs a manager comes to you again.", tone="good"))


@command("away until <until> delegate <colleague>", "away", who="anyone")
def away(request: Request, until: str = "", colleague: str = "") -> Answer:
    """Name who stands in for me until a day: `away until 3 May delegate @max`."""
    until, colleague = until or request.values.get("until", ""), colleague or request.values.get("colleague", "")
    if not (until and colleague):
        return private(Card("Who stands in for you?", (openers.away_form(request.scene),)))
    day = reading.day(until, request.here)
    if day is None or day < request.scene.today or day > request.scene.today + timedelta(days=366):
        raise Sorry(say.sorry(f"“{short(until)}” is no day within a year from now; say it such as 3 May."))
    other = request.colleague(colleague)
    if other.id == request.me.id:
        raise Sorry(say.sorry("You cannot stand in for yourself; name a colleague."))
    ends = datetime.combine(day + timedelta(days=1), time(), request.scene.zone).astimezone(UTC)
    _save_me(request, replace(request.me, delegate=other.id, away_until=ends))
    return private(
        say.note("Have a good time", f"{other.name} stands in for you through {day:%-d %B %Y}.", tone="good")
    )


def _save_me(request: Request, me: Colleague) -> None:
    people.save(request.tx, request.tenant.id, replace(request.person, colleague=me))


@command("settings zone <zone>", who="admin", may="admin")
def company_zone(request: Request, zone: str) -> Answer:
    """Set the company's time zone."""
    return _settle(request, replace(request.tenant, zone=the_zone(zone)))


@command("settings country <country>", who="admin", may="admin")
def country(request: Request, country: str) -> Answer:
    """Set the company's country, whose holidays are no working days: `settings country DE`."""
    found = the_one(country, "country", tuple(holidays.list_supported_countries()))
    return _settle(request, replace(request.tenant, country=found))


@command("settings currency <currency>", who="admin", may="admin")
def currency(request: Request, currency: str) -> Answer:
    """Set the currency taken where an amount names none."""
    found = the_one(currency, "currency", tuple(reading.CURRENCIES))
    return _settle(request, replace(request.tenant, currency=found))


@command("settings admission <admission>", who="admin", may="admin")
def admission(request: Request, admission: str) -> Answer:
    """Say who joins: every full member with their first command (`members`), or whom an admin names (`invitation`)."""
    return _settle(request, replace(request.tenant, admission=the_one(admission, "admission", ADMISSIONS)))


def _settle(request: Request, tenant: Tenant) -> Answer:
    people.save_tenant(request.tx, tenant)
    return shown(_card(request, tenant))


@command("settings", who="anyone")
def settings(request: Request) -> Answer:
    """Show the company's time zone, country and currency, who joins, its digests and rules; and what is my own."""
    return private(_card(request, request.tenant))


def _card(request: Request, tenant: Tenant) -> Card:
    mine = request.person
    spoken = (
        ("Digests", both([_digest(one) for one in digests.every(request.tx, tenant.id)]) or "none, see /deal digest"),
        ("The clock's rules", _eased(request, tenant)),
        ("My zone", mine.zone or "the company's"),
        ("My quiet hours", mine.quiet or "none; nudges come from nine to six"),
    )
    return settings_card(tenant.zone, tenant.country, tenant.currency, tenant.admission, spoken)


def _digest(one: Digest) -> str:
    return f"{channel_name(one.place)} at {one.at.isoformat('minutes')}, {weekdays.told(one.days)}"


def _eased(request: Request, tenant: Tenant) -> str:
    """Which rules are not as the playbook has them."""
    eased = rules.every(request.tx, tenant.id).values()
    words = [f"{one.rule} {'off' if one.off else f'{one.later} days later' if one.later else 'on'}" for one in eased]
    return f"{', '.join(words) or 'as the playbook has them'}; see /deal rules"
