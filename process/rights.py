"""Rights: who may do what to a deal. One place, asked by every operation."""

from datetime import datetime

from process.colleague import Colleague, Company
from process.deal import Deal
from process.playbook import Exit


def may_work(deal: Deal, by: Colleague) -> bool:
    """The owner, a manager, or the account manager who accepted the deal."""
    return by.active and (by.id in (deal.owner, deal.account_manager) or by.manages)


def may_own(deal: Deal, by: Colleague) -> bool:
    """The owner or a manager."""
    return by.active and (by.id == deal.owner or by.manages)


def may_reassign(by: Colleague) -> bool:
    """A manager: handing over all deals of a colleague at once. Each deal is judged by `may_own` besides."""
    return by.manages


def may_move_all(by: Colleague) -> bool:
    """A manager: moving every deal to today's playbook. Each deal is judged by itself besides."""
    return by.active and by.manages


def may_attest(item: Exit, deal: Deal, by: Colleague) -> bool:
    """Whether this person can attest an exit: no one attests for another."""
    match item.attest:
        case "rep" | "buyer":
            return may_work(deal, by)
        case "manager":
            return speaks_as_manager(by) and by.id != deal.owner
        case "account manager":
            return by.active and "account manager" in by.roles and deal.account_manager in ("", by.id)
        case team:
            return by.active and team in by.teams


def may_waive(deal: Deal, by: Colleague) -> bool:
    """A manager, and never on a deal of their own."""
    return speaks_as_manager(by) and by.id != deal.owner


def may_churn(deal: Deal, by: Colleague) -> bool:
    """A manager, and never on a deal of their own."""
    return may_waive(deal, by)


def may_withdraw(deal: Deal, by: Colleague) -> bool:
    """The owner as long as no gate has opened; later a manager, and never on a deal of their own."""
    early = by.active and by.id == deal.owner and not deal.gates
    return early or may_waive(deal, by)


def may_reopen(deal: Deal, by: Colleague) -> bool:
    """Those who work on a lost deal; what a manager ended, a manager of another's deal opens again."""
    if deal.state == "churned":
        return may_churn(deal, by)
    if deal.state == "withdrawn":
        return may_withdraw(deal, by)
    return may_work(deal, by)


def speaks_as_manager(by: Colleague) -> bool:
    """A manager whom the platforms vouch for: an unmatched account could be the owner's second one."""
    return by.manages and by.vouched


def may_decide(deal: Deal, requester: str, by: Colleague, company: Company, now: datetime) -> bool:
    """Whether this person may decide a handoff: a manager, or a stand-in for a manager.

    Neither the owner, nor the requester, nor their stand-ins can, nor an account no platform vouches for.
    """
    involved = {deal.owner, requester}
    if not by.active or not by.vouched or by.id in involved:
        return False
    stands_for = company.acts_for(by.id, now)
    if stands_for & involved:
        return False
    return by.manages or any((other := company.find(one)) is not None and other.manages for one in stands_for)


def deciders(deal: Deal, requester: str, company: Company, now: datetime) -> tuple[Colleague, ...]:
    """Whom to ask, best first: the managers above the owner (or their stand-ins), then any other manager."""
    managers = [boss for boss in company.line(deal.owner) if boss.manages]
    managers += [other for other in company.people.values() if other.manages and other not in managers]
    acting = [stand_in for boss in managers if (stand_in := company.stand_in(boss, now))]
    asked = {person.id: person for person in (*acting, *managers)}
    return tuple(person for person in asked.values() if may_decide(deal, requester, person, company, now))
