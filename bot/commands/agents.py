"""What agents propose: their people save or refuse each line, and see what became of the rest."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from adapters.card import Card, Element, Form
from adapters.chat import Answer
from bot.commands.proof import SOURCE
from bot.commands.registry import command
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import agent_proposals, deals, outbox
from bot.views.agents import proposals as views
from bot.views.evidence import source_field
from process.agent import AgentProposal, LineState
from process.context import Context
from process.facts import ApprovalAsked
from process.outcome import Outcome

WHO = "the colleague it was proposed to"


@command("agents save <proposal> <number>", who=WHO)
def agents_save(request: Request, proposal: str, number: str) -> Answer:
    """Save one thing that your agent proposed. It is the same as if you typed it, and the history names the agent."""
    found = _waiting(request, proposal, int(number))
    line = found.lines[int(number) - 1]
    inbound = replace(request.inbound, text=line.line, values=None, subject="", through=found.agent)
    asked = replace(request, inbound=inbound, saved=[], said=line.at or found.at)
    with request.tx.begin_nested() as trial:
        answer = request.follow(asked) if request.follow else private(views.proposal_card(found, ""))
        other = views.says_else(asked.saved, _context(request, asked), line.says)
        if other:
            trial.rollback()
    if other:
        return _look_again(request, found, int(number), other)
    if was_done(asked, answer):
        _decide(request, found, int(number), "saved")
    return answer


def _look_again(request: Request, proposal: AgentProposal, number: int, says: str) -> Answer:
    """Show what a line means by now; nothing of it is saved before the next press."""
    now = proposal.worded(number, says)
    agent_proposals.save(request.tx, request.tenant.id, now)
    show(request, now)
    return private(views.look_again_card(now, number))


@command("agents change <proposal> <number>", who=WHO)
def agents_change(request: Request, proposal: str, number: str) -> Answer:
    """Change one thing that your agent proposed, in its form, and save it. The history says that you changed it."""
    found = _waiting(request, proposal, int(number))
    line, own = found.lines[int(number) - 1], f"agents change {proposal} {number}"
    form = form_in(tried(request, line.opens, request.follow)) if line.opens and request.follow else None
    if form is None or request.follow is None:
        raise Misunderstood(views.NO_FORM)
    filled = _filled(form, line.values)
    if not request.from_form:
        return private(views.change_card(found.agent, deal_name(request, found), replace(filled, command=own)))
    changed = _held(filled) != request.values
    through = views.changed_by_hand(found.agent) if changed else found.agent
    inbound = replace(request.inbound, text=form.command, through=through)
    asked = replace(request, inbound=inbound, saved=[])
    answer = request.follow(asked)
    if was_done(asked, answer):
        said = views.says(asked.saved, _context(request, asked)) if changed else ""
        _decide(request, found, int(number), "saved", said or (answer.card.title if changed else ""))
    return replace(answer, card=_sent_to(answer.card, form.command, own, request.values))


def _context(request: Request, asked: Request) -> Context:
    """The context of the deal that was changed."""
    return request.on(asked.saved[0][0]) if asked.saved else request.context


def tried(request: Request, line: str, run: Callable[[Request], object]) -> object:
    """What a line is answered with; nothing that it does stays. None where it can't be read."""
    blank = replace(request.inbound, text=line, values=None, subject="")
    with request.tx.begin_nested() as trial:
        try:
            return run(replace(request, inbound=blank, saved=[]))
        except Misunderstood:
            return None
        finally:
            trial.rollback()


def form_in(answer: object) -> Form | None:
    """The form of an answer that asks with one, or None."""
    if not isinstance(answer, Answer):
        return None
    return next((part for part in answer.card.body if isinstance(part, Form)), None)


def _filled(form: Form, values: Mapping[str, str]) -> Form:
    """The form with these values; where an answer has a source, with the fields for it."""
    fields = [replace(one, value=values.get(one.key, one.value)) for one in form.fields]
    known = {one.key for one in fields}
    for key, said in values.items():
        if key not in known and key.endswith(SOURCE):
            fields.append(replace(source_field(key), value=said))
    return replace(form, fields=tuple(fields))


