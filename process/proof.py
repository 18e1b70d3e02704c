"""Proof: evidence is given for an exit or taken back, and a manager waives."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from process import rights
from process.colleague import Company
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence, Waiver
from process.facts import Met, Unmet, Waived
from process.gate import stands
from process.happened import answered_too_early, said_too_early
from process.money import Money
from process.outcome import Outcome, happened, refused
from process.playbook import Exit

LONGEST = 2000


def fault(one: Evidence, item: Exit, context: Context) -> str:
    """What is wrong with what is given for an exit, in a sentence, or nothing."""
    if wrong := misfit(item, one.value, context):
        return wrong
    if item.attest == "buyer" and not (one.contact.strip() and one.where.strip()):
        return f"{item.name} counts only in the buyer's words: say who said it and where (said by … in call)."
    if day := said_too_early(one, context.today):
        return f"{item.name} is proven by what was said, and {day.isoformat()} is still to come."
    return ""


def misfit(item: Exit, value: str, context: Context) -> str:
    """What is wrong with a value by itself, in a sentence, or nothing.

    It is in canonical words: money "50000 EUR", a date "2026-05-03", yes/no "yes", a colleague's id.
    """
    if item.kind == "list":
        return f"{item.name} is proven by the deal's list of {item.of}s, not by a word."
    if not value.strip():
        return f"{item.name} needs an answer."
    if len(value) > LONGEST:
        return f"{item.name} takes at most {LONGEST} characters; this has {len(value)}."
    return _unlike(item, value, context)


def _unlike(item: Exit, value: str, context: Context) -> str:
    wrong = ""
    match item.kind:
        case "choice" if value not in item.choices:
            wrong = f"{item.name} is one of: {', '.join(item.choices)}."
        case "yes/no" if value not in ("yes", "no"):
            wrong = f"{item.name} is answered with yes or no."
        case "money" if not (_reads(Money.of, value) and Money.of(value).amount > 0):
            wrong = f"{item.name} is an amount with its currency, such as 50000 EUR."
        case "date" if not _reads(date.fromisoformat, value):
            wrong = f"{item.name} is a date, such as 3 May 2027."
        case "date" if answered_too_early(item, value, context.today):
            wrong = f"{item.name} is a day that has been, and {value} is still to come."
        case "link" if not _is_link(value):
            wrong = f"{item.name} is a web address that begins with https://."
        case "colleague":
            wrong = _no_colleague(item, value, context.company)
    return wrong


def _reads(reader: Callable[[str], object], value: str) -> bool:
    try:
        reader(value)
    except ValueError:
        return False
    return True


def _is_link(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(c.isspace() for c in value)


def _no_colleague(item: Exit, value: str, company: Company) -> str:
    colleague = company.find(value)
    if colleague is None:
        return f"{item.name} names one of our own people."
    if item.role and item.role not in colleague.roles:
        return f"{colleague.name} is not {'an' if item.role[0] in 'aeiou' else 'a'} {item.role}."
    return ""


def meet(deal: Deal, context: Context, evidence: Sequence[Evidence]) -> Outcome:
    """Give evidence for one or several exits: all of it is taken, or none. Whose word it is, is judged here."""
    if deal.state != "open":
        return refused(deal, "not now", f"This deal is {deal.state}; its evidence is closed.")
    signed = []
    for one in evidence:
        item = context.playbook.exits[one.exit]
        if not rights.may_attest(item, deal, context.by):
            return refused(deal, "not yours", _whose(item))
        if wrong := fault(one, item, context):
            return refused(deal, "does not fit", wrong)
        signed.append(_signed(one, item, context))
    return happened(deal, context, Met(tuple(signed)))


def _signed(one: Evidence, item: Exit, context: Context) -> Evidence:
    """The evidence in the name of whoever gave it, whatever it says itself."""
    if one.word == item.attest and one.by == context.by.id and one.at == context.now:
        return one
    return replace(one, word=item.attest, by=context.by.id, at=context.now)


def _whose(item: Exit) -> str:
    match item.attest:
        case "rep" | "buyer":
            return f"{item.name} is for the deal's owner or a manager to prove."
        case "manager":
            return f"{item.name} is a manager's to attest, and never the deal's own owner's."
        case "account manager":
            return f"{item.name} is the account manager's to attest."
        case team:
            return f"{item.name} counts only in the words of {team.title()}; engage them with `/deal engage`."


def unmeet(deal: Deal, context: Context, key: str, reason: str) -> Outcome:
    """Take back evidence (or a waiver) for an exit, with a reason."""
    item = context.playbook.exits[key]
    if not (rights.may_attest(item, deal, context.by) or context.by.manages):
        return refused(deal, "not yours", f"{item.name} is taken back by whoever may attest it, or by a manager.")
    if deal.state != "open":
        return refused(deal, "not now", f"This deal is {deal.state}; its evidence is closed.")
    if key in deal.waivers and not rights.may_waive(deal, context.by):
        return refused(
            deal, "not yours", f"{item.name} was waived; a manager takes that back, and never on a deal of their own."
        )
    if key not in deal.evidence and key not in deal.waivers:
        return refused(deal, "not now", f"{item.name} was not proven yet, so there is nothing to take back.")
    return happened(deal, context, Unmet(key, reason))


def waive(deal: Deal, context: Context, key: str, reason: str) -> Outcome:
    """Waive an exit on this deal, with a reason, as a manager of somebody else's deal."""
    item = context.playbook.exits[key]
    if not rights.may_waive(deal, context.by):
        own = context.by.manages and context.by.id == deal.owner
        why = "Nobody waives on a deal of their own; ask another manager." if own else "Only a manager waives an exit."
        return refused(deal, "not yours", why)
    if not item.waivable:
        return refused(deal, "not now", f"{item.name} cannot be waived, on any deal, by anyone.")
    if deal.state != "open":
        return refused(deal, "not now", f"This deal is {deal.state}; there is nothing to waive.")
    if stands(item, deal):
        return refused(deal, "not now", f"{item.name} is proven already; there is nothing to waive.")
    return happened(deal, context, Waived(Waiver(key, reason, context.by.id, context.now)))
