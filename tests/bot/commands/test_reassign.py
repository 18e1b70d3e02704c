"""All deals of a colleague move in one transaction, on each database, and never twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from adapters.card import Button, Buttons
from adapters.chat import Answer, Inbound, Place, Speaker
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.store import deals, ledger, tenants
from bot.store.engine.store import Store
from process.facts import Assigned

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
NAMES = ("Acme", "Globex", "Initech")
Ask = Callable[..., Answer]


def speaker(user: str) -> Speaker:
    return Speaker("slack", "T1", user, user.capitalize(), admin=user == "ada")


@pytest.fixture
def ask(store: Store) -> Ask:
    """Type a line as someone; the first line of each lets them in."""
    seconds, keys = count(), count()
    assistant = Assistant(store, lambda: MONDAY + timedelta(seconds=next(seconds)), playbook_files.texts(None))
    everyone = {user: speaker(user) for user in ("ada", "mia", "rob", "rita")}

    def ask(user: str, text: str, key: str = "") -> Answer:
        place = Place("slack", "T1", user, "direct")
        return assistant.answer(Inbound(key or f"k{next(keys)}", speaker(user), place, text, mentioned=everyone))

    for line in ("team <@mia> is manager", "team <@rob> is rep", "team <@rita> is rep"):
        ask("ada", line)
    for name in NAMES:
        ask("rob", f"new {name}")
    return ask


def press(answer: Answer) -> str:
    """The command of the preview's button."""
    shown: list[Button] = [one for part in answer.card.body if isinstance(part, Buttons) for one in part.every]
    return next(one.command for one in shown if one.label.startswith("Hand over"))


def owners(store: Store) -> dict[str, list[str]]:
    """Every owner in the ledger, by the deal's name, oldest first."""
    found: dict[str, list[str]] = {}
    with store.reading() as tx:
        tenant = tenants.all_tenants(tx)[0].id
        for brief in deals.names(tx, tenant):
            facts = [entry.fact for entry in ledger.of_deal(tx, tenant, brief.id)]
            found[brief.name] = [fact.owner.split("-")[-1] for fact in facts if isinstance(fact, Assigned)]
            assert brief.owner.endswith((found[brief.name] or ["rob"])[-1])
    return found


def test_the_button_writes_one_fact_for_each_deal_and_a_second_press_none(store: Store, ask: Ask) -> None:
    command = press(ask("mia", "assign all of <@rob> to <@rita>"))
    assert owners(store) == {name: [] for name in NAMES}
    first = ask("mia", command, "press")
    assert owners(store) == {name: ["rita"] for name in NAMES}
    assert ask("mia", command, "press").card == first.card
    assert "Nothing to hand over" in ask("mia", command).card.title
    assert owners(store) == {name: ["rita"] for name in NAMES}


def test_the_button_of_a_preview_does_nothing_for_a_rep(store: Store, ask: Ask) -> None:
    command = press(ask("mia", "assign all of <@rob> to <@rita>"))
    assert "Only a manager" in ask("rita", command).card.title
    assert owners(store) == {name: [] for name in NAMES}
