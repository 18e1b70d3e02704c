"""Proof: evidence given, taken back, or waived by a manager."""

from collections.abc import Mapping, Sequence

from adapters.card import Card
from adapters.chat import Answer
from bot.commands import listed
from bot.commands.arguments import the_exit, the_words
from bot.commands.exit_readers import canonical
from bot.commands.listed import Step
from bot.commands.registry import command
from bot.language.values.statement import Statement
from bot.misunderstood import Faults, Misunderstood, beside
from bot.request import Request, private
from bot.views import done, form_cards, typed
from bot.views.approval import waivers
from bot.views.evidence import ahead_card, evidence_form, met_card
from bot.views.questions import with_choices
from bot.views.reasons import reason_line
from process import gate, proof, rights
from process.deal import Deal
from process.evidence import Evidence
from process.outcome import together
from process.playbook import Exit


@command(
    "met [<deal>] <exit> <value>",
    "met [<deal>] [<exit>]",
    who="whoever the exit asks: rep, buyer through the rep, manager, specialist, account manager",
)
def met(request: Request, deal: Deal, exit: str = "", value: str = "") -> Answer:
    """Give evidence for an exit: `met acme budget 50000 EUR said by CFO in call 3 May`."""
    context = request.on(deal)
    if request.from_form:
        return _from_form(request, deal)
    if not value:
        return private(_asks(request, deal, exit))
    item = the_exit(context.playbook, exit)
    with beside(item.key, slot="value"):
        statement = the_words(value, request.reader)
        evidence = _evidence(request, item, statement, value.find(statement.value))
    return _take(request, deal, [evidence])


def _asks(request: Request, deal: Deal, exit: str) -> Card:
    """A form for one exit, or for all that this gate still wants from the one who asks."""
    context = request.on(deal)
    wanted = [one.exit for one in gate.missing(deal, context.playbook, deal.stage)]
    if exit:
        wanted = [the_exit(context.playbook, exit)]
    mine = [item for item in wanted if rights.may_attest(item, deal, request.me)]
    if not mine or not evidence_form(deal, context, mine).fields:
        return done.nothing_to_prove(deal.name)
    return form_cards.evidence(deal.name, evidence_form(deal, context, mine))


def _from_form(request: Request, deal: Deal) -> Answer:
    """Take a whole form: all of it, or none and the form again with what is wrong beside each field."""
    context, values = request.on(deal), request.values
    evidence: list[Evidence] = []
    steps: list[Step] = []
    faults = Faults()
    for key in dict.fromkeys(name.split(".")[0] for name in values):
        item = context.playbook.exits.get(key)
        if item is None:
            raise Misunderstood(typed.FORM_TOO_OLD)
        if item.by_list:
            steps += listed.steps(request, deal, item, faults)
        else:
            _read_field(request, item, values, evidence, faults)
    if faults.errors:
        return private(_again(request, deal, values, faults))
    if not (evidence or steps):
        return private(_asks(request, deal, ""))
    return _take(request, deal, evidence, steps)


def _read_field(
    request: Request, item: Exit, values: Mapping[str, str], evidence: list[Evidence], faults: Faults
) -> None:
    where = values.get(f"{item.key}.where", "")
    statement = Statement(values.get(item.key, ""), values.get(f"{item.key}.said_by", ""), where)
    try:
        one = _evidence(request, item, statement)
    except Misunderstood as misunderstood:
        faults.add(item.key, misunderstood)
        return
    if wrong := proof.misfit(item, one.value, request.context):
        faults.errors[item.key] = reason_line(wrong, request.context)
    if item.attest == "buyer":
        missing_words = {"said_by": typed.WHO_SAID_IT, "where": typed.WHERE_SAID}
        given = {"said_by": one.contact, "where": one.where}
        faults.errors |= {f"{item.key}.{part}": asked for part, asked in missing_words.items() if not given[part]}
    evidence.append(one)


def _again(request: Request, deal: Deal, values: Mapping[str, str], faults: Faults) -> Card:
    """The same form, with everything that was filled in, and each fault or question beside its field."""
    context = request.on(deal)
    keys = dict.fromkeys(name.split(".")[0] for name in (request.inbound.values or {}))
    items = [context.playbook.exits[key] for key in keys if key in context.playbook.exits]
    form = evidence_form(deal, context, items, values, faults.errors)
    return with_choices(form_cards.evidence_again(form), values, faults.doubts)


def _evidence(request: Request, item: Exit, statement: Statement, at: int = 0) -> Evidence:
    """The evidence in what was given for an exit; `at` is where its value begins in what was typed."""
    value = canonical(request, item, statement.value, at)
    inbound = request.inbound
    return Evidence(
        item.key,
        value,
        item.attest,
        request.me.id,
        request.context.now,
        statement.contact,
        statement.where,
        statement.on,
        inbound.link,
    )


def _take(request: Request, deal: Deal, evidence: list[Evidence], steps: Sequence[Step] = ()) -> Answer:
    """Take all of it, or nothing: what the lists say first, then the evidence."""
    context = request.on(deal)
    met = [lambda deal: proof.meet(deal, context, evidence)] if evidence else []
    lists = [name.split(".")[0] for name in request.values] if steps else []
    exits = tuple(dict.fromkeys([one.exit for one in evidence] + lists))
    outcome = together(deal, (*steps, *met))
    return request.settle(deal, outcome, lambda saved, context: met_card(saved, context, exits))


@command("unmet [<deal>] <exit> because <reason>", "unmet [<deal>] <exit>", who="whoever may attest the exit, manager")
def unmet(request: Request, deal: Deal, exit: str, reason: str = "") -> Answer:
    """Take back evidence that was wrong, with a reason."""
    item = the_exit(request.on(deal).playbook, exit)
    reason = request.given("reason", reason)
    if not reason:
        return private(form_cards.take_back(item.name, deal.name, f"unmet #{deal.id} {item.key}"))
    outcome = proof.unmeet(deal, request.on(deal), item.key, reason)
    title = form_cards.proven_no_longer(item.name, deal.name)
    return request.settle(deal, outcome, lambda saved, context: ahead_card(saved, context, title, ()))


@command("confirm [<deal>] <exit>", who="whoever the exit asks")
def confirm(request: Request, deal: Deal, exit: str) -> Answer:
    """Confirm that something still holds after a deal was sent back: `confirm acme budget`."""
    item = the_exit(request.on(deal).playbook, exit)
    outcome = proof.confirm(deal, request.on(deal), [item.key])
    return request.settle(
        deal, outcome, lambda saved, context: ahead_card(saved, context, f"{saved.name}: {item.name} still holds", ())
    )


@command("waive [<deal>] <exit> because <reason>", "waive [<deal>] <exit>", who="manager, never on a deal of their own")
def waive(request: Request, deal: Deal, exit: str, reason: str = "") -> Answer:
    """Waive an exit on a deal, with a reason that its history keeps for ever."""
    item = the_exit(request.on(deal).playbook, exit)
    reason = request.given("reason", reason)
    if not reason and rights.may_waive(deal, request.me) and item.waivable:
        return private(form_cards.waive(item.name, deal.name, f"waive #{deal.id} {item.key}"))
    title = form_cards.is_waived(item.name, deal.name)
    return request.settle(
        deal,
        proof.waive(deal, request.on(deal), item.key, reason),
        lambda saved, context: ahead_card(saved, context, title, waivers(saved, context)),
    )
