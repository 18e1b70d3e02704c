"""Listed: what a form for missing evidence says of the deal's lists - what is put on them, what comes off."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from bot.commands.arguments import fitting
from bot.commands.contact_argument import the_contact
from bot.misunderstood import Faults, Misunderstood, beside
from bot.request import Request
from bot.views.reasons import reason_line
from process import lists
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence
from process.exit_kinds import NOTHING
from process.facts import Closed
from process.list_item import ListItem
from process.outcome import Outcome
from process.playbook import Exit

Step = Callable[[Deal], Outcome]


def steps(request: Request, deal: Deal, exit: Exit, faults: Faults) -> list[Step]:
    """The changes to the lists that the form asks for at an exit; what is wrong goes into `faults` by field."""
    found: list[Step] = []
    given = {key: value for key, value in request.values.items() if key.split(".")[0] == exit.key}
    try:
        found += _put(request, deal, exit, given)
    except Misunderstood as misunderstood:
        faults.add(misunderstood.field, misunderstood)
    try:
        with beside(f"{exit.key}.said_by"):
            the_contact(request, deal, given.get(f"{exit.key}.said_by", ""))
    except Misunderstood as misunderstood:
        faults.add(misunderstood.field, misunderstood)
    found += _closed(request.among(deal), exit, given)
    so_far = deal
    for step in found:
        outcome = step(so_far)
        so_far, refusal = outcome.deal, outcome.refusal
        if refusal and refusal.field:
            field = _field(exit, given, refusal.field)
            faults.errors.setdefault(field, reason_line(refusal.reason, request.among(deal)))
    return found


def _field(exit: Exit, given: Mapping[str, str], name: str) -> str:
    """The form's field in which a list was given what is wrong: each open item has one of its own for its `how`."""
    own = f"{exit.key}.{name}"
    if name == "text":
        return exit.key
    if name != "how" or own in given:
        return own
    numbered = [key for key in given if key.rpartition(".")[2].isdecimal()]
    return numbered[0] if numbered else exit.key


def asked(request: Request, deal: Deal, exit: Exit, faults: Faults) -> list[Evidence]:
    """The evidence that a contact was asked and had nothing to put on the list, where the form says so."""
    field = f"{exit.key}.asked"
    if field not in request.values or exit.key in request.values:
        return []
    try:
        with beside(field):
            contact = the_contact(request, deal, request.values[field])
    except Misunderstood as misunderstood:
        faults.add(field, misunderstood)
        return []
    me, link = request.me.id, request.inbound.link
    return [Evidence(exit.key, NOTHING, exit.attest, me, request.context.now, contact, link=link)]


def _put(request: Request, deal: Deal, exit: Exit, given: Mapping[str, str]) -> Iterator[Step]:
    key, context = exit.key, request.among(deal)
    if key not in given or not exit.of:
        return
    with beside(key):
        text = fitting(given[key])
    with beside(f"{key}.due"):
        due = request.reader.day(given[f"{key}.due"]) if f"{key}.due" in given else None
    item = ListItem(exit.of, 0, text, request.me.id, context.now, owner=given.get(f"{key}.owner", ""), due=due)
    if exit.of == "buyer step":
        done = given.get(f"{key}.manner") == "did"
        item = replace(item, said_by=given.get(f"{key}.said_by", ""), where=given.get(f"{key}.where", ""))
        yield partial(_step, context, text, item, done)
    else:
        yield lambda deal: lists.put(deal, context, item)
        if how := given.get(f"{key}.how", ""):
            number = len(deal.listed(exit.of)) + 1
            yield partial(_close, context, Closed(exit.of, number, how))


def _step(context: Context, said: str, item: ListItem, done: bool, deal: Deal) -> Outcome:
    known = next((step for step in context.playbook.buyer if step.key == said), None)
    named = replace(item, text=known.name, key=known.key) if known else item
    return lists.step(deal, context, named, done)


def _closed(context: Context, exit: Exit, given: Mapping[str, str]) -> Iterator[Step]:
    said_by, where = given.get(f"{exit.key}.said_by", ""), given.get(f"{exit.key}.where", "")
    for key, how in given.items():
        number = key.rpartition(".")[2]
        if exit.of and number.isdecimal():
            yield partial(_close, context, Closed(exit.of, int(number), how, said_by, where))


def _close(context: Context, closed: Closed, deal: Deal) -> Outcome:
    return lists.close(deal, context, closed)
