"""Proposing: a writing tool is tried first. What would be refused is refused; the rest its person decides on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from adapters.card import Card, Form
from adapters.chat import Answer
from adapters.mcp.assistant import Caller, Result
from bot.agents.catalog import at_once
from bot.agents.changing import draft_of
from bot.agents.lines import chosen_by
from bot.commands.agents import came_about, deal_name, show, subject_of, was_done
from bot.commands.registry import Command
from bot.conversation.at_once import CERTAIN
from bot.dispatch.find_command import Chosen
from bot.effects import notify
from bot.misunderstood import Misunderstood
from bot.request import Request, fresh_id
from bot.store import agent_proposals, deals, dues, inbox, people
from bot.store.dues import Due
from bot.views.agents import proposals as views
from process.agent import AgentProposal, ProposedLine
from process.context import Context
from process.facts import Advanced, Refused, SkipAttempted
from process.outcome import Outcome

TOGETHER = timedelta(minutes=10)
"""What an agent proposes on a deal within this time stands on one card."""
MOST_LINES = 8
MOST_WAITING = 30
"""Lines on one card, and lines that can wait for one person."""
MOST_AT_ONCE = 10
"""Changes at once within ten minutes by all agents of one person. Each is a message; further ones wait on cards."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an agent wants to have done, and the words it relies on."""

    caller: Caller
    command: Command
    arguments: Mapping[str, str]
    quote: str


def carry(request: Request, wish: Wish) -> Result:
    """Do it at once where the token allows that, else propose it; raises Misunderstood.

    To propose it, the command runs first and all of it is taken back. What the process refuses is refused at once, and
    the refusal counts as if the person had asked for it: so does an attempt to skip a stage.
    """
    # A program calls several tools at once; each has to see what the others proposed and did.
    people.hold(request.tx, request.tenant.id, request.me.id)
    asked, chosen = chosen_by(request, wish.command, wish.arguments)
    if at_once(wish.command, wish.caller.scope) and _is_certain(asked, chosen) and _has_room(asked):
        return _do(asked, chosen, wish)
    with request.tx.begin_nested() as trial:
        answer = _run(asked, chosen)
        trial.rollback()
    if refused := [outcome for _, outcome in asked.saved if not came_about(outcome)]:
        card = _not_moved(asked, chosen, refused) or answer.card
        _count(request, asked, chosen, refused)
        _tell(request, chosen, wish, refused, card)
        return Result(card, {"state": "refused"}, failed=True)
    if not was_done(asked, answer):
        return _incomplete(answer)
    return _propose(asked, chosen, wish, views.says(asked.saved, _context(asked, chosen)) or answer.card.title)


def _not_moved(request: Request, chosen: Chosen, refused: Sequence[Outcome]) -> Card | None:
    """What to say where gates opened in the trial, on the way to one that stays shut; None where none did."""
    deal = deals.find(request.tx, request.tenant.id, chosen.deal)
    for outcome in refused:
        if deal and any(isinstance(fact, Advanced) for fact in outcome.facts):
            return views.not_moved_card(deal, outcome, request.on(deal))
    return None


def _context(request: Request, chosen: Chosen) -> Context:
    deal = deals.find(request.tx, request.tenant.id, chosen.deal) if chosen.deal else None
    return request.on(deal) if deal else request.context


def _run(request: Request, chosen: Chosen) -> Answer:
    values: dict[str, object] = {**chosen.reading.words}
    if chosen.deal:
        values["deal"] = deals.find(request.tx, request.tenant.id, chosen.deal, hold=True)
    return chosen.command.run(request, **values)


def _is_certain(request: Request, chosen: Chosen) -> bool:
    """Whether every word means one thing and the change can be undone, as where a person types it without `/deal`."""
    deal = deals.find(request.tx, request.tenant.id, chosen.deal)
    return deal is not None and CERTAIN[chosen.command.verb](request, deal, chosen.reading.words)


def _has_room(request: Request) -> bool:
    """Whether its person can be sent one more message about agents now. What was done before sends none."""
    tx, tenant, since = request.tx, request.tenant.id, request.context.now - TOGETHER
    return (
        inbox.claimed(tx, tenant, _keys(request), since) < MOST_AT_ONCE
        or inbox.claimed(tx, tenant, _key(request), since) > 0
    )


def _keys(request: Request) -> str:
    """How the keys of what the agents of this person do at once start."""
    return f"agent:{request.me.id}:"


def _key(request: Request) -> str:
    return f"{_keys(request)}{sha256(request.inbound.text.encode()).hexdigest()[:24]}"


