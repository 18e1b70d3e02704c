"""Sentences: each kind of fact as what somebody did; they follow that person's name."""

from datetime import date
from functools import singledispatch

from bot.views.evidence import spoken_evidence
from bot.views.words import an, both, cut, exit_name, gate_words, money, name, plain_day, stage_name
from process import facts
from process.context import Scene
from process.deal import Deal
from process.evidence import Evidence
from process.item import ListName
from process.money import Money


@singledispatch
def told(fact: facts.Fact, deal: Deal, scene: Scene) -> str:
    """A fact as what somebody did, without their name: "advanced it from Prospecting to Qualification."."""
    raise TypeError(f"nobody can tell a {type(fact).__name__}")


@told.register
def _(fact: facts.Began, deal: Deal, scene: Scene) -> str:
    kind = f" as {an(fact.deal.kind)}" if fact.deal.parent else ""
    return f"opened the deal{kind} in {stage_name(scene.playbook, fact.deal.stage)}."


@told.register
def _(fact: facts.Changed, deal: Deal, scene: Scene) -> str:
    was = f" (was {cut(_was(fact), 80)})" if fact.was else ""
    return f"set the {fact.attribute} to {cut(value_words(fact), 80)}{was}."


def value_words(fact: facts.Changed) -> str:
    """What an attribute was set to."""
    return {
        "name": fact.name,
        "amount": money(fact.amount),
        "close date": plain_day(fact.close_date) if fact.close_date else "no day",
        "product": fact.product,
        "complexity": fact.complexity,
    }[fact.attribute]


def _was(fact: facts.Changed) -> str:
    match fact.attribute:
        case "amount":
            return money(Money.of(fact.was))
        case "close date":
            return plain_day(date.fromisoformat(fact.was))
        case _:
            return fact.was


@told.register
def _(fact: facts.Assigned, deal: Deal, scene: Scene) -> str:
    return f"handed the deal from {name(scene, fact.was)} to {name(scene, fact.owner)}."


@told.register
def _(fact: facts.Met, deal: Deal, scene: Scene) -> str:
    return f"gave evidence: {'; '.join(_evidence(one, scene) for one in fact.evidence)}."


def _evidence(one: Evidence, scene: Scene) -> str:
    item = scene.playbook.exits.get(one.exit)
    said = spoken_evidence(one, item, scene) if item else cut(one.value)
    on = f" on {plain_day(one.on)}" if one.on else ""
    return f"{exit_name(scene.playbook, one.exit)} – {said}{on}"


@told.register
def _(fact: facts.Unmet, deal: Deal, scene: Scene) -> str:
    return f"took back {exit_name(scene.playbook, fact.exit)}: {cut(fact.reason)}"


@told.register
def _(fact: facts.Waived, deal: Deal, scene: Scene) -> str:
    return f"waived {exit_name(scene.playbook, fact.waiver.exit)}: {cut(fact.waiver.reason)}"


@told.register
def _(fact: facts.Advanced, deal: Deal, scene: Scene) -> str:
    from_, to = stage_name(scene.playbook, fact.left), stage_name(scene.playbook, fact.stage)
    return f"opened the gate from {from_} to {to}{_on_waivers(fact.waivers, scene)}."


@told.register
def _(fact: facts.CycleClosed, deal: Deal, scene: Scene) -> str:
    return (
        f"completed {stage_name(scene.playbook, fact.stage)}, and the turn with it{_on_waivers(fact.waivers, scene)}."
    )


def _on_waivers(keys: tuple[str, ...], scene: Scene) -> str:
    return f", on a waiver of {_exits(keys, scene)}" if keys else ""


def _exits(keys: tuple[str, ...], scene: Scene) -> str:
    return both([exit_name(scene.playbook, key) for key in keys])


@told.register
def _(fact: facts.Refused, deal: Deal, scene: Scene) -> str:
    missing = _exits(fact.missing, scene)
    return f"was stopped at the gate out of {stage_name(scene.playbook, fact.stage)}: {missing} missing."


