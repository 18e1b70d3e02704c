"""Explained: what a word of the process means, and what a stage or an exit of the playbook asks for."""

from collections.abc import Mapping

from adapters.card import Bold, Button, Buttons, Card, Element, Text
from bot.views.playbook import exit_words, stage_lines
from bot.views.words import capital, command, stage_name
from process.playbook import Exit, Playbook, Stage

TERMS: Mapping[str, str] = {
    "acceptance": "After the approval of Closing, the account manager says yes to the deal. Only then is it theirs.",
    "account manager": "The colleague who looks after the customer once the deal is won.",
    "buyer step": "One step of the customer's own way to buy, for example “the board decides”. A serious buyer takes "
    "them all, and some of them are part of a gate.",
    "churn": "A customer we had won left again. The win stays in the figures, and the churn stands beside it.",
    "claim": "What an imported file says of a deal. It proves nothing until someone who can answer for it confirms it.",
    "clean deal": "A deal with an amount and a close date. It passed every gate without a waiver, and no one "
    "decided on it alone.",
    "digest": "One message a day in a channel: which deals are stalled, what is new, what waits for a decision.",
    "evidence": "What proves an exit: the answer, who said it, where and when. A gate opens on evidence, and on "
    "nothing else.",
    "exit": "One thing to prove before a deal leaves a stage, for example the budget. Some the rep answers, some the "
    "customer, a team or a manager.",
    "flywheel": "Your customers after the win: who came back, who referred others to you, and who needs you next.",
    "funnel": "The pipeline by stage: how many deals, what they are worth, and how many come through.",
    "gate": "The way out of a stage. It opens when every exit up to it is proven. No one can skip it.",
    "handoff": "A gate that a manager opens. They read what was proven, and approve or decline on a card.",
    "next step": "The one thing that is planned on a deal: what, when and who. I remind them, and ask how it went.",
    "nudge": "One message in the morning about your deals that stand still, with a button for each.",
    "objection": "A reason not to buy that someone at the customer's raised. Closing opens when all are removed.",
    "obligation": "Something we promised the customer, with its day. It stays on the deal until we did it.",
    "pipeline": "All open deals that aren't won yet.",
    "playbook": "Your company's process as a file: its stages, their exits, the limits and who approves.",
    "skip attempt": "A request for a later stage while a gate before it is shut. It is refused and kept in the "
    "history. One is a slip. A habit goes to the manager.",
    "specialist": "A colleague whose team has to answer on some deals, for example Legal.",
    "stage": "One of the steps that every deal takes, in their order. Each ends with a gate.",
    "stalled": "Nothing happened on the deal for longer than its stage allows, and nothing is planned.",
    "thin": "An answer that says little. It counts, and the approver sees that it is thin.",
    "trigger": "Something that has to happen at the customer's before they buy, for example “the audit finds it”.",
    "waiver": "A manager's decision that one exit need not be proven on one deal, with the reason. It shows to "
    "managers for good.",
    "win rate": "How many of the decided deals were won. I give none for fewer than ten decided deals.",
    "withdraw": "To take a deal that was a mistake out of every figure. How many were withdrawn stays beside them.",
}
"""What each word of the process means, in a sentence or two."""

PLAYBOOK = Buttons((Button("Whole playbook", "playbook"), Button("Help", "help")))


def term_card(term: str) -> Card:
    """What a word of `TERMS` means."""
    return Card(capital(term), (Text((TERMS[term],)), PLAYBOOK))


def exit_card(item: Exit, stage: Stage, playbook: Playbook) -> Card:
    """What an exit asks, of whom, before which gate, and how it is answered."""
    example = f" {capital(item.hint)}." if item.hint else ""
    asked = Text((f"{item.question}{example} {exit_words(item, playbook)}",))
    before = Text((f"To prove before a deal leaves {stage.name}.",))
    how = Text(("Tell me in your own words, or type ", command(f"met acme {item.key}"), "."), small=True)
    return Card(item.name, (asked, before, how, PLAYBOOK))


def stage_card(stage: Stage, playbook: Playbook) -> Card:
    """What a stage is for, what has to be proven in it, and what comes next."""
    stages = list(playbook.order)
    place = stages.index(stage.key) + 1
    body: list[Element] = [Text((stage.purpose,)), *stage_lines(stage, playbook)]
    body += [Text((f"Then comes {stage_name(playbook, key)}.",)) for key in stages[place : place + 1]]
    return Card(f"{stage.name}: stage {place} of {len(stages)}", (*body, PLAYBOOK))


def meaning(term: str) -> Text:
    """The same as a line, above what can be typed."""
    return Text((Bold(f"{capital(term)}: "), TERMS[term]))
