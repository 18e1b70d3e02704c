"""The team: who is who among our own people; and the settings of the company."""

from collections.abc import Sequence

from adapters.card import Card, Facts, Table, Text, Words
from bot.views.words import both, capital, command, moment, name
from process.colleague import Colleague
from process.context import Context

_CHANGES: Words = (
    "An admin can change this: ",
    command("team @rob is manager"),
    " or ",
    command("team @rob reports to @mia"),
    ".",
)


def team_card(context: Context) -> Card:
    """Our people with their roles, teams, manager, and who stands in for whom."""
    people = sorted(context.company.people.values(), key=lambda one: (not one.active, one.name.casefold()))
    rows = tuple((one.name, _roles(one), _boss(one, context), _presence(one, context)) for one in people)
    hint = Text(_CHANGES, small=True)
    if not rows:
        return Card("Your team", (Text(("No one has joined yet. People join with their first command.",)),))
    return Card("Your team", (Table(("Name", "Roles", "Reports to", "Presence"), rows), hint))


def _roles(one: Colleague) -> str:
    teams = [f"specialist in {both(sorted(one.teams))}"] if one.teams else []
    return capital(both([*sorted(one.roles), *teams])) or "none"


def _boss(one: Colleague, context: Context) -> str:
    return name(context, one.boss) if one.boss else "–"


def _presence(one: Colleague, context: Context) -> str:
    if not one.active:
        return "left"
    if one.away(context.now) and one.away_until:
        return f"away until {moment(one.away_until, context)}, {_stand_in(one, context)}"
    return "here" if one.vouched else "here, without a known work e-mail"


def _stand_in(one: Colleague, context: Context) -> str:
    """Who decides in their place, at the end of the line of delegates; a delegate who left stands in for no one."""
    acting = context.company.stand_in(one, context.now)
    return f"{name(context, acting.id)} stands in" if acting else "no one stands in"


ADMISSION_WORDS = {"members": "every full member, with their first command", "invitation": "only people an admin adds"}


def settings_card(zone: str, country: str, currency: str, admission: str, more: Sequence[tuple[str, str]] = ()) -> Card:
    """The company's zone, country (in words) and currency, and who joins; and `more` of the same kind."""
    pairs = (
        ("Time zone", zone or "not set"),
        ("Country", country),
        ("Currency", f"{currency} (for amounts without a currency)" if currency else "not set"),
        ("Who joins", ADMISSION_WORDS[admission]),
        *more,
    )
    hint = Text(("An admin can change them: ", command("settings zone Europe/Berlin"), "."), small=True)
    return Card("Settings", (Facts(pairs), hint))
