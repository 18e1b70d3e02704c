"""The team: who is who among our own people; and the settings of the company."""

from collections.abc import Sequence

from adapters.card import Card, Facts, Table, Text
from bot.views.words import both, capital, moment, name
from process.colleague import Colleague
from process.context import Context


def team_card(context: Context) -> Card:
    """Our people with their roles, teams, manager, and who stands in for whom."""
    people = sorted(context.company.people.values(), key=lambda one: (not one.active, one.name.casefold()))
    rows = tuple((one.name, _roles(one), _boss(one, context), _presence(one, context)) for one in people)
    hint = Text(("An admin changes this: /deal team @someone is manager, … reports to @other.",), small=True)
    if not rows:
        return Card("Our team", (Text(("Nobody is here yet. People join with their first command.",)),))
    return Card("Our team", (Table(("Name", "Roles", "Reports to", "Presence"), rows), hint))


def _roles(one: Colleague) -> str:
    teams = [f"specialist in {both(sorted(one.teams))}"] if one.teams else []
    return capital(both([*sorted(one.roles), *teams])) or "none"


def _boss(one: Colleague, context: Context) -> str:
    return name(context, one.boss) if one.boss else "–"


def _presence(one: Colleague, context: Context) -> str:
    if not one.active:
        return "left"
    if one.away(context.now) and one.away_until:
        return f"away until {moment(one.away_until, context)}; {_stand_in(one, context)}"
    return "here" if one.vouched else "here, not matched to a work e-mail"


def _stand_in(one: Colleague, context: Context) -> str:
    """Who decides in their place, at the end of the line of delegates; a delegate who left stands in for no one."""
    acting = context.company.stand_in(one, context.now)
    return f"{name(context, acting.id)} stands in" if acting else "no one stands in"


ADMISSION_WORDS = {"members": "every full member, with their first command", "invitation": "whom an admin names"}


def settings_card(zone: str, country: str, currency: str, admission: str, more: Sequence[tuple[str, str]] = ()) -> Card:
    """The company's zone, country (in words) and currency, and who joins; and `more` of the same kind."""
    pairs = (
        ("Zone", zone or "not set"),
        ("Country", country),
        ("Currency", f"{currency} (taken where an amount names none)" if currency else "not set"),
        ("Who joins", ADMISSION_WORDS[admission]),
        *more,
    )
    hint = Text(("An admin changes them: /deal settings zone Europe/Berlin.",), small=True)
    return Card("Settings", (Facts(pairs), hint))
