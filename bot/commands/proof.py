"""Proof: evidence given, taken back, or waived by a manager."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from adapters.card import Card
from adapters.chat import Answer
from bot.commands import given, listed, needed
from bot.commands.arguments import the_exit, the_words
from bot.commands.listed import Step
from bot.commands.registry import command
from bot.language.values.statement import Statement
from bot.misunderstood import Faults, Misunderstood, beside
from bot.request import Request, private
from bot.views import done, doubts, form_cards, typed
from bot.views.doubtful_values import with_choices
from bot.views.evidence import ahead_card, evidence_form, met_card, thin_card, why_not_card
from bot.views.missing import gaps
from bot.views.waivers import waivers
from process import gate, proof, rights
from process.deal import Deal
from process.evidence import Evidence
from process.needs import NEED_EXITS
from process.outcome import together
from process.playbook import Exit

SOURCE = (".said_by", ".where", ".on")
"""Fields about an answer. Filled in beforehand, they don't answer their exit."""


@command(
    "met [<deal>] <exit> <preview> <value>",
    "met [<deal>] <exit> <value>",
    "met [<deal>] [<exit>]",
    who="the one the exit asks: rep (also for the buyer), manager, specialist or account manager",
    agents="propose",
)
def met(request: Request, deal: Deal, exit: str = "", value: str = "", preview: str = "") -> Answer:
    """Give evidence for an exit: `met acme budget 50000 EUR said by CFO in call 3 May`."""
    context = request.on(deal)
    if request.from_form:
        return _from_form(request, deal)
    if not value:
        return private(_asks(request, deal, exit))
    item = the_exit(context.playbook, exit)
    with beside(item.key, slot="value"):
        statement = the_words(value, request.reader)
        evidence = given.typed(request, deal, item, statement, value)
    fits = proof.meet(deal, request.among(deal), [evidence]).refusal is None
    if fits and proof.is_thin(item, evidence.value, context.playbook) and preview != _print(value):
        save = f"met #{deal.id} {item.key} {_print(value)} {value}"
        return private(thin_card(deal, item, evidence.value, save))
    if proof.unreasoned(evidence, item, context):
        return private(_asks_why(request, deal, item, statement))
    return _take(request, deal, [evidence])


def _print(value: str) -> str:
    """What the button that saves a thin answer is bound to, so that it saves no other."""
    return sha256(value.encode()).hexdigest()[:12]


def _asks_why(request: Request, deal: Deal, item: Exit, said: Statement) -> Card:
    """The form for a no that was typed without its reason."""
    known = {item.key: "no", f"{item.key}.said_by": said.contact, f"{item.key}.where": said.where}
    return why_not_card(deal, request.on(deal), item, known)


def _asks(request: Request, deal: Deal, exit: str) -> Card:
    """A form for one exit, or for all that this gate still wants from the one who asks."""
    context = request.on(deal)
    wanted = [one.exit for one in gate.missing(deal, context.playbook, deal.stage)]
    if exit:
        wanted = [the_exit(context.playbook, exit)]
    mine = [item for item in wanted if rights.may_attest(item, deal, context)]
    if not mine or not evidence_form(deal, context, mine).fields:
        return done.nothing_to_prove(deal.name)
    return form_cards.evidence(deal.name, evidence_form(deal, context, mine))


def _from_form(request: Request, deal: Deal) -> Answer:
    """Take a whole form: all of it, or none and the form again with what is wrong beside each field."""
    context, values = request.on(deal), request.values
    evidence: list[Evidence] = []
    steps: list[Step] = []
    faults = Faults()
    for key in dict.fromkeys(name.split(".")[0] for name in values if not name.endswith(SOURCE)):
        if key in NEED_EXITS:
            steps += needed.steps(request, deal, NEED_EXITS[key], faults)
            continue
        item = context.playbook.exits.get(key)
        if item is None:
            raise Misunderstood(typed.not_asked_for(key))
        if item.by_list:
            steps += listed.steps(request, deal, item, faults)
            evidence += listed.asked(request, deal, item, faults)
        else:
            given.read_field(request, deal, item, evidence, faults)
    if faults.errors:
        return private(_again(request, deal, values, faults))
    if not (evidence or steps):
        return private(_asks(request, deal, ""))
    return _take(request, deal, evidence, steps)


