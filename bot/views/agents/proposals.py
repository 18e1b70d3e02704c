"""An agent's proposals: the card that its person decides on, and what became of them."""

from collections.abc import Iterator, Sequence

from adapters.card import Button, Buttons, Card, Element, Form, Text
from bot.views.missing_lines import things
from bot.views.reasons import reason_line
from bot.views.replies import note
from bot.views.sentences import evidence_line, fact_words
from bot.views.words import both, capital, count, cut, short, stage_name
from process.agent import AgentProposal, ProposedLine
from process.context import Context
from process.deal import Deal
from process.facts import Advanced, Fact, Met, Refused, SkipAttempted
from process.outcome import Outcome

LONGEST_QUOTE, LONGEST_AGENT, LONGEST_DEAL = 200, 40, 60
MOST_SHOWN = 20
NOT_YOURS = "This proposal isn't yours, or it is too old. Type `/deal agents` to see what waits for you."
NO_FORM = "This can't be changed in a form any more. Save it, or refuse it and type the command."
CHANGED = " (changed)"
INCOMPLETE = "That isn't enough yet, and nothing was proposed"


def says(outcomes: Sequence[tuple[Deal, Outcome]], context: Context) -> str:
    """What a command would save, in full, as the history will tell it."""
    return " ".join(_each_said(outcomes, context))


def says_else(outcomes: Sequence[tuple[Deal, Outcome]], context: Context, shown: str) -> str:
    """What a command saves, where some of it isn't what its card has `shown`; else nothing. A refusal saves nothing."""
    said = _each_said(outcomes, context)
    return "" if all(one in shown for one in said) else " ".join(said)


def _each_said(outcomes: Sequence[tuple[Deal, Outcome]], context: Context) -> list[str]:
    lines: list[str] = []
    for deal, outcome in outcomes:
        facts = [fact for fact in outcome.facts if not isinstance(fact, Refused | SkipAttempted)]
        lines.extend(_said(fact, deal, context) for fact in facts)
    return lines


def _said(fact: Fact, deal: Deal, context: Context) -> str:
    if isinstance(fact, Met):
        return f"{' · '.join(evidence_line(one, context) for one in fact.evidence)}."
    return capital(fact_words(fact, deal, context))


def proposal_card(proposal: AgentProposal, deal: str) -> Card:
    """What an agent proposes on the deal of this name, with buttons for what waits."""
    body: list[Element] = []
    for number, line in enumerate(proposal.lines, 1):
        body.extend(_line(proposal.id, number, line, first=line is next(_waiting(proposal), None)))
    title = _title(proposal, deal)
    first = next((line.says for line in _waiting(proposal)), "")
    news = cut(f"{cut(proposal.agent, 20)} asks you: {first}", 120) if first else ""
    return Card(title, tuple(body), refresh_command=f"agents show {proposal.id}", notification=news)


def _title(proposal: AgentProposal, deal: str) -> str:
    agent, on = cut(proposal.agent, LONGEST_AGENT), f" on {cut(deal, LONGEST_DEAL)}" if deal else ""
    if proposal.waiting:
        what = "this" if proposal.waiting == 1 else count(proposal.waiting, "thing")
        return f"{agent} asks: save {what}{on}?"
    saved = sum(line.state == "saved" for line in proposal.lines)
    refused = len(proposal.lines) - saved
    ends = [f"{number} {word}" for number, word in ((saved, "saved"), (refused, "refused")) if number]
    return f"{agent} asked{on}: {both(ends)}"


def _waiting(proposal: AgentProposal) -> Iterator[ProposedLine]:
    """The lines that no one has decided."""
    return (line for line in proposal.lines if line.state == "waiting")


def _line(proposal: str, number: int, line: ProposedLine, *, first: bool) -> tuple[Element, ...]:
    """One line; where it waits, with its buttons, of which only the first of the card stands out."""
    if line.changed:
        return (Text((f"✓ Saved as you changed it: {line.says}",), small=True),)
    if line.state == "saved":
        return (Text((f"✓ Saved: {line.says}",), small=True),)
    if line.state == "refused":
        return (Text((f"✗ Refused: {line.says}",), small=True),)
    save = Button("Save", f"agents save {proposal} {number}", "primary" if first else "plain")
    refuse = Button("No", f"agents refuse {proposal} {number}")
    quote = Text((f"“{cut(line.quote, LONGEST_QUOTE)}”",), small=True)
    change = (Button("Change", f"agents change {proposal} {number}"),) if line.opens else ()
    return Text((line.says,)), quote, Buttons((save, *change, refuse))


