"""Ways: what a deal's row holds of its stays, and that deals which went the same way are counted together."""

from datetime import timedelta

from sqlalchemy import select

from bot.store import adherence, deals, passages, ways
from bot.store.engine.store import Store
from bot.store.figures import Asked
from bot.store.schema.tables import deal_figures
from process.facts import Advanced, SentBack, Withdrawn
from process.figures import Move, Span
from process.stays import Step, stays, way
from tests.support.figures_from_scratch import differences
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import US, begin, happen

EVER, DAY = Asked(US), timedelta(days=1)


def test_a_way_is_written_and_read_without_loss() -> None:
    moves = [
        Move("a", MONDAY, "", "find"),
        Move("a", MONDAY + DAY, "find", "agree", gate=True, waived=2),
        Move("a", MONDAY + 2 * DAY, "agree", "find"),
        Move("a", MONDAY + 3 * DAY, "find", "agree", gate=True),
    ]
    found = way(stays(moves, "agree"))
    assert found == (Step("agree", True, False, True, 0), Step("find", True, True, True, 2))
    assert ways.read(ways.written(found)) == found
    assert ways.written(way(stays(reversed(moves), "agree"))) == ways.written(found)
    assert ways.read("") == () and ways.mark_of("") == ""


def test_deals_that_went_the_same_way_are_one_group(store: Store) -> None:
    with store.writing() as tx:
        for number in range(5):
            happen(tx, begin(tx, f"Deal {number}"), Advanced("find", "agree"), at=MONDAY + DAY * number)
        begin(tx, "Another")
        happen(tx, begin(tx, "Gone"), Withdrawn("find", "not for us"))
        back = happen(tx, begin(tx, "Back"), Advanced("find", "agree"), at=MONDAY + DAY)
        happen(tx, back, SentBack("agree", "find", "too early"), at=MONDAY + 2 * DAY)
    with store.reading() as tx:
        found = ways.ways(tx, EVER)
        assert sorted((one.now_in, one.deals) for one in found) == [("agree", 5), ("find", 1), ("find", 1)]
        assert passages.passages(tx, EVER).days == {"find": 1.5}
        assert [one.gates for one in adherence.gates(tx, EVER)] == [6]
        assert differences(tx, US) == []
        assert differences(tx, US, Span(MONDAY, MONDAY + 3 * DAY)) == []


def test_a_way_of_many_long_stages_is_written(store: Store) -> None:
    with store.writing() as tx:
        deal = begin(tx, stage="s" * 200)
        for number in range(40):
            deal = happen(tx, deal, Advanced(deal.stage, f"{number:02}" * 100))
        deals.save(tx, US, deal, deal, [], "request")
        assert len(tx.scalar(select(deal_figures.c.way)) or "") > 8_000
        assert differences(tx, US) == []