def _held(form: Form) -> Mapping[str, str]:
    """What a form brings when it is sent as it is."""
    return {one.key: one.value.strip() for one in form.fields if one.value.strip()}


def _sent_to(card: Card, command: str, own: str, values: Mapping[str, str]) -> Card:
    """The card with its form, if it asks once more, sent to the proposal again."""
    parts: list[Element] = []
    for one in card.body:
        again = isinstance(one, Form) and one.command == command
        parts.append(replace(_filled(one, values), command=own) if isinstance(one, Form) and again else one)
    return replace(card, body=tuple(parts))


def was_done(request: Request, answer: Answer) -> bool:
    """Whether a line did what it says. A refusal can be saved too, and a question or a form saves nothing."""
    if request.saved:
        return all(came_about(outcome) for _, outcome in request.saved)
    return answer.card.tone == "good"


def came_about(outcome: Outcome) -> bool:
    """Whether what was asked for is done; where a gate needs an approval, that is to ask for it."""
    return outcome.refusal is None or any(isinstance(fact, ApprovalAsked) for fact in outcome.facts)


@command("agents refuse <proposal> <number>", who=WHO)
def agents_refuse(request: Request, proposal: str, number: str) -> Answer:
    """Refuse one thing that your agent proposed. Nothing is saved, and the agent sees it."""
    found = _waiting(request, proposal, int(number))
    _decide(request, found, int(number), "refused")
    return private(views.refused_card(found.agent))


@command("agents show <proposal>", who=WHO)
def agents_show(request: Request, proposal: str) -> Answer:
    """Show one proposal of an agent, as it is now."""
    found = _mine(request, proposal)
    return private(views.proposal_card(found, deal_name(request, found)))


@command("agents", who="anyone", agents="read")
def agents(request: Request) -> Answer:
    """Show what your agents proposed: what waits for you, what you saved and what you refused."""
    found = agent_proposals.of_person(request.tx, request.tenant.id, request.me.id)[: views.MOST_SHOWN]
    return private(views.waiting_card([(one, deal_name(request, one)) for one in found]))


def deal_name(request: Request, proposal: AgentProposal) -> str:
    """The name of the deal that a proposal is about; nothing for a new one."""
    deal = deals.find(request.tx, request.tenant.id, proposal.deal) if proposal.deal else None
    return deal.name if deal else ""


def _mine(request: Request, proposal: str) -> AgentProposal:
    found = agent_proposals.find(request.tx, request.tenant.id, proposal)
    if found is None or found.person != request.me.id:
        raise Misunderstood(views.NOT_YOURS)
    return found


def _waiting(request: Request, proposal: str, number: int) -> AgentProposal:
    """The proposal with a line that waits; raises Misunderstood for any other."""
    found = _mine(request, proposal)
    if not 1 <= number <= len(found.lines):
        raise Misunderstood(views.NOT_YOURS)
    if found.lines[number - 1].state != "waiting":
        raise Misunderstood(views.decided_before(found.lines[number - 1]))
    return found


def _decide(request: Request, proposal: AgentProposal, number: int, state: LineState, changed_to: str = "") -> None:
    """Save what was decided, and edit the card."""
    now = proposal.decided(number, state, changed_to)
    agent_proposals.save(request.tx, request.tenant.id, now)
    show(request, now)


def show(request: Request, proposal: AgentProposal) -> None:
    """Edit the messages that show a proposal, so that they show it as it is now."""
    card = views.proposal_card(proposal, deal_name(request, proposal))
    outbox.edit(request.tx, request.tenant.id, subject_of(proposal), card, request.context.now)


def subject_of(proposal: AgentProposal) -> str:
    """The subject of the messages that show a proposal."""
    return f"proposal:{proposal.id}"
