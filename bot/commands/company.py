"""The company: who is who, who stands in for whom, and the tenant's settings."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import get_args
from zoneinfo import available_timezones

import holidays

from adapters.card import Card
from adapters.chat import Answer
from bot import reading
from bot.commands.registry import command
from bot.request import Request, private, shown
from bot.sorry import Sorry
from bot.store import people
from bot.views import openers, say
from bot.views.team import settings_card, team_card
from bot.vocabulary import short, the_one
from process.colleague import Colleague, Role

ROLES: tuple[Role, ...] = get_args(Role)


@command(
    "team <colleague> is no specialist in <team>", "team <colleague> is specialist in <team>", who="admin", may="admin"
)
def specialist(request: Request, colleague: str, team: str) -> Answer:
    """Make someone a specialist of a team whose word exits ask for."""
    who, found = request.colleague(colleague), the_one(team, "team", request.books.default.teams)
    no_longer = " is no specialist" in request.inbound.text.casefold()
    teams = who.teams - {found} if no_longer else who.teams | {found}
    return _keep(request, replace(who, teams=frozenset(teams)))


@command("team <colleague> is no <role>", "team <colleague> is <role>", who="admin", may="admin")
def role(request: Request, colleague: str, role: str) -> Answer:
    """Give someone a role: rep, manager, account manager or admin."""
    who = request.colleague(colleague)
    found = next(one for one in ROLES if one == the_one(role, "role", ROLES))
    taken = " is no " in request.inbound.text.casefold()
    if taken and found == "admin" and not _another_admin(request, who):
        raise Sorry(say.sorry("Somebody has to be admin; make another one first."))
    roles = who.roles - {found} if taken else who.roles | {found}
    return _keep(request, replace(who, roles=frozenset(roles)))


def _another_admin(request: Request, who: Colleague) -> bool:
    everyone = request.scene.company.people.values()
    return any("admin" in one.roles and one.active and one.id != who.id for one in everyone)


@command("team <colleague> reports to <other>", who="admin", may="admin")
def reports_to(request: Request, colleague: str, other: str) -> Answer:
    """Say whom someone reports to; approvals go up this line."""
    who, boss = request.colleague(colleague), request.colleague(other)
    if boss.id == who.id or who.id in {one.id for one in request.scene.company.line(boss.id)}:
        raise Sorry(say.sorry(f"{who.name} cannot report to {boss.name}: that line would run in a circle."))
    return _keep(request, replace(who, boss=boss.id))


@command("team <colleague> left", "team <colleague> is back", who="admin", may="admin")
def left(request: Request, colleague: str) -> Answer:
    """Say that someone is no longer with us (or is back): they can do nothing more here."""
    back = request.inbound.text.casefold().endswith(" is back")
    known = people.find(request.tx, request.tenant.id, request.person_id(colleague))
    if known is None:
        raise Sorry(say.sorry("Name one of our own people by mention, such as @rob."))
    who = known.colleague
    if not back and not _another_admin(request, who):
        raise Sorry(say.sorry("Somebody has to be admin; make another one first."))
    return _keep(request, replace(who, active=back))


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


@command("settings my zone <zone>", who="anyone")
def my_zone(request: Request, zone: str) -> Answer:
    """Set the time zone I live in."""
    people.save(request.tx, request.tenant.id, replace(request.person, zone=_zone(zone)))
    return private(say.note("Your zone is set", f"Days and hours are now shown to you in {_zone(zone)}.", tone="good"))


@command("settings zone <zone>", "settings country <country>", "settings currency <currency>", who="admin", may="admin")
def set_settings(request: Request, zone: str = "", country: str = "", currency: str = "") -> Answer:
    """Set the company's time zone, country (for its holidays) or currency."""
    tenant = request.tenant
    if zone:
        tenant = replace(tenant, zone=_zone(zone))
    if country:
        tenant = replace(tenant, country=the_one(country, "country", tuple(holidays.list_supported_countries())))
    if currency:
        tenant = replace(tenant, currency=the_one(currency, "currency", tuple(reading.CURRENCIES)))
    people.save_tenant(request.tx, tenant)
    return shown(settings_card(tenant.zone, tenant.country, tenant.currency))


def _zone(words: str) -> str:
    found = reading.one_of(words, available_timezones())
    if found is None:
        raise Sorry(say.sorry(f"“{short(words)}” is no time zone; say it such as Europe/Berlin."))
    return found


@command("settings", who="anyone")
def settings(request: Request) -> Answer:
    """Show the company's time zone, country and currency."""
    tenant = request.tenant
    return private(settings_card(tenant.zone, tenant.country, tenant.currency))
