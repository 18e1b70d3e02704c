"""The story's figures: funnel, flywheel and export agree on every total."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from bot.sandbox.sandbox import Sandbox
from bot.store import export
from tests.support.card_text import text_of
from tests.support.sandbox_script import Say

Rows = list[dict[str, Any]]


@pytest.fixture
def exported(sandbox: Sandbox) -> dict[str, Rows]:
    with sandbox.store.reading() as tx:
        return export.export(tx, None)


def money(deals: Rows) -> str:
    """What these deals of one currency are worth, in thousands."""
    return f"€{sum(Decimal(deal['amount'] or 0) for deal in deals) / 1000:.0f}k"


def of(deals: Rows, *states: str, won: bool | None = None) -> Rows:
    return [deal for deal in deals if deal["state"] in states and won in (None, deal["won"])]


def test_funnel_flywheel_and_export_agree_on_every_total(exported: dict[str, Rows], say: Say) -> None:
    deals = exported["deals"]
    pipeline, wins = of(deals, "open", won=False), of(deals, "open", "completed", "churned", won=True)
    lost, churned, withdrawn = of(deals, "lost"), of(deals, "churned"), of(deals, "withdrawn")
    funnel, turns = say("mia", "funnel"), text_of(say("mia", "flywheel turns"))
    assert funnel.title == f"Pipeline: {len(pipeline)} deals, {money(pipeline)}"
    outcomes = (
        f"Won {len(wins)} ({money(wins)}), lost {len(lost)} ({money(lost)}), churned {len(churned)} ({money(churned)}), "
        f"withdrawn {len(withdrawn)}, not counted."
    )
    assert outcomes in text_of(funnel)
    assert outcomes in turns
    assert len(deals) == len(pipeline) + len(wins) + len(lost) + len(withdrawn)
    stages = Counter(deal["stage"] for deal in pipeline)
    for line in text_of(say("mia", "funnel days")).splitlines():
        name, _, cells = line.partition(" | ")
        if cells and name != "Stage":
            assert cells.split(" | ")[0] == str(stages[name.casefold().replace(" ", "_")])


def test_gates_and_customers_agree_with_the_export(exported: dict[str, Rows], say: Say) -> None:
    counted = {deal["id"] for deal in exported["deals"] if deal["state"] != "withdrawn"}
    gates = [row for row in exported["ledger"] if row["kind"] in ("Advanced", "CycleClosed") and row["deal"] in counted]
    clean = [row for row in gates if not row["waived"]]
    assert f"{len(clean)} of {len(gates)} gates passed without a waiver." in text_of(say("mia", "funnel"))
    customers = {deal["account_key"] for deal in of(exported["deals"], "open", "completed", won=True)}
    assert say("mia", "flywheel").title.startswith(f"{len(customers)} customers, ")
    turns = of(exported["deals"], "completed")
    assert say("mia", "flywheel turns").title == f"Flywheel: {len(turns)} complete turns"


def test_the_story_has_one_deal_of_each_fate(exported: dict[str, Rows], say: Say) -> None:
    deals = {deal["name"]: deal for deal in exported["deals"]}
    fates = {name: (deals[name]["state"], deals[name]["won"], bool(deals[name]["waived"])) for name in deals}
    assert fates["Tyrell"] == ("open", True, False)
    assert fates["Virtucon"] == ("completed", True, True)
    assert fates["Oceanic"] == ("churned", True, False)
    assert (fates["Soylent"][0], fates["Duff"][0]) == ("lost", "withdrawn")
    assert deals["Soylent"]["lost_as"] == "built it themselves"
    assert (deals["Wonka"]["kind"], deals["Wonka"]["parent"]) == ("referral", deals["Cyberdyne"]["id"])
    said = text_of(say("ana", "flywheel"))
    assert "Virtucon €38k: renews 24 Jun." in said
    assert "Wonka, from Cyberdyne" in said
    assert "Stark came by referral: from which customer?" in said
