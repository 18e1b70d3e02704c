"""Refusals: the gate stays shut, and the card says what opens it."""

from collections.abc import Sequence

from adapters.card import Bold, Button, Buttons, Card, Element, Text, Tone
from bot.views import approval, buyer, missing, replies
from bot.views.evidence import evidence_form
from bot.views.words import an, both, count, cut, name, names, spoken, stage_name
from process import rights
from process.context import Scene
from process.deal import NEXT_CYCLES, Deal
from process.outcome import Refusal

MOST_WAIVERS = 3


def refusal_card(deal: Deal, scene: Scene, refusal: Refusal, moved: Sequence[str] = ()) -> Card:
    """What stands in the way, who holds it, and the form and buttons for it.

    `moved` are the names of the stages the deal entered on the way before it was stopped.
    """
    match refusal.kind:
        case "missing":
            return _shut(deal, scene, refusal, moved)
        case "waiting":
            return _waiting(deal, scene, refusal, moved)
        case "nobody may":
            title = f"{cut(deal.name, 60)}: nobody may approve this handoff yet"
            return _plain(deal, title, (*_passed(moved), Text(spoken(refusal.why))))
        case _:
            said = replies.sorry(refusal.why)
            return Card(said.title, (*said.body, Buttons(_ways(deal, scene))), said.tone)


def _shut(deal: Deal, scene: Scene, refusal: Refusal, moved: Sequence[str]) -> Card:
    lacking, stage = refusal.missing, stage_name(scene.playbook, refusal.stage)
    title = f"{cut(deal.name, 60)}: the gate out of {stage} stays shut"
    body: list[Element] = [*_passed(moved), Text((_lacks(len(lacking)),))]
    body += missing.in_full(deal, scene, lacking, refusal.stage)
    body += buyer.warnings(deal, scene)
    if refusal.skipping:
        body += _coaching(deal, scene, refusal.stage)
    mine = [one.exit for one in lacking if rights.may_attest(one.exit, deal, scene.by)]
    if mine:
        body.append(evidence_form(deal, scene, mine))
    body += _buttons(deal, scene, refusal)
    return Card(title, tuple(body), "stop")


def _passed(moved: Sequence[str]) -> tuple[Element, ...]:
    """What was reached on the way; what was passed stays passed."""
    if not moved:
        return ()
    gates = "A gate" if len(moved) == 1 else f"{len(moved)} gates"
    return (Text((Bold(f"{gates} opened on the way:"), f" it went on to {both(moved)}.")),)


def _lacks(number: int) -> str:
    return f"{count(number, 'thing is', 'things are')} missing."


def _coaching(deal: Deal, scene: Scene, stage: str) -> tuple[Element, ...]:
    boss = next((one for one in scene.company.line(deal.owner) if one.manages), None)
    sees = f", where {boss.name} sees it" if boss and boss.id != scene.by.id else ""
    kept = f"No stage is skipped, by anyone. The attempt is kept in the deal's history{sees}."
    return Text((Bold("Before you go on: "), scene.playbook.at(stage).coaching)), Text((kept,), small=True)


def _buttons(deal: Deal, scene: Scene, refusal: Refusal) -> tuple[Element, ...]:
    remedies = missing.remedies(deal, scene, refusal.missing) if rights.may_work(deal, scene.by) else ()
    waivable = [one.exit for one in refusal.missing if one.exit.waivable]
    waive: list[Button] = []
    if rights.may_waive(deal, scene.by) and len(waivable) <= MOST_WAIVERS:
        waive = [Button(f"Waive {item.name}", f"waive #{deal.id} {item.key}", "danger") for item in waivable]
    return tuple(Buttons(row) for row in (remedies, (*waive, _show(deal))) if row)


def _show(deal: Deal) -> Button:
    return Button("Show deal", f"show #{deal.id}")


def _waiting(deal: Deal, scene: Scene, refusal: Refusal, moved: Sequence[str]) -> Card:
    """Nothing is missing; somebody's word is. Says whose, and gives them the buttons."""
    asked = deal.approval
    body: list[Element] = [*_passed(moved), Text(spoken(refusal.why))]
    if asked is None:
        return _plain(deal, f"{cut(deal.name, 60)} waits", tuple(body), "warning")
    if asked.state == "approved":
        body.append(Text((f"Asked to accept: {name(scene, approval.acceptor(deal, scene))}.",)))
    elif deciders := rights.deciders(deal, asked.requester, scene.company, scene.now):
        body.append(Text((f"May decide: {names(scene, [one.id for one in deciders[:5]])}.",)))
    body.append(Text((approval.asked_words(scene, asked),), small=True))
    row = (*approval.decision_buttons(deal, scene, asked), _show(deal))
    return Card(f"{cut(deal.name, 60)}: {approval.state_words(deal, scene, asked)}", (*body, Buttons(row)), "warning")


def _plain(deal: Deal, title: str, body: tuple[Element, ...], tone: Tone = "stop") -> Card:
    return Card(title, (*body, Buttons((_show(deal),))), tone)


def _ways(deal: Deal, scene: Scene) -> tuple[Button, ...]:
    """Where to go from an ordinary no."""
    if not rights.may_work(deal, scene.by) or deal.state == "open":
        return (_show(deal),)
    if deal.state == "lost":
        return Button("Reopen", f"reopen #{deal.id}"), _show(deal)
    return (*next_buttons(deal), _show(deal))


def next_buttons(deal: Deal) -> tuple[Button, ...]:
    """The deals that can follow this one, a button each."""
    return tuple(Button(f"Open {an(kind)}", f"next #{deal.id} {kind}") for kind in NEXT_CYCLES)
