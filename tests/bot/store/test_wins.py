"""One answer to whether a deal is won, for the gate, the figures and the export."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.company.export_tables import DEALS, ExportTables
from bot.store import customers, figures, tenants
from bot.store.figures import Asked
from process.totals import totals
from tests.support.figures_from_scratch import differences
from tests.support.people_and_deal import SMALL_TEXT
from tests.support.typed_company import TypedCompany

UNMARKED = SMALL_TEXT.replace(", win = true", "")
"""Ana accepts the deals there, and no handoff says that it wins them."""
TICKED = 'coaching = "Tick them off."\n'
AFTER = '[[stage]]\nkey = "after"\nname = "After"\npurpose = "Go on."\ncoaching = "Call them."\n'
EARLY = UNMARKED.replace(TICKED, TICKED + "handoff = { win = true }\n") + AFTER
"""Ana accepts the deals one stage before the handoff that wins them."""
LOSE, CHURN = "lose acme because they bought elsewhere", "churn acme because they left for good"


def sold_in(folder: Path, playbook: str) -> TypedCompany:
    """Rob's Acme, which Mia approved and Ana accepted."""
    made = TypedCompany(folder, ("ada", "mia", "rob", "ana"), playbook)
    made.all_type(
        *(("ada", "team <@mia> is manager"), ("ada", "team <@ana> is account manager")),
        *(("ada", "team <@rob> is rep"), ("ada", "team <@rob> reports to <@mia>"), ("rob", "new acme")),
    )
    made.ready()
    made.asks()
    made.decides("mia")
    made.decides("ana", "accept")
    assert made.deal().account_manager
    return made


@pytest.fixture(params=[UNMARKED, EARLY], ids=["unmarked", "accepted early"])
def accepted(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TypedCompany]:
    made = sold_in(tmp_path, request.param)
    yield made
    made.close()


def counted(company: TypedCompany) -> tuple[int, int, int, str, int]:
    """How many deals are in the pipeline, won and lost, the status that an export gives Acme, and the customers."""
    with company.store.reading() as tx:
        assert differences(tx, company.tenant) == []
        found = totals(figures.alike(tx, Asked(company.tenant)), {})
        tenant = tenants.find_tenant(tx, company.tenant)
        assert tenant
        rows = list(ExportTables.of(tx, tenant).deals())
        status = str(rows[1][DEALS.index("Status")])
        return (
            found.pipeline.deals,
            found.won.deals,
            found.lost.deals,
            status,
            sum(customers.stand(tx, tenant.id).values()),
        )


def test_a_deal_that_was_only_accepted_is_in_the_pipeline_and_can_be_lost(accepted: TypedCompany) -> None:
    assert counted(accepted) == (1, 0, 0, "open", 0)
    assert "Only a won deal churns" in accepted.types("mia", CHURN)
    assert accepted.types("rob", LOSE)
    assert counted(accepted) == (0, 0, 1, "lost", 0)


def test_a_deal_whose_winning_handoff_was_approved_is_won_for_all_of_them(tmp_path: Path) -> None:
    company = sold_in(tmp_path, SMALL_TEXT)
    assert counted(company) == (0, 1, 0, "won", 1)
    assert "won, so it can't be lost" in company.types("rob", LOSE)
    company.types("mia", CHURN)
    assert counted(company) == (0, 1, 0, "churned", 0)


def test_a_complete_deal_is_won_where_no_handoff_is_marked(tmp_path: Path) -> None:
    company = sold_in(tmp_path, UNMARKED)
    company.types("mia", "waive acme obligations because they want nothing more of us")
    company.types("ana", "advance acme")
    assert company.deal().state == "completed"
    assert company.deal().won == company.now
    assert counted(company) == (0, 1, 0, "won", 1)
