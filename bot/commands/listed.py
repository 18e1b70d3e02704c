"""Listed: what a form for missing evidence says of the deal's lists - what is put on them, what comes off."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bot.commands.arguments import fitting
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
    found += _closed(request.among(deal), exit, given)
    so_far = deal
    for step in found:
        outcome = step(so_far)
        so_far, refusal = outcome.deal, outcome.refusal
        if refusal and refusal.field:
            faults.errors.setdefault(f"{exit.key}.{refusal.field}", reason_line(refusal.reason, request.among(deal)))
    return found


def asked(request: Request, deal: Deal, exit: Exit) -> list[Evidence]:
    """The evidence that a contact was asked and had nothing to put on the list, where the form says so."""
    contact = request.values.get(f"{exit.key}.asked", "")
    if not contact or exit.key in request.values:
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
        yield partial(_step, context, text, item, given.get(f"{key}.manner") == "did")
    else:
        yield lambda deal: lists.put(deal, context, item)
        if how := given.get(f"{key}.how", ""):
            number = len(deal.listed(exit.of)) + 1
            yield partial(_close, context, Closed(exit.of, number, how))


def _step(context: Context, said: str, item: ListItem, done: bool, deal: Deal) -> Outcome:
    known = next((step for step in context.playbook.buyer if step.key == said), None)
    named = ListItem(item.list, 0, known.name, item.opened_by, item.opened_at, key=known.key) if known else item
    return lists.step(deal, context, named, done)


def _closed(context: Context, exit: Exit, given: Mapping[str, str]) -> Iterator[Step]:
    said_by, where = given.get(f"{exit.key}.said_by", ""), given.get(f"{exit.key}.where", "")
    for key, how in given.items():
        number = key.rpartition(".")[2]
        if exit.of and number.isdecimal():
            yield partial(_close, context, Closed(exit.of, int(number), how, said_by, where))


def _close(context: Context, closed: Closed, deal: Deal) -> Outcome:
    return lists.close(deal, context, closed)
