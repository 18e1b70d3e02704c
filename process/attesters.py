"""Attesters: those of our colleagues whose word an exit takes on a deal, the nearest first."""

from process.colleague import Colleague
from process.context import Context
from process.deal import Deal
from process.four_eyes import FourEyes, Vote
from process.playbook import Exit


def attesters(item: Exit, deal: Deal, context: Context) -> tuple[Colleague, ...]:
    """Who can answer for an exit, besides the one who asks; for a team without a member, who can clear it."""
    eyes = FourEyes(deal, context.company, context.now)
    match item.attest:
        case "rep" | "buyer":
            found = _people(context, [deal.account_manager or deal.owner])
        case "manager":
            found = _nearest(eyes.overrulers(), deal, context)
        case "account manager":
            found = _account_managers(deal, context)
        case team:
            able = tuple(vote.person for vote in eyes.answerers(team))
            found = able or _nearest(eyes.clearers(team), deal, context)
    me = context.company.one(context.by.id)
    return tuple(one for one in found if context.company.one(one.id) != me)


def _people(context: Context, ids: list[str]) -> tuple[Colleague, ...]:
    return tuple(found for one in ids if (found := context.company.find(one)))


def _nearest(votes: tuple[Vote, ...], deal: Deal, context: Context) -> tuple[Colleague, ...]:
    """Managers, those above the owner first."""
    above = [boss.id for boss in context.company.line(deal.owner)]
    return tuple(sorted((vote.person for vote in votes), key=lambda one: _place(above, one.id)))


def _place(above: list[str], person: str) -> int:
    return above.index(person) if person in above else len(above)


def _account_managers(deal: Deal, context: Context) -> tuple[Colleague, ...]:
    """The one who accepted the deal, or else everyone with that role."""
    if deal.account_manager:
        return _people(context, [deal.account_manager])
    return tuple(one for one in context.company.people.values() if one.active and "account manager" in one.roles)
