"""What agents propose: their people save or refuse each line, and see what became of the rest."""

from dataclasses import replace

from adapters.chat import Answer
from bot.commands.registry import command
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import agent_proposals, deals, outbox
from bot.views.agents import proposals as views
from process.agent import AgentProposal, LineState

WHO = "the colleague it was proposed to"


@command("agents save <proposal> <number>", who=WHO)
def agents_save(request: Request, proposal: str, number: str) -> Answer:
    """Save one thing that your agent proposed. It is the same as if you typed it, and the history names the agent."""
    found = _waiting(request, proposal, int(number))
    line = found.lines[int(number) - 1].line
    inbound = replace(request.inbound, text=line, values=None, subject="", through=found.agent)
    asked = replace(request, inbound=inbound, saved=[])
    answer = request.follow(asked) if request.follow else private(views.proposal_card(found, ""))
    if was_done(asked, answer):
        _decide(request, found, int(number), "saved")
    return answer


def was_done(request: Request, answer: Answer) -> bool:
    """Whether a line did what it says. A refusal can be saved too, and a question or a form saves nothing."""
    if request.saved:
        return all(outcome.refusal is None for _, outcome in request.saved)
    return answer.card.tone == "good"


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


def _decide(request: Request, proposal: AgentProposal, number: int, state: LineState) -> None:
    """Save what was decided, and edit the card."""
    now = proposal.decided(number, state)
    agent_proposals.save(request.tx, request.tenant.id, now)
    show(request, now)


def show(request: Request, proposal: AgentProposal) -> None:
    """Edit the messages that show a proposal, so that they show it as it is now."""
    card = views.proposal_card(proposal, deal_name(request, proposal))
    outbox.edit(request.tx, request.tenant.id, subject_of(proposal), card, request.context.now)


def subject_of(proposal: AgentProposal) -> str:
    """The subject of the messages that show a proposal."""
    return f"proposal:{proposal.id}"
