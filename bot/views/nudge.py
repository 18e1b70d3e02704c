"""The nudge: what lies too long, for whoever holds it, with the next step at hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.card import Bold, Button, Buttons, Card, Element, Text
from bot.views.words import capital, count, cut, holder, name, plain_day
from process.deal import Deal
from process.playbook import SPEAKERS
from process.scene import Scene
from process.stall import Finding

MOST_DEALS = 5


@dataclass(frozen=True, slots=True)
class Lies:
    """A deal with what was found about it, and the scene by its own playbook."""

    deal: Deal
    scene: Scene
    findings: tuple[Finding, ...]


def nudge_card(lying: Sequence[Lies]) -> Card:
    """One message about everything that waits for one person: five deals at most, the gravest first."""
    shown = lying[:MOST_DEALS]
    head = lying[0].deal.name if len(lying) == 1 else count(len(lying), "deal")
    body = [element for one in shown for element in _lies(one)]
    if len(lying) > MOST_DEALS:
        more = f"and {count(len(lying) - MOST_DEALS, 'more deal', 'more deals')}."
        body += [Text((more,)), Buttons((Button("Show them all", "stalled"),))]
    return Card(f"{head} {'waits' if len(lying) == 1 else 'wait'} for a word", tuple(body), "warning")


def _lies(one: Lies) -> tuple[Element, ...]:
    deal, scene = one.deal, one.scene
    lines = [Text((Bold(deal.name), f" – {finding_words(one, finding)}")) for finding in one.findings[:1]]
    lines += [Text((capital(finding_words(one, finding)),), small=True) for finding in one.findings[1:3]]
    return (*lines, _buttons(deal, scene, one.findings[0]))


def finding_words(one: Lies, finding: Finding) -> str:
    """What was found, in a sentence: how long, what is missing, who holds it."""
    days, what = count(finding.days, "working day"), cut(finding.missing, 80)
    who = _holder(one, finding)
    match finding.rule:
        case "idle":
            return f"no activity for {days}. Missing: {what}; {who} holds it."
        case "long":
            stage = one.scene.playbook.at(one.deal.stage).name
            return f"{days} in {stage}. Missing: {what}; {who} holds it."
        case "close date":
            return f"its close date passed on {plain_day(finding.since)}; {who} sets a new one."
        case "date":
            return f"{what} was due on {plain_day(finding.since)}; {who} holds it."
        case "approval":
            return f"{what} has waited for {days}; {who} holds it."
        case "specialist":
            return f"{who} was called in {days} ago and has not answered: {what}."


def _holder(one: Lies, finding: Finding) -> str:
    known = finding.holder in (*SPEAKERS, *one.scene.playbook.teams)
    return holder(one.scene, one.deal, finding.holder) if known else name(one.scene, finding.holder)


def _buttons(deal: Deal, scene: Scene, finding: Finding) -> Buttons:
    """The next step first. Whoever works on the deal logs, waits and hands over; all may put it off."""
    key = f"#{deal.id}"
    works = scene.by.id in (deal.owner, deal.account_manager) or scene.by.manages
    mine = [item for item in scene.playbook.exits.values() if item.name == finding.missing and item.attest != "buyer"]
    evidence = [Button("Give the evidence", f"met {key} {mine[0].key}", "primary")] if mine else []
    work = [Button("Log an activity", f"log {key}"), Button("Wait until", f"wait {key}")] if works else []
    over = [Button("Hand over", f"assign {key}")] if works else []
    rest = (Button("Snooze a week", f"snooze {key}"), Button("Not useful", f"useless {key} {finding.rule}"))
    return Buttons((*evidence, *work, *over, Button("Show", f"show {key}"), *rest))
