"""Rights: who may do what to a deal. One place, asked by every operation."""

from datetime import datetime

from process.colleague import Colleague, Company
from process.context import Context
from process.deal import Deal
from process.declined import last_decline
from process.four_eyes import FourEyes, Vote, vote_of
from process.playbook import Exit
from process.question import Question


def may_work(deal: Deal, by: Colleague) -> bool:
    """The owner, a manager, or the account manager who accepted the deal."""
    return by.active and (by.id in (deal.owner, deal.account_manager) or by.manages)


def may_own(deal: Deal, by: Colleague) -> bool:
    """The owner or a manager."""
    return by.active and (by.id == deal.owner or by.manages)


def may_see_marks(deal: Deal, by: Colleague) -> bool:
    """Who sees waivers and skip attempts by name: managers, and those who work on the deal."""
    return may_work(deal, by)


def may_reassign(by: Colleague) -> bool:
    """A manager: handing over all deals of a colleague at once. Each deal is judged by `may_own` besides."""
    return by.manages


def may_import(by: Colleague) -> bool:
    """A manager or an admin: bringing in deals, accounts and contacts from a file."""
    return by.active and (by.manages or "admin" in by.roles)


def may_import_people(by: Colleague) -> bool:
    """An admin: it names colleagues and gives roles, as `team` does."""
    return by.active and "admin" in by.roles


def may_move_all(by: Colleague) -> bool:
    """A manager: moving every deal to today's playbook. Each deal is judged by itself besides."""
    return by.active and by.manages


def may_attest(item: Exit, deal: Deal, context: Context) -> bool:
    """Whether the asker can attest an exit: no one attests for another, and no one is their own specialist."""
    return attestation(item, deal, context) is not None


def attestation(item: Exit, deal: Deal, context: Context) -> Vote | None:
    """The asker's word for an exit with what the ledger says of it, or None where it doesn't count."""
    by = context.by
    match item.attest:
        case "rep" | "buyer":
            return Vote(by) if may_work(deal, by) else None
        case "manager":
            return overruling(deal, context)
        case "account manager":
            attests = by.active and "account manager" in by.roles and deal.account_manager in ("", by.id)
            return Vote(by) if attests else None
        case team:
            return vote_of(FourEyes(deal, context.company, context.now).answerers(team), by.id)


def may_reply(question: Question, deal: Deal, context: Context) -> bool:
    """Who was asked about a deal, in any of their accounts, and everyone who works it but the one who asked."""
    me, one = context.by, context.company.one
    asked = one(me.id) == one(question.to)
    return me.active and (asked or (may_work(deal, me) and one(me.id) != one(question.by)))


def overruling(deal: Deal, context: Context) -> Vote | None:
    """The asker as a manager of another's deal, with what the ledger says of it; None where they aren't."""
    if not context.by.manages:
        return None
    return vote_of(FourEyes(deal, context.company, context.now).overrulers(), context.by.id)


def may_churn(deal: Deal, context: Context) -> bool:
    """A manager, and never on a deal of their own."""
    return may_waive(deal, context)


def may_withdraw(deal: Deal, context: Context) -> bool:
    """The owner as long as no gate has opened; later a manager, and never on a deal of their own.

    A deal from before gates were counted is past its first one where it stands beyond the first stage.
    """
    begun = bool(deal.gates) or deal.stage != context.playbook.stage[0].key
    early = context.by.active and context.by.id == deal.owner and not begun
    return early or may_waive(deal, context)


def may_reopen(deal: Deal, context: Context) -> bool:
    """Those who work on a lost deal; what a manager ended, a manager of another's deal opens again."""
    if deal.state == "churned":
        return may_churn(deal, context)
    if deal.state == "withdrawn":
        return may_withdraw(deal, context)
    return may_work(deal, context.by)


def may_waive(deal: Deal, context: Context) -> bool:
    """A manager whom a platform vouches for, and never on a deal of their own."""
    return overruling(deal, context) is not None


def clearance(item: Exit, deal: Deal, context: Context) -> Vote | None:
    """The asker as one who clears the exit of a team that no one can answer for, or None where they can't."""
    if item.attest not in context.playbook.teams:
        return None
    return vote_of(FourEyes(deal, context.company, context.now).clearers(item.attest), context.by.id)


def decision(deal: Deal, requester: str, by: Colleague, company: Company, now: datetime) -> Vote | None:
    """Someone's decision on a handoff, with what the ledger says of it; None where they can't decide it."""
    return vote_of(FourEyes(deal, company, now, requester).deciders(), by.id)


def may_decide(deal: Deal, requester: str, by: Colleague, company: Company, now: datetime) -> bool:
    """Whether this person can decide a handoff; `process.four_eyes` says who can."""
    return decision(deal, requester, by, company, now) is not None


def deciders(deal: Deal, requester: str, company: Company, now: datetime) -> tuple[Colleague, ...]:
    """Whom to ask, best first: the managers above the owner (or their stand-ins), then any other manager.

    Who declined it before comes first.
    """
    eyes = FourEyes(deal, company, now, requester)
    able = {vote.person.id: vote.person for vote in eyes.deciders()}
    managers = [boss for boss in eyes.line() if boss.manages]
    managers += [other for other in company.people.values() if other.manages and other not in managers]
    acting = [stand_in for boss in managers if (stand_in := company.stand_in(boss, now))]
    decline = last_decline(deal)
    again = [able[decline.by]] if decline and decline.by in able else []
    asked = {person.id: person for person in (*again, *acting, *managers, *able.values())}
    return tuple(person for person in asked.values() if person.id in able)
