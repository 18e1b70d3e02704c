"""The team: who is who among our own people."""

from collections.abc import Sequence

from adapters.card import Card, Table, Text, Words
from bot.views.words import both, capital, command, either, moment, name
from process.colleague import Colleague
from process.context import Context

_CHANGES: Words = (
    "An admin can change this: ",
    command("team @rob is manager"),
    " or ",
    command("team @rob reports to @mia"),
    ".",
)


def team_card(context: Context, teams: Sequence[str] = ()) -> Card:
    """Our people with their roles, teams, manager, and who stands in for whom; and which of `teams` has no member."""
    people = sorted(context.company.people.values(), key=lambda one: (not one.active, one.name.casefold()))
    rows = tuple(
        (context.company.called(one), _roles(one), _boss(one, context), _presence(one, context)) for one in people
    )
    hint = Text(_CHANGES, small=True)
    if not rows:
        return Card("Your team", (Text(("No one has joined yet. People join with their first command.",)),))
    empty = empty_words(context.company.without_members(teams))
    more = (Text((empty,)),) if empty else ()
    return Card("Your team", (Table(("Name", "Roles", "Reports to", "Presence"), rows, label="People"), *more, hint))


def empty_words(teams: Sequence[str]) -> str:
    """The specialist teams without a member who can answer, in a sentence; nothing where there are none."""
    if not teams:
        return ""
    return f"No one answers for {either([capital(team) for team in teams])} yet."


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