def _again(request: Request, deal: Deal, values: Mapping[str, str], faults: Faults) -> Card:
    """The same form, with everything that was filled in, and each fault or question beside its field."""
    context = request.on(deal)
    keys = dict.fromkeys(name.split(".")[0] for name in (request.inbound.values or {}))
    known = {**context.playbook.exits, **NEED_EXITS}
    items = [known[key] for key in keys if key in known]
    form = evidence_form(deal, context, items, values, faults.errors)
    return with_choices(form_cards.evidence_again(form), values, faults.doubts)


def _take(request: Request, deal: Deal, evidence: list[Evidence], steps: Sequence[Step] = ()) -> Answer:
    """Take all of it, or nothing: what the lists say first, then the evidence."""
    context = request.among(deal)
    met = [lambda deal: proof.meet(deal, context, evidence)] if evidence else []
    lists = [name.split(".")[0] for name in request.values] if steps else []
    exits = tuple(dict.fromkeys([one.exit for one in evidence] + lists))
    outcome = together(deal, (*steps, *met))
    return request.settle(deal, outcome, lambda saved, context: met_card(saved, context, exits))


@command(
    "unmet [<deal>] <exit> because <reason>",
    "unmet [<deal>] <exit>",
    who="the one the exit asks, manager",
    agents="propose",
)
def unmet(request: Request, deal: Deal, exit: str, reason: str = "") -> Answer:
    """Take back evidence that was wrong, with a reason."""
    item = the_exit(request.on(deal).playbook, exit)
    reason = request.given("reason", reason)
    if not reason:
        return private(form_cards.take_back(item.name, deal.name, f"unmet #{deal.id} {item.key}"))
    outcome = proof.unmeet(deal, request.on(deal), item.key, reason)
    title = form_cards.proven_no_longer(item.name, deal.name)
    return request.settle(deal, outcome, lambda saved, context: ahead_card(saved, context, title, ()))


@command("confirm [<deal>] <exit>", who="the one the exit asks", agents="propose")
def confirm(request: Request, deal: Deal, exit: str) -> Answer:
    """Confirm that something still holds after a deal was sent back: `confirm acme budget`."""
    item = the_exit(request.on(deal).playbook, exit)
    outcome = proof.confirm(deal, request.on(deal), [item.key])
    return request.settle(
        deal, outcome, lambda saved, context: ahead_card(saved, context, doubts.holds(saved.name, item.name), ())
    )


@command("confirm [<deal>] all preview <preview>", "confirm [<deal>] all", who="the one each exit asks")
def confirm_all(request: Request, deal: Deal, preview: str = "") -> Answer:
    """Confirm at once all that you attest and that a way back reopened: `confirm acme all`."""
    context = request.on(deal)
    lacking = gaps(deal, context)
    exits = doubts.to_confirm(deal, context, lacking)
    if preview and preview != doubts.mark_of(exits):
        return private(doubts.changed_since(deal, context, lacking))
    outcome = proof.confirm(deal, context, [item.key for item in exits])
    return request.settle(
        deal, outcome, lambda saved, context: ahead_card(saved, context, doubts.all_hold(saved.name, len(exits)), ())
    )


@command("waive [<deal>] <exit> because <reason>", "waive [<deal>] <exit>", who="manager, never on their own deal")
def waive(request: Request, deal: Deal, exit: str, reason: str = "") -> Answer:
    """Waive an exit on a deal, with a reason that stays in its history."""
    item = the_exit(request.on(deal).playbook, exit)
    reason = request.given("reason", reason)
    if not reason and rights.may_waive(deal, request.on(deal)) and item.waivable:
        return private(form_cards.waive(item.name, deal.name, f"waive #{deal.id} {item.key}"))
    title = form_cards.is_waived(item.name, deal.name)
    outcome = proof.waive(deal, request.on(deal), item.key, reason)
    answer = request.settle(
        deal, outcome, lambda saved, context: ahead_card(saved, context, title, waivers(saved, context))
    )
    return private(answer.card)  # a channel has readers who aren't to know of it