def look_again_card(proposal: AgentProposal, number: int) -> Card:
    """What was proposed means something else by now, so it is shown once more before it is saved."""
    line = proposal.lines[number - 1]
    body = (
        Text(("Something changed since your agent asked. Now it would be:",)),
        *_line(proposal.id, number, line, first=True),
    )
    return Card("Not saved yet: look once more", body)


def refused_card(agent: str) -> Card:
    """One thing was refused."""
    return note("Not saved", f"{cut(agent, LONGEST_AGENT)} sees that you refused it.")


def change_card(agent: str, deal: str, form: Form) -> Card:
    """What an agent proposes on the deal of this name, to be changed in its form; nothing is saved before that."""
    said = Text((f"{cut(agent, LONGEST_AGENT)} proposed this. Nothing is saved yet.",))
    on = f" on {cut(deal, LONGEST_DEAL)}" if deal else ""
    return Card(f"Change it{on}, then save it", (said, form))


def changed_by_hand(agent: str) -> str:
    """The agent as the history names it where its person changed what it proposed."""
    return f"{cut(agent, LONGEST_AGENT - len(CHANGED))}{CHANGED}"


def decided_before(line: ProposedLine) -> str:
    """A line was pressed twice."""
    return f"You {'saved' if line.state == 'saved' else 'refused'} this before."


def waiting_card(found: Sequence[tuple[AgentProposal, str]]) -> Card:
    """What agents proposed lately, each with the name of its deal: what waits, and what became of the rest."""
    if not found:
        return note("Your agents proposed nothing", "To let one in, type `/deal token new for Claude`.")
    body: list[Element] = []
    for proposal, deal in found[:MOST_SHOWN]:
        states = [f"{one.says} ({'saved, changed' if one.changed else one.state})" for one in proposal.lines]
        body.append(Text((f"{_title(proposal, deal)} {cut(' '.join(states), 400)}",)))
    open_ones = [Button(cut(f"Decide: {deal}", 60), f"agents show {one.id}") for one, deal in found if one.waiting]
    return Card("What your agents proposed", (*body, Buttons(tuple(open_ones[:5]))))


def sent_card(person: str, waiting: int) -> Card:
    """To the agent: a proposal is with its person."""
    return note(
        f"Sent to {person}, who decides", f"Nothing is saved yet. {count(waiting, 'proposal')} of yours on this card."
    )


def sent_before_card(person: str) -> Card:
    """To the agent: the same waits already."""
    return note(f"{person} has this proposal already", "It waits for a press. Don't send it again.")


def too_many_waiting(person: str, most: int) -> str:
    """To the agent: its person has enough to decide."""
    return f"{person} has {most} proposals to decide. Wait until some of them are decided."


def done_before_card() -> Card:
    """To the agent: the same was done a moment ago."""
    return note("This is done already", "I did the same a moment ago. Don't send it again.")


def not_moved_card(deal: Deal, outcome: Outcome, context: Context) -> Card:
    """A gate on the way would open and a later one stays shut: the deal stands where it stood, and what stops it."""
    opens = [fact.stage for fact in outcome.facts if isinstance(fact, Advanced)]
    body = [
        Text(
            (f"It wasn't moved. The gate to {stage_name(context.playbook, opens[-1])} would open, the next wouldn't.",)
        )
    ]
    if refusal := outcome.refusal:
        missing = f" Missing: {things(refusal.missing)}." if refusal.missing else ""
        body.append(Text((f"{reason_line(refusal.reason, context)}{missing}",)))
    if any(isinstance(fact, SkipAttempted) for fact in outcome.facts):
        body.append(Text(("No one can skip a stage. Saved in the deal's history.",), small=True))
    return Card(f"Not yet: {short(deal.name)} is in {stage_name(context.playbook, deal.stage)}", tuple(body), "stop")


def in_your_name(card: Card, agent: str) -> Card:
    """To the person: what their agent was answered when it tried to skip a stage in their name."""
    source = Text((f"{cut(agent, LONGEST_AGENT)} asked for this in your name.",))
    news = cut(f"{cut(agent, 20)}, in your name: {card.title}", 120)
    return Card(card.title, (source, *card.body), card.tone, notification=news)


def done_card(card: Card, agent: str, quote: str) -> Card:
    """To the person: what their agent did at once, with the words it relied on."""
    reason = f"{cut(agent, LONGEST_AGENT)} did this in your name. It relied on: “{cut(quote, LONGEST_QUOTE)}”"
    first = cut(f"{cut(agent, 20)}, in your name: {card.title}", 120)
    return Card(card.title, (Text((reason,), small=True), *card.body), card.tone, notification=first)
