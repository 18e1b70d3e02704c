"""The scenes of a sale as lines, to be played in any chat and in the sandbox, and what they leave in the ledger."""

import json
import re
from itertools import count

from adapters.card import Buttons, Card
from adapters.chat import Inbound
from adapters.sandbox import demo_people
from bot.sandbox.sandbox import Sandbox
from bot.store import export

Step = tuple[str, str]
"""Who says which line; a line in brackets is the button with these words on the last card of theirs."""

SCENES: dict[str, list[Step]] = {
    "a skip attempt": [("rob", "advance globex to closing"), ("mia", "history globex all")],
    "a buyer ahead": [("rob", "buyer acme wants contract by Friday")],
    "a handoff": [
        ("rob", "advance stark"),
        ("rob", "approve stark"),
        ("rob", "set stark amount 80000 EUR"),
        ("leo", "met stark legal yes"),
        ("rob", "advance stark"),
        ("mia", "approve stark"),
        ("mia", "[Approve]"),
    ],
    "the wheel": [
        ("ana", "payment tyrell 2 received bank statement"),
        ("ana", "met tyrell review They want the training for a second site said by Tia Torres in meeting"),
        ("ana", "buyer tyrell did live said by Tia Torres in call"),
        ("ana", "advance tyrell"),
        ("ana", "[up-sell]"),
    ],
    "bad input": [("rob", "frobnicate"), ("rob", "new <b>Acme</b>"), ("rob", "met acme bugdet 5")],
}

KEYS = count()


def played(sandbox: Sandbox, steps: list[Step]) -> None:
    """The same in the sandbox."""
    cards: dict[str, Card] = {}
    everyone = {person.id: demo_people.speaker(person.id) for person in demo_people.PEOPLE}
    for who, text in steps:
        said = _button(cards[who], text.strip("[]")) if text.startswith("[") else text
        inbound = Inbound(
            f"line-{next(KEYS)}", demo_people.speaker(who), demo_people.place(who), said, mentioned=everyone
        )
        cards[who] = sandbox.answer(inbound).card


def _button(card: Card, label: str) -> str:
    rows = [part.every for part in card.body if isinstance(part, Buttons)]
    return next(one.command for row in rows for one in row if label in one.label + one.command)


def ledger(sandbox: Sandbox) -> list[str]:
    """The ledger with its people, without moments and random ids."""
    with sandbox.store.reading() as tx:
        rows = export.export(tx, None)["ledger"]
    lines = (json.dumps([row["kind"], row.get("by"), row["body"]], sort_keys=True) for row in rows)
    return sorted(re.sub(r"\b[0-9a-f]{12}\b|\d{4}-\d\d-\d\dT[\d:.+]+Z?", "_", one) for one in lines)
