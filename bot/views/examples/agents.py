"""Examples of the cards about agents."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from adapters.card import Card
from bot.views.agents import logins, proposals, tokens
from bot.views.evidence import evidence_form
from bot.views.examples.deals import HOSTILE, NOW, context, qualifying, standard
from bot.views.forms import log_form
from process.agent import AgentProposal, LineState, ProposedLine, Token
from process.facts import Advanced, SkipAttempted
from process.outcome import Outcome, Refusal
from process.reasons.gates import ExitsMissing

CLAUDE = Token("000000000001", "rob", "Claude", "propose", NOW, NOW + timedelta(days=90), NOW)
READER = replace(CLAUDE, id="1a1b2c3d4e5f", person="rita", name="Slackbot", scope="read", used=None)
WISH = {"agent": "Claude", "host": "claude.ai", "scope": "undoable"}
DOER = replace(CLAUDE, id="2a1b2c3d4e5f", name=HOSTILE[:40], scope="undoable")


def _new() -> Card:
    return tokens.new_card(CLAUDE, "stagecoach_" + "x" * 43)


def _proposal(*states: LineState) -> AgentProposal:
    lines = tuple(ProposedLine("log #1 call hi", f"Logged a call: {HOSTILE}", HOSTILE, state) for state in states)
    return AgentProposal("000000000001", "rob", CLAUDE.id, CLAUDE.name, "1", NOW, lines)


def _call_note(*states: LineState) -> AgentProposal:
    """Three facts from a call note, as people see them every day."""
    facts = (
        ("Responsible – Carla Chen.", "I am responsible for this, said Carla"),
        ("Budget – 45,000 EUR, said by Carla Chen (call) on 3 May 2027.", "We have 45,000 euros set aside for it"),
        ("Decision – The board decides, said by Carla Chen (call) on 3 May 2027.", "The board has the last word"),
    )
    lines = [
        ProposedLine("met #1", says, quote, state, opens="met #1")
        for (says, quote), state in zip(facts, states, strict=True)
    ]
    return AgentProposal("000000000001", "rob", CLAUDE.id, CLAUDE.name, "1", NOW, tuple(lines))


def _budget_to_change() -> Card:
    tale = qualifying()
    given = {"budget": "45000 EUR", "budget.said_by": "Carla Chen", "budget.where": "call"}
    form = evidence_form(tale.deal, context(), [standard().exits["budget"]], given)
    return proposals.change_card("Claude", "Acme", form)


def _changeable() -> AgentProposal:
    one = _proposal("waiting", "saved")
    first, second = one.lines
    return replace(one, lines=(replace(first, opens="log #1"), replace(second, changed=True)))


def _to_change() -> Card:
    return proposals.change_card(HOSTILE, HOSTILE, log_form(qualifying().deal, context()))


def _not_moved() -> Card:
    tale = qualifying()
    facts = (Advanced("qualification", "development"), SkipAttempted("closing", "development", ("responsible",)))
    outcome = Outcome(tale.deal, facts, Refusal(ExitsMissing("development", 1), (), "development", skipping=True))
    return proposals.not_moved_card(replace(tale.deal, name=HOSTILE), outcome, context())


def _many() -> list[tuple[AgentProposal, str]]:
    one = _proposal("waiting", "saved")
    return [(replace(one, id=f"{number:012x}"), "Acme") for number in range(30)]


AGENTS: Mapping[str, Callable[[], Card]] = {
    "agents: a new token": _new,
    "agents: a token shown before": lambda: tokens.shown_before(CLAUDE),
    "agents: no token": lambda: tokens.list_card((), context(), everyone=False),
    "agents: tokens": lambda: tokens.list_card((CLAUDE, READER), context(), everyone=False),
    "agents: every token, hostile": lambda: tokens.list_card((CLAUDE, DOER) * 30, context("ada"), everyone=True),
    "agents: a login, hostile": lambda: logins.ask_card(CLAUDE.id, {**WISH, "agent": HOSTILE[:40], "host": HOSTILE}),
    "agents: a login's letters": lambda: logins.type_this_card("Claude", "BDKFQZTW", asked=False),
    "agents: a login to press": lambda: logins.type_this_card("Claude", "BDKFQZTW", asked=True),
    "agents: a login is over": logins.gone_card,
    "agents: a login allowed": lambda: logins.allowed_card("Claude"),
    "agents: a login refused": lambda: logins.refused_card("Claude"),
    "agents: a token ended": lambda: tokens.ended_card(CLAUDE),
    "agents: three facts": lambda: proposals.proposal_card(_call_note("waiting", "waiting", "waiting"), "Acme"),
    "agents: one fact left": lambda: proposals.proposal_card(_call_note("saved", "waiting", "refused"), "Acme"),
    "agents: all decided": lambda: proposals.proposal_card(_call_note("saved", "saved", "refused"), "Acme"),
    "agents: a budget to change": _budget_to_change,
    "agents: a proposal, hostile": lambda: proposals.proposal_card(_proposal("waiting", "saved", "refused"), HOSTILE),
    "agents: a proposal with a form, hostile": lambda: proposals.proposal_card(_changeable(), HOSTILE),
    "agents: a proposal to change, hostile": _to_change,
    "agents: a proposal to look at again, hostile": lambda: proposals.look_again_card(_changeable(), 1),
    "agents: not moved, hostile": _not_moved,
    "agents: a proposal decided, hostile": lambda: proposals.proposal_card(_proposal("saved", "refused"), "Acme"),
    "agents: refused": lambda: proposals.refused_card("Claude"),
    "agents: proposals, hostile": lambda: proposals.waiting_card(_many()),
    "agents: no proposals": lambda: proposals.waiting_card([]),
    "agents: sent": lambda: proposals.sent_card("Rob Reyes", 3),
    "agents: sent before": lambda: proposals.sent_before_card("Rob Reyes"),
    "agents: done before": proposals.done_before_card,
    "agents: done at once, hostile": lambda: proposals.done_card(proposals.refused_card("x"), HOSTILE, HOSTILE),
    "agents: a skip through an agent, hostile": lambda: proposals.in_your_name(proposals.refused_card("x"), HOSTILE),
}
