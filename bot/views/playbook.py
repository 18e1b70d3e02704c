"""The playbook as a person reads it: stages, what each asks for, of whom, and when."""

from adapters.card import Bold, Bullets, Card, Element, Text, Words
from bot.views.words import both, capital, cut, either, exit_name, money, stage_name
from process.context import Context
from process.playbook import BuyerStep, Exit, Playbook, Stage, When

HOLDERS = {"rep": "the rep", "buyer": "the buyer", "manager": "a manager"}


def playbook_card(playbook: Playbook, context: Context) -> Card:
    """Every stage with its purpose and exits, and the buyer's route beside it."""
    body: list[Element] = []
    for number, stage in enumerate(playbook.stage, 1):
        body += _stage(stage, number, playbook)
    if playbook.buyer:
        steps = tuple((step.name, _step(step, playbook)) for step in playbook.buyer)
        body += [Text((Bold("The buyer's own steps"),)), Bullets(steps)]
    body.append(Text((f"Version {playbook.version}.",), small=True))
    return Card(f"Playbook “{cut(playbook.name, 60)}”", tuple(body))


def _stage(stage: Stage, number: int, playbook: Playbook) -> tuple[Element, ...]:
    head = Text((Bold(f"{number}. {stage.name}"), f" – {stage.purpose}"))
    return (head, *stage_lines(stage, playbook))


def stage_lines(stage: Stage, playbook: Playbook) -> tuple[Element, ...]:
    """What a stage asks for, an exit a line, and who opens its gate."""
    exits = (Bullets(tuple(_exit(item, playbook) for item in stage.exit)),) if stage.exit else ()
    return (*exits, *_handoff(stage, playbook))


def _step(step: BuyerStep, playbook: Playbook) -> str:
    shown = [exit_name(playbook, key) for key in step.proven_by]
    by = f", shown by {both(shown)}" if shown else ""
    return f" – by the end of {stage_name(playbook, step.stage)}{by}"


def _exit(item: Exit, playbook: Playbook) -> Words:
    return Bold(item.name), f" – {item.question} {exit_words(item, playbook)}"


def exit_words(item: Exit, playbook: Playbook) -> str:
    """Who answers for an exit, on which deals, and whether it can be waived."""
    when = f" Only {either([_when(one, playbook) for one in item.when])}." if item.when else ""
    waived = "" if item.waivable else " Can't be waived."
    return f"{capital(_holder(item.attest))} answers.{when}{waived}"


def _holder(attest: str) -> str:
    return HOLDERS.get(attest, "the account manager" if attest == "account manager" else attest)


def _when(when: When, playbook: Playbook) -> str:
    parts = []
    if when.amount_at_least is not None:
        parts.append(f"from {money(when.amount_at_least)}")
    if when.product:
        parts.append(f"for {either(when.product)}")
    if when.complexity:
        parts.append(f"for {either(when.complexity)} deals")
    parts += [f"where {exit_name(playbook, key).lower()} is {value}" for key, value in when.evidence.items()]
    return both(parts)


def _handoff(stage: Stage, playbook: Playbook) -> tuple[Element, ...]:
    if stage.handoff is None:
        return ()
    accepts = stage.handoff.acceptance
    then = f", and the {exit_name(playbook, accepts).lower()} accepts the deal" if accepts else ""
    won = " The approval wins the deal." if stage.handoff.win else ""
    return (Text((f"To leave this stage, a manager approves{then}.{won}",)),)
