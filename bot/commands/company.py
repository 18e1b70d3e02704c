"""The company: who is who, and who stands in for whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from adapters.card import Element, Text
from adapters.chat import Answer
from bot.commands.arguments import the_one
from bot.commands.registry import command
from bot.effects import leaving, team_changes
from bot.language.vocabulary import MENTION
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, private, shown
from bot.store import people, tenants
from bot.views import done, form_cards, opening_forms, typed
from bot.views.day_limits import within_a_year
from bot.views.hand_over import asked_words, left_card
from bot.views.team import team_card
from process import rights
from process.colleague import ROLES, Colleague, Company, Role
from process.team_change import TeamChange


@command("team <colleague> is specialist in <team>", who="admin", may="admin")
def specialist(request: Request, colleague: str, team: str) -> Answer:
    """Make a colleague a specialist of a team that answers for exits."""
    found = _team(request, team)
    return _change(
        request, request.colleague(colleague).id, lambda who: replace(who, teams=who.teams | {found}), f"team {found}"
    )


@command("team <colleague> is no specialist in <team>", who="admin", may="admin")
def no_specialist(request: Request, colleague: str, team: str) -> Answer:
    """Take a colleague off a team of specialists."""
    found = _team(request, team)
    return _change(
        request, request.colleague(colleague).id, lambda who: replace(who, teams=who.teams - {found}), f"team {found}"
    )


def _team(request: Request, words: str) -> str:
    return the_one(words, "team", request.playbooks.teams())


@command("team <colleague> is no <role>", who="admin", may="admin")
def no_role(request: Request, colleague: str, role: str) -> Answer:
    """Take a role from a colleague."""
    found = _role(role)
    return _change(request, request.colleague(colleague).id, lambda who: replace(who, roles=who.roles - {found}), found)


@command("team <colleague> is <role>", who="admin", may="admin")
def role(request: Request, colleague: str, role: str) -> Answer:
    """Give a colleague a role: rep, manager, account manager or admin."""
    found = _role(role)
    return _change(request, request.colleague(colleague).id, lambda who: replace(who, roles=who.roles | {found}), found)


def _role(words: str) -> Role:
    return next(one for one in ROLES if one == the_one(words, "role", ROLES))


@command("team <colleague> reports to <other>", who="admin", may="admin")
def reports_to(request: Request, colleague: str, other: str) -> Answer:
    """Set who a colleague reports to. Approvals go up this line."""
    who, boss = request.colleague(colleague), request.colleague(other)
    return _change(request, who.id, lambda who: replace(who, boss=boss.id), "reports to")


@command("team <whose> left", who="admin", may="admin")
def left(request: Request, whose: str) -> Answer:
    """Mark a colleague as gone. They can do nothing more here."""
    person = _person(request, whose, "team {} left")
    answer = _change(request, person, lambda who: replace(who, active=False), "left")
    leaver = request.context.company.people[person]
    count, manager = leaving.follow(request.tx, request.tenant, request.context, leaver)
    if not count:
        return answer
    more: list[Element] = [Text((asked_words(count, manager.name if manager else ""),))]
    if rights.may_reassign(request.me):
        offer = left_card(leaver, count)
        more = [Text((f"{offer.title}.",)), *offer.body]
    return replace(answer, card=replace(answer.card, body=(*more, *answer.card.body)))


def _person(request: Request, whose: str, pattern: str) -> str:
    """The id of who is meant, here or not; by name too, since chats can't mention a person who left."""
    return request.person_id(whose) if MENTION.match(whose) else request.acquainted(whose, pattern).id


@command("team <whose> is back", who="admin", may="admin")
def back_again(request: Request, whose: str) -> Answer:
    """Mark a colleague who had left as back."""
    return _change(request, _person(request, whose, "team {} is back"), lambda who: replace(who, active=True), "left")


def _change(request: Request, person: str, changed: Callable[[Colleague], Colleague], what: str) -> Answer:
    """Change what one of ours is. Admins take turns, so that each sees what the one before has done.

    `what` is what changes, as in a `Grant`; managers get a message of every change.
    """
    tx, tenant = request.tx, request.tenant.id
    tenants.alone(tx, tenant)
    known = people.find(tx, tenant, person)
    if known is None:
        raise Misunderstood(typed.MENTION_A_COLLEAGUE)
    who = changed(known.colleague)
    _still_whole(Company({**people.company(tx, tenant).people, who.id: who}), who)
    if who != known.colleague:
        change = TeamChange(request.context.now, request.me.id, who.id, what, _given(who, what), who.boss)
        team_changes.save(tx, request.tenant, known, replace(known, colleague=who), change)
    request.context = replace(request.context, company=people.company(tx, tenant))
    if who != known.colleague:
        team_changes.notify_managers(tx, request.tenant, request.context)
    return shown(team_card(request.context, request.playbooks.teams()))


def _given(who: Colleague, what: str) -> bool:
    """Whether they have now what changed; with "left", whether they have left."""
    if what == "left":
        return not who.active
    return what == "reports to" or what in who.roles or what.removeprefix("team ") in who.teams


def _still_whole(company: Company, who: Colleague) -> None:
    """Raise Misunderstood if no one would be admin, or if a line of bosses would be a circle."""
    if not any("admin" in one.roles and one.active for one in company.people.values()):
        raise Misunderstood(typed.SOMEONE_IS_ADMIN)
    boss = company.people.get(who.boss)
    if boss and (boss.id == who.id or who.id in {one.id for one in company.line(boss.id)}):
        raise Misunderstood(typed.reports_in_a_circle(who.name, boss.name))


@command("team", who="anyone", agents="read")
def team(request: Request) -> Answer:
    """Show your colleagues: roles, teams, who they report to, who is away."""
    return private(team_card(request.context, request.playbooks.teams()))


@command("away off", who="anyone")
def away_off(request: Request) -> Answer:
    """Come back: your stand-in no longer answers for you."""
    _save_me(request, replace(request.me, delegate="", away_until=None))
    return private(done.welcome_back())


@command("away until <until> delegate <colleague>", "away", who="anyone")
def away(request: Request, until: str = "", colleague: str = "") -> Answer:
    """Choose who stands in for you until a day: `away until 3 May delegate @max`."""
    until, colleague = request.given("until", until), request.given("colleague", colleague)
    if not (until and colleague):
        return private(form_cards.who_stands_in(opening_forms.away_form(request.context)))
    with beside("until"):
        day = request.reader.day(until)
    if not request.context.today <= day <= request.context.today + timedelta(days=366):
        raise Misunderstood(within_a_year(day), "until")
    with beside("colleague"):
        other = request.colleague(colleague)
    if other.id == request.me.id:
        raise Misunderstood(typed.NOT_YOURSELF, "colleague")
    ends = datetime.combine(day + timedelta(days=1), time(), request.context.zone).astimezone(UTC)
    _save_me(request, replace(request.me, delegate=other.id, away_until=ends))
    return private(done.stands_in(other.name, day))


def _save_me(request: Request, me: Colleague) -> None:
    people.save(request.tx, request.tenant.id, request.person, replace(request.person, colleague=me))