@told.register
def _(fact: facts.SkipAttempted, deal: Deal, scene: Scene) -> str:
    asked, stage = stage_name(scene.playbook, fact.asked), stage_name(scene.playbook, fact.stage)
    return f"tried to skip to {asked} and was stopped in {stage}: {_exits(fact.missing, scene)} missing."


@told.register
def _(fact: facts.SentBack, deal: Deal, scene: Scene) -> str:
    left, stage = stage_name(scene.playbook, fact.left), stage_name(scene.playbook, fact.stage)
    return f"sent it back from {left} to {stage}: {cut(fact.reason)}"


@told.register
def _(fact: facts.Waited, deal: Deal, scene: Scene) -> str:
    return f"let it rest until {plain_day(fact.until)}: {cut(fact.reason)}"


@told.register
def _(fact: facts.Lost, deal: Deal, scene: Scene) -> str:
    return f"counted it as lost in {stage_name(scene.playbook, fact.stage)}: {cut(fact.reason)}"


@told.register
def _(fact: facts.Reopened, deal: Deal, scene: Scene) -> str:
    return f"reopened it in {stage_name(scene.playbook, fact.stage)}: {cut(fact.reason)}"


@told.register
def _(fact: facts.ApprovalAsked, deal: Deal, scene: Scene) -> str:
    return f"asked for the handoff from {gate_words(scene.playbook, fact.approval.stage)}."


@told.register
def _(fact: facts.Decided, deal: Deal, scene: Scene) -> str:
    why = f": {cut(fact.reason)}" if fact.reason else "."
    match fact.state:
        case "approved":
            return f"approved the handoff{why}"
        case "done":
            return f"accepted the handoff{why}" if fact.acceptor else f"approved the handoff{why}"
        case "declined":
            return f"declined the handoff{why}"
        case "expired":
            return "found that the approval expired: nobody decided in time."
        case _:
            return "changed the deal, so the approval that was asked for is void."


@told.register
def _(fact: facts.Listed, deal: Deal, scene: Scene) -> str:
    item = fact.item
    by = f", from {cut(item.contact, 60)}" if item.contact else ""
    who = f", for {name(scene, item.owner)}" if item.owner else ""
    due = f", due {plain_day(item.due)}" if item.due else ""
    return f"added {item.list} {item.number}: {cut(item.text)}{by}{who}{due}."


@told.register
def _(fact: facts.Closed, deal: Deal, scene: Scene) -> str:
    words: dict[ListName, str] = {
        "objection": "removed objection {}",
        "trigger": "saw trigger {} happen",
        "buyer step": "saw the buyer take step {}",
        "obligation": "kept obligation {}",
        "payment": "received payment {}",
    }
    item = deal.item(fact.list, fact.number)
    which = f" ({cut(item.text, 80)})" if item else ""
    said = f", said by {cut(fact.said_by, 60)}" if fact.said_by else ""
    return f"{words[fact.list].format(fact.number)}{which}: {cut(fact.how)}{said}."


@told.register
def _(fact: facts.Engaged, deal: Deal, scene: Scene) -> str:
    return f"engaged {fact.team.capitalize()}{f': {cut(fact.note)}' if fact.note else '.'}"


@told.register
def _(fact: facts.Logged, deal: Deal, scene: Scene) -> str:
    whom = f" with {cut(fact.contact, 60)}" if fact.contact else ""
    return f"logged {an(fact.activity)}{whom}: {cut(fact.note)}"


@told.register
def _(fact: facts.Linked, deal: Deal, scene: Scene) -> str:
    return f"opened {cut(fact.name, 80)} out of it, {an(fact.kind)}."


@told.register
def _(fact: facts.PlaybookMoved, deal: Deal, scene: Scene) -> str:
    stage = stage_name(scene.playbook, fact.stage)
    dropped = f" {_exits(fact.dropped, scene)} no longer counts." if fact.dropped else ""
    return f"moved the deal to another version of the playbook, in {stage}.{dropped}"