def _do(request: Request, chosen: Chosen, wish: Wish) -> Result:
    """Do it, and write to the person what was done. The same within ten minutes is done once."""
    now = request.context.now
    if not inbox.claim_again(request.tx, request.tenant.id, _key(request), now, now - TOGETHER):
        return Result(views.done_before_card())
    answer = _run(request, chosen)
    if not was_done(request, answer):
        raise Misunderstood(answer.card)
    card = views.done_card(answer.card, wish.caller.agent, wish.quote)
    subject = f"deal:{chosen.deal}"
    notify.person(request.tx, request.tenant, request.me.id, card, subject=subject, now=now)
    return Result(Card(answer.card.title), {"state": "saved"})


def _count(request: Request, asked: Request, chosen: Chosen, refused: Sequence[Outcome]) -> None:
    """Write down the refusals, and nothing that was carried out on the way to them."""
    deal = deals.find(request.tx, request.tenant.id, chosen.deal, hold=True)
    again = replace(asked, saved=[])
    for outcome in refused:
        facts = [fact for fact in outcome.facts if isinstance(fact, Refused | SkipAttempted)]
        if deal and facts:
            # What opened on the way was taken back with the trial, so the deal was stopped where it stands.
            here = tuple(replace(fact, stage=deal.stage) for fact in facts)
            deal = again.save(deal, Outcome(deal, here, outcome.refusal))


def _tell(request: Request, chosen: Chosen, wish: Wish, refused: Sequence[Outcome], card: Card) -> None:
    """Send the person what their agent was answered when it tried to skip a stage, once a day for each deal."""
    if not any(_skips(outcome) for outcome in refused):
        return
    now, me = request.context.now, request.me.id
    first = Due(f"{chosen.deal}:skip:{wish.caller.token}", "asked", me, request.context.today, now, now, "done")
    if dues.add(request.tx, request.tenant.id, first):
        shown = views.in_your_name(card, wish.caller.agent)
        notify.person(request.tx, request.tenant, me, shown, subject=f"deal:{chosen.deal}", now=now)


def _skips(outcome: Outcome) -> bool:
    return any(isinstance(fact, SkipAttempted) for fact in outcome.facts)


def _incomplete(answer: Answer) -> Result:
    """The answer to what isn't one whole command: a question as it is, a form with a word before."""
    asks = any(isinstance(part, Form) for part in answer.card.body)
    title = views.INCOMPLETE if asks else answer.card.title
    return Result(replace(answer.card, title=title), {"state": "incomplete"}, failed=True)


def _propose(request: Request, chosen: Chosen, wish: Wish, says: str) -> Result:
    tx, tenant, me = request.tx, request.tenant.id, request.me
    draft = draft_of(request, chosen)
    line = ProposedLine(
        request.inbound.text, says, wish.quote, opens=draft.opens, values=draft.values, at=request.context.now
    )
    known = agent_proposals.of_person(tx, tenant, me.id)
    if same := _waiting_already(known, line):
        return _sent(views.sent_before_card(me.name), same)
    if sum(one.waiting for one in known) >= MOST_WAITING:
        raise Misunderstood(views.too_many_waiting(me.name, MOST_WAITING))
    proposal = _joined(request, known, wish, chosen.deal, line) or _begun(request, wish, chosen.deal, line)
    return _sent(views.sent_card(me.name, proposal.waiting), proposal)


def _sent(card: Card, proposal: AgentProposal) -> Result:
    return Result(card, {"state": "waiting", "proposal": proposal.id})


def _waiting_already(known: Sequence[AgentProposal], line: ProposedLine) -> AgentProposal | None:
    """The proposal in which the very same line waits, if one does."""
    for one in known:
        if any((other.state, other.line, other.says) == ("waiting", line.line, line.says) for other in one.lines):
            return one
    return None


def _begun(request: Request, wish: Wish, deal: str, line: ProposedLine) -> AgentProposal:
    """A new proposal, on a card of its own."""
    caller, now = wish.caller, request.context.now
    proposal = AgentProposal(fresh_id(), request.me.id, caller.token, caller.agent, deal, now, (line,))
    agent_proposals.add(request.tx, request.tenant.id, proposal)
    card = views.proposal_card(proposal, deal_name(request, proposal))
    notify.person(request.tx, request.tenant, request.me.id, card, subject=subject_of(proposal), now=now)
    return proposal


def _joined(
    request: Request, known: Sequence[AgentProposal], wish: Wish, deal: str, line: ProposedLine
) -> AgentProposal | None:
    """The proposal of a moment ago with this line too, its card edited; None where there is none to join."""
    for one in known:
        fresh = request.context.now - one.at < TOGETHER and one.waiting and len(one.lines) < MOST_LINES
        if fresh and deal and (one.token, one.deal) == (wish.caller.token, deal):
            # Again, held: its person can be pressing a button of it at this moment.
            held = agent_proposals.find(request.tx, request.tenant.id, one.id) or one
            more = replace(held, lines=(*held.lines, line))
            agent_proposals.save(request.tx, request.tenant.id, more)
            show(request, more)
            return more
    return None
