"""Figures: funnel, flywheel and adherence are counted from one set of deals."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from process.adherence import RepAdherence, adherence
from process.deal import CycleKind, DealState
from process.figures import Attempt, DealLine, Move
from process.flywheel import AccountTurns, flywheel
from process.funnel import FunnelStage, funnel
from process.money import Money
from process.totals import Worth, totals, worth
from tests.support.people_and_deal import MONDAY, SMALL, STANDARD


def line(key: str, stage: str = "find", state: DealState = "open", amount: str = "", **more: Any) -> DealLine:
    money = Money.of(amount) if amount else None
    whole = {"name": key, "account": "Acme", "owner": "rob", "began": MONDAY, "entered": MONDAY, **more}
    return DealLine(id=key, stage=stage, state=state, amount=money, **whole)


def day(number: float) -> datetime:
    return MONDAY + timedelta(days=number)


def moves(deal: str, *route: tuple[float, str, str]) -> list[Move]:
    """Gates passed: on which day, out of which stage, into which."""
    return [Move(deal, day(on), left, stage, gate=bool(left)) for on, left, stage in route]


def stages(lines: list[DealLine], moved: list[Move]) -> dict[str, FunnelStage]:
    return {stage.key: stage for stage in funnel(lines, moved, SMALL).stages}


def test_an_empty_funnel_has_every_stage_and_divides_by_nothing() -> None:
    found = funnel([], [], STANDARD)
    assert [stage.name for stage in found.stages] == [stage.name for stage in STANDARD.stage]
    assert {(stage.entered, stage.conversion, stage.days) for stage in found.stages} == {(0, None, None)}


def test_deals_and_their_value_are_in_the_stage_where_they_are_open() -> None:
    lines = [line("a", "agree", amount="5 EUR"), line("b", "agree", amount="7 EUR"), line("c", "agree", "lost")]
    found = stages(lines, [])
    assert found["agree"].here == Worth(2, (Money.of("12 EUR"),), Money.of("12 EUR"))
    assert found["find"].here.deals == 0


def test_conversion_is_the_share_of_deals_that_passed_the_gate() -> None:
    moved = moves("a", (0, "", "find"), (1, "find", "agree")) + moves("b", (0, "", "find"))
    found = stages([line("a", "agree"), line("b")], moved)
    assert (found["find"].entered, found["find"].passed, found["find"].conversion) == (2, 1, 0.5)
    assert (found["agree"].entered, found["agree"].conversion) == (1, 0.0)


def test_the_median_days_run_from_entering_a_stage_to_passing_its_gate() -> None:
    moved = [
        it
        for deal, days in (("a", 1.0), ("b", 2.5), ("c", 40.0))
        for it in moves(deal, (0, "", "find"), (days, "find", "agree"))
    ]
    assert stages([line(it, "agree") for it in "abc"], moved)["find"].days == 2.5


def test_a_deal_sent_back_counts_once_in_conversion_and_twice_in_days() -> None:
    there = moves("a", (0, "", "find"), (2, "find", "agree"))
    back = [Move("a", day(5), "agree", "find")]
    again = moves("a", (9, "find", "agree"))
    found = stages([line("a", "agree")], [*again, *back, *there])["find"]
    assert (found.entered, found.passed, found.days) == (1, 1, 3.0)


def test_a_completed_turn_passes_the_last_gate() -> None:
    moved = moves("a", (0, "", "keep"), (3, "keep", ""))
    found = stages([line("a", "keep", "completed")], moved)["keep"]
    assert (found.conversion, found.days, found.here.deals) == (1.0, 3.0, 0)


def test_stages_that_only_an_older_playbook_has_come_last() -> None:
    lines = [line("a", "old_stage"), line("b")]
    found = funnel(lines, moves("b", (0, "", "ancient"), (1, "ancient", "find")), SMALL)
    assert [stage.name for stage in found.stages] == ["Find", "Agree", "Keep", "Ancient", "Old stage"]


def test_moves_of_other_deals_are_left_aside() -> None:
    assert stages([], moves("z", (0, "", "find"), (1, "find", "agree")))["find"].entered == 0


def test_currencies_are_added_by_the_playbooks_rates_only() -> None:
    euros_and_dollars = [line("a", amount="10 EUR"), line("b", amount="10 USD"), line("c")]
    assert worth(euros_and_dollars, SMALL.rates) == Worth(
        3, (Money.of("10 EUR"), Money.of("10 USD")), Money.of("19 EUR"), unpriced=1
    )
    assert worth([*euros_and_dollars, line("d", amount="1 JPY")], SMALL.rates).total is None
    assert worth(euros_and_dollars, {"EUR": Decimal(2), "USD": Decimal(3)}).total is None
    assert worth([line("d", amount="1 JPY")], {}).total == Money.of("1 JPY")


def test_won_are_those_accepted_or_completed_and_never_the_lost() -> None:
    lines = [line("a", "keep", won=True), line("b", "keep", "completed"), line("c", "keep", "lost", won=True)]
    found = totals([*lines, line("d")], {})
    assert (found.open.deals, found.won.deals, found.lost.deals, found.completed.deals) == (2, 2, 1, 1)


def test_the_flywheel_counts_turns_and_says_where_deals_came_from() -> None:
    lines = [
        line("a", "keep", "completed", amount="9 EUR", won=True),
        line("b", kind="up-sell", parent="a", cycle=2, amount="5 EUR"),
        line("c", kind="renewal", parent="gone", began=day(1)),
        line("d", "keep", "completed", account="Globex"),
        line("e", "keep", "completed", account="Globex"),
    ]
    found = flywheel(lines, SMALL)
    assert found.turns == 3
    assert [(it.kind, it.deals.deals, it.won) for it in found.kinds] == [
        *(("new", 3, 3), ("renewal", 1, 0), ("cross-sell", 0, 0), ("up-sell", 1, 0), ("referral", 0, 0))
    ]
    assert [(it.name, it.kind, it.parent_name) for it in found.links] == [("b", "up-sell", "a"), ("c", "renewal", "")]
    assert found.accounts == (AccountTurns("Globex", 2, 2), AccountTurns("Acme", 1, 3))


def test_adherence_counts_clean_gates_waivers_and_skip_attempts_by_rep() -> None:
    lines = [line("a", waived=1), line("b", owner="rita")]
    moved = [
        Move("a", day(1), "find", "agree", gate=True, waived=1),
        Move("b", day(1), "find", "agree", gate=True),
        Move("b", day(2), "agree", "find"),
    ]
    tried = [
        Attempt("a", "rob", day(0), "keep", "find", ("reached",)),
        Attempt("z", "rita", day(0), "keep", "find", ()),
    ]
    found = adherence(lines, moved, tried)
    assert (found.gates, found.clean, found.waivers, found.attempts) == (2, 0.5, 1, 1)
    assert found.reps == (RepAdherence("rob", 1, 0, 1), RepAdherence("rita", 1, 1, 0))


def test_the_win_rate_is_split_by_waivers() -> None:
    lines = [line("a", won=True), line("b", state="lost"), line("c", state="completed"), line("d")]
    waived = [line("e", state="lost", waived=2), line("f", waived=1)]
    found = adherence([*lines, *waived], [], [])
    assert found.win_rate_without_waivers == 2 / 3
    assert found.win_rate_with_waivers == 0.0
    assert found.win_rate == 0.5


def test_nothing_decided_gives_no_rate() -> None:
    found = adherence([line("a")], [], [])
    assert (found.clean, found.win_rate, found.win_rate_with_waivers, found.win_rate_without_waivers) == (
        *(None, None, None, None),
    )


KINDS: list[CycleKind] = ["new", "renewal", "cross-sell", "up-sell", "referral"]
STATES: list[DealState] = ["open", "lost", "completed"]
DEALS = st.lists(
    st.builds(
        line,
        key=st.uuids().map(str),
        stage=st.sampled_from(["find", "agree", "keep", "old_stage"]),
        state=st.sampled_from(STATES),
        amount=st.sampled_from(["", "10 EUR", "0.1 USD", "7 JPY"]),
        kind=st.sampled_from(KINDS),
        won=st.booleans(),
    ),
    max_size=12,
)


@given(DEALS)
def test_funnel_and_flywheel_have_the_same_totals(lines: list[DealLine]) -> None:
    stage_by_stage, turn_by_turn = funnel(lines, [], SMALL), flywheel(lines, SMALL)
    assert stage_by_stage.totals == turn_by_turn.totals
    assert sum(stage.here.deals for stage in stage_by_stage.stages) == turn_by_turn.totals.open.deals
    assert sum(kind.deals.deals for kind in turn_by_turn.kinds) == len(lines)
    assert turn_by_turn.turns == stage_by_stage.totals.completed.deals
    assert sum(kind.won for kind in turn_by_turn.kinds) == stage_by_stage.totals.won.deals


@given(DEALS)
def test_no_deal_and_no_money_is_lost_between_the_stages(lines: list[DealLine]) -> None:
    found = funnel(lines, [], SMALL)
    by_stage = [money for stage in found.stages for money in stage.here.money]
    for whole in found.totals.open.money:
        assert sum((it.amount for it in by_stage if it.currency == whole.currency), Decimal()) == whole.amount
