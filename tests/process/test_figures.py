"""Figures: funnel, flywheel and adherence are counted from one set of deals."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from process.adherence import Adherence, Record, RepAdherence, adherence
from process.customers import customers
from process.deal import CycleKind, DealState
from process.facts import Changed
from process.figures import Attempt, DealLine, Move, Span, close_date_slips
from process.flywheel import Turns
from process.flywheel import turns as turns_of
from process.funnel import FunnelStage, closing, funnel
from process.line_by_line import adherence_parts, alike, closing_in, flywheel, links, passages
from process.money import Money
from process.reps import by_rep
from process.stage_days import StageDays, stage_days
from process.stays import Passages
from process.totals import totals
from process.worth import Worth, worth_of
from tests.support.people_and_deal import MONDAY, SMALL, STANDARD


def line(key: str, stage: str = "find", state: DealState = "open", amount: str = "", **more: Any) -> DealLine:
    money = Money.of(amount) if amount else None
    whole = {"name": key, "account": "Acme", "owner": "rob", "began": MONDAY, "entered": MONDAY, **more}
    return DealLine(id=key, stage=stage, state=state, amount=money, **whole)


def turns(lines: list[DealLine]) -> Turns:
    return turns_of(alike(lines), links(lines, lines), SMALL)


def day(number: float) -> datetime:
    return MONDAY + timedelta(days=number)


def moves(deal: str, *route: tuple[float, str, str]) -> list[Move]:
    """Gates passed: on which day, out of which stage, into which."""
    return [Move(deal, day(on), left, stage, gate=bool(left)) for on, left, stage in route]


def stages(lines: list[DealLine]) -> dict[str, FunnelStage]:
    return {stage.key: stage for stage in funnel(alike(lines), SMALL).stages}


def over_time(lines: list[DealLine], moved: list[Move], span: Span | None = None) -> dict[str, StageDays]:
    found = stage_days(alike(lines, span), passages(lines, moved, span), SMALL)
    return {stage.key: stage for stage in found}


def kept(lines: list[DealLine], moved: Sequence[Move] = (), tried: Sequence[Attempt] = ()) -> Adherence:
    return adherence(*adherence_parts(lines, moved, tried))


def test_an_empty_funnel_has_every_stage_and_divides_by_nothing() -> None:
    found = funnel([], STANDARD)
    assert [stage.name for stage in found.stages] == [stage.name for stage in STANDARD.stage]
    days = stage_days([], Passages([], {}), STANDARD)
    assert [stage.name for stage in days] == [stage.name for stage in STANDARD.stage]
    assert {(stage.decided, stage.went_on, stage.days) for stage in days} == {(0, 0, None)}


def test_deals_and_their_value_are_in_the_stage_where_they_are_open() -> None:
    lines = [line("a", "agree", amount="5 EUR"), line("b", "agree", amount="7 EUR"), line("c", "agree", "lost")]
    found = stages(lines)
    assert found["agree"].here == Worth(2, (Money.of("12 EUR"),), Money.of("12 EUR"))
    assert found["find"].here.deals == 0


def test_the_pipeline_is_what_is_open_before_the_win() -> None:
    lines = [line("a", "agree"), line("b", "keep", won=True), line("c", "agree", won=True), line("d", state="lost")]
    found = funnel(alike(lines), SMALL)
    assert sum(stage.here.deals for stage in found.stages) == found.totals.pipeline.deals == 1
    assert (found.totals.won.deals, found.totals.care.deals) == (2, 2)


def test_stages_are_compared_by_money_in_one_currency_and_by_numbers_where_there_is_no_rate_or_no_amount() -> None:
    dollars = [line("a", amount="100 EUR"), line("b", "agree", amount="100 USD"), line("c", "agree")]
    assert [stage.size for stage in stages(dollars).values()] == [100, 90, 0]
    yen = [*dollars, line("d", "keep", amount="9 JPY")]
    assert [stage.size for stage in stages(yen).values()] == [1, 2, 1]
    assert [stage.size for stage in stages([line("e")]).values()] == [1, 0, 0]


def test_only_decided_deals_count_as_gone_on_or_not() -> None:
    moved = (
        moves("a", (0, "", "find"), (1, "find", "agree")) + moves("b", (0, "", "find")) + moves("c", (0, "", "find"))
    )
    found = over_time([line("a", "agree"), line("b"), line("c", state="lost")], moved)
    assert (found["find"].went_on, found["find"].decided) == (1, 2)
    assert (found["agree"].went_on, found["agree"].decided) == (0, 0)


def test_a_deal_that_was_sent_back_is_undecided_until_it_goes_on_again() -> None:
    there = moves("a", (0, "", "find"), (2, "find", "agree"))
    back = [Move("a", day(5), "agree", "find")]
    assert over_time([line("a")], [*there, *back])["find"].decided == 0
    lost = over_time([line("a", state="lost")], [*there, *back])
    assert (lost["find"].went_on, lost["find"].decided, lost["agree"].decided) == (0, 1, 1)


def test_a_deal_that_was_lost_and_reopened_counts_once() -> None:
    moved = [*moves("a", (0, "", "find"), (2, "find", "agree")), Move("a", day(9), "agree", "agree")]
    moved += moves("a", (11, "agree", "keep"))
    found = over_time([line("a", "keep", won=True)], moved)["agree"]
    assert (found.went_on, found.decided, found.days) == (1, 1, 2.0)


def test_a_span_counts_what_was_won_or_ended_in_it_and_the_pipeline_of_now() -> None:
    may, june = Span(day(0), day(28)), Span(day(28), day(58))
    lines = [
        line("a", "keep", "churned", won=True, won_at=day(3), ended_at=day(40)),
        line("b", state="lost", ended_at=day(28)),
        line("c", state="withdrawn", ended_at=day(5)),
        line("d"),
    ]
    in_may, in_june = totals(alike(lines, may), {}), totals(alike(lines, june), {})
    assert (in_may.won.deals, in_may.churned.deals, in_may.lost.deals, in_may.withdrawn) == (1, 0, 0, 1)
    assert (in_june.won.deals, in_june.churned.deals, in_june.lost.deals, in_june.withdrawn) == (0, 1, 1, 0)
    assert in_may.pipeline.deals == in_june.pipeline.deals == 1
    moved = moves("e", (2, "", "find"), (27, "find", "agree")) + moves("f", (2, "", "find"), (28, "find", "agree"))
    found = over_time([line("e", "agree"), line("f", "agree")], moved, june)
    assert (found["find"].went_on, found["find"].days) == (1, 26.0)


def test_what_closes_in_a_month_is_of_the_pipeline_with_both_ends_included() -> None:
    first, last = day(0).date(), day(30).date()
    lines = [
        *(line("a", "agree", amount="5 EUR", close_date=first), line("b", close_date=last)),
        *(line("c", close_date=day(31).date()), line("d", "keep", won=True, close_date=first), line("e")),
    ]
    found = closing(alike(closing_in(lines, first, last)), SMALL)
    assert (found.deals.deals, found.deals.unpriced, found.reached) == (2, 1, 1)


def test_the_median_days_run_from_entering_a_stage_to_passing_its_gate() -> None:
    moved = [
        it
        for deal, days in (("a", 1.0), ("b", 2.5), ("c", 40.0))
        for it in moves(deal, (0, "", "find"), (days, "find", "agree"))
    ]
    assert over_time([line(it, "agree") for it in "abc"], moved)["find"].days == 2.5


def test_the_days_begin_again_each_time_a_deal_enters() -> None:
    there = moves("a", (0, "", "find"), (2, "find", "agree"))
    back = [Move("a", day(5), "agree", "find")]
    again = moves("a", (9, "find", "agree"))
    found = over_time([line("a", "agree")], [*again, *back, *there])["find"]
    assert (found.went_on, found.decided, found.days) == (1, 1, 3.0)


def test_a_completed_turn_passes_the_last_gate() -> None:
    moved = moves("a", (0, "", "keep"), (3, "keep", ""))
    found = over_time([line("a", "keep", "completed")], moved)["keep"]
    assert (found.went_on, found.decided, found.days, found.here) == (1, 1, 3.0, 0)


def test_stages_that_only_an_older_playbook_has_come_last() -> None:
    lines = [line("a", "old_stage"), line("b")]
    moved = moves("b", (0, "", "ancient"), (1, "ancient", "find"))
    names = [stage.name for stage in over_time(lines, moved).values()]
    assert names == ["Find", "Agree", "Keep", "Ancient", "Old stage"]
    assert [stage.name for stage in stages(lines).values()] == ["Find", "Agree", "Keep", "Old stage"]


def test_moves_of_other_deals_are_left_aside() -> None:
    assert over_time([], moves("z", (0, "", "find"), (1, "find", "agree")))["find"].decided == 0


def test_currencies_are_added_by_the_playbooks_rates_only() -> None:
    euros_and_dollars = [Money.of("10 EUR"), Money.of("10 USD"), None]
    assert worth_of(euros_and_dollars, SMALL.rates) == Worth(
        3, (Money.of("10 EUR"), Money.of("10 USD")), Money.of("19 EUR"), unpriced=1
    )
    assert worth_of([*euros_and_dollars, Money.of("1 JPY")], SMALL.rates).total is None
    assert worth_of(euros_and_dollars, {"EUR": Decimal(2), "USD": Decimal(3)}).total is None
    assert worth_of([Money.of("1 JPY")], {}).total == Money.of("1 JPY")


def test_won_are_those_accepted_or_completed_and_never_the_lost() -> None:
    lines = [line("a", "keep", won=True), line("b", "keep", "completed"), line("c", "keep", "lost", won=True)]
    found = totals(alike([*lines, line("d")]), {})
    assert (found.pipeline.deals, found.won.deals, found.lost.deals, found.completed.deals) == (1, 2, 1, 1)


def test_the_flywheel_counts_turns_and_says_where_deals_came_from() -> None:
    lines = [
        line("a", "keep", "completed", amount="9 EUR", won=True, won_at=day(0)),
        line("b", kind="up-sell", parent="a", cycle=2, amount="5 EUR", began=day(3)),
        line("c", kind="referral", parent="a", began=day(1), account="Hooli"),
        line("d", "keep", "completed", account="Globex"),
        line("e", "keep", "churned", account="Initech", won=True),
    ]
    found, wheel = turns(lines), flywheel(lines)
    assert found.complete == 2
    assert [(it.kind, it.deals.deals, it.won) for it in found.kinds] == [
        *(("new", 3, 3), ("renewal", 0, 0), ("cross-sell", 0, 0), ("up-sell", 1, 0), ("referral", 1, 0))
    ]
    assert [(it.name, it.kind, it.parent_name) for it in found.links.latest] == [
        *(("c", "referral", "a"), ("b", "up-sell", "a"))
    ]
    assert [(one.account, one.turns, len(one.later)) for one in wheel.customers] == [("Acme", 1, 1), ("Globex", 1, 0)]
    assert (wheel.came_back, wheel.to_ask) == (1, "Globex")
    assert [it.name for it in wheel.referrals.latest] == ["c"]


def test_a_customer_came_back_with_a_later_deal_that_is_open_or_won() -> None:
    first = line("a", "keep", won=True, won_at=day(5), customer="acme", account="Acme Ltd")
    beside = line("b", began=day(5), customer="acme")
    lost = line("c", state="lost", began=day(9), customer="acme")
    assert flywheel([first, beside, lost]).came_back == 0
    again = line("d", began=day(9), customer="acme", account="ACME")
    found = flywheel([first, beside, lost, again])
    assert (found.number, found.came_back) == (1, 1)


def test_a_customer_is_one_from_the_first_win_on_also_where_another_deal_began_before() -> None:
    slow = line("a", "keep", won=True, won_at=day(30), began=day(0))
    quick = line("b", "keep", won=True, won_at=day(9), began=day(5), owner="rita")
    between = line("c", began=day(20))
    (found,) = customers([slow, quick, between])
    assert ([one.id for one in found.won], [one.id for one in found.later]) == (["b", "a"], ["c"])
    assert [one.id for one in flywheel([slow, quick, between]).latest] == ["a"]
    assert not flywheel([slow, quick, between], owner="rita").latest
    assert customers([replace(slow, state="churned"), replace(quick, state="churned"), between]) == ()


def test_each_customer_stands_at_one_place_of_the_wheel() -> None:
    lines = [
        *(line("a", "keep", "completed", account="A", won=True), line("b", "keep", won=True, account="B")),
        *(
            line("c", "keep", "completed", account="C", won=True),
            line("d", "keep", won=True, account="C", began=day(1)),
        ),
        *(line("e", "keep", "completed", account="E", won=True), line("f", account="E", began=day(9))),
    ]
    assert {one.account: one.progress for one in customers(lines)} == {
        "A": "served",
        "B": "being served",
        "C": "came back",
        "E": "came back",
    }


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
    found = kept(lines, moved, tried)
    assert (found.gates, found.clean_gates, found.waivers, found.attempts) == (2, 1, 1, 1)
    assert found.reps == (RepAdherence("rob", 1, 0, 1), RepAdherence("rita", 1, 1, 0))


def decided(won: int, lost: int, **more: Any) -> list[DealLine]:
    """So many won and lost deals with an amount and a close date."""
    whole: dict[str, Any] = {"amount": "5 EUR", "close_date": day(9).date(), **more}
    wins = [line(f"won {whole} {nth}", won=True, won_at=day(20), **whole) for nth in range(won)]
    return [*wins, *(line(f"lost {whole} {nth}", state="lost", **whole) for nth in range(lost))]


def test_a_rate_needs_ten_decided_deals() -> None:
    assert kept(decided(6, 3)).record.win_rate is None
    assert kept(decided(6, 4)).record.win_rate == 0.6


def test_clean_stands_beside_waived_only_where_both_have_ten() -> None:
    nearly = kept([*decided(9, 1), *decided(4, 5, waived=1)])
    assert (nearly.clean, nearly.with_waivers) == (None, None)
    both = kept([*decided(9, 1), *decided(4, 6, waived=1, slips=2)])
    assert both.clean == Record(10, 9, 0, 20.0)
    assert both.with_waivers == Record(10, 4, 10, 20.0)


@pytest.mark.parametrize("flaw", [{"amount": ""}, {"close_date": None}, {"alone": True}])
def test_a_deal_without_amount_or_date_or_confirmed_alone_is_not_clean(flaw: dict[str, Any]) -> None:
    found = kept([*decided(9, 1, **flaw), *decided(4, 6, waived=1)])
    assert found.clean is None


def test_a_gate_passed_on_a_waiver_stays_so_after_the_waiver_is_taken_back() -> None:
    lines = decided(9, 1)
    gates = [Move(lines[0].id, day(1), "find", "agree", gate=True, waived=1)]
    assert kept([*lines, *decided(4, 6, waived=1)], gates).clean is None


def test_a_close_date_slips_each_time_it_goes_to_a_later_day() -> None:
    def to(number: int) -> Changed:
        return Changed("close date", "", close_date=day(number).date())

    assert close_date_slips([to(9), to(5), to(7), to(7), to(12)]) == 2
    assert close_date_slips([to(9)]) == 0


def test_nothing_decided_gives_no_rate() -> None:
    found = kept([line("a")])
    assert (found.gates, found.record.decided, found.record.win_rate, found.record.days) == (0, 0, None, None)


def test_each_owner_has_their_pipeline_wins_and_losses_the_fullest_first() -> None:
    lines = [
        line("a", amount="5 EUR"),
        *(line("b", owner="rita", amount="7 EUR"), line("c", owner="rita", state="lost", ended_at=day(2))),
        line("d", owner="gone", state="withdrawn"),
    ]
    found = by_rep(alike(lines), {})
    assert [(one.rep, one.pipeline.deals, one.won.deals, one.lost.deals) for one in found] == [
        *(("rita", 1, 0, 1), ("rob", 1, 0, 0)),
    ]


KINDS: list[CycleKind] = ["new", "renewal", "cross-sell", "up-sell", "referral"]
STATES: list[DealState] = ["open", "lost", "completed", "churned", "withdrawn"]
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
    stage_by_stage, turn_by_turn = funnel(alike(lines), SMALL), turns(lines)
    assert stage_by_stage.totals == turn_by_turn.totals
    whole = turn_by_turn.totals
    assert sum(stage.here.deals for stage in stage_by_stage.stages) == whole.pipeline.deals
    parts = (whole.pipeline, whole.lost, whole.care, whole.completed, whole.churned)
    assert sum(one.deals for one in parts) + whole.withdrawn == len(lines)
    assert whole.won.deals == whole.care.deals + whole.completed.deals + whole.churned.deals
    assert turn_by_turn.complete == stage_by_stage.totals.completed.deals
    assert sum(kind.won for kind in turn_by_turn.kinds) == stage_by_stage.totals.won.deals


@given(DEALS)
def test_no_deal_and_no_money_is_lost_between_the_stages(lines: list[DealLine]) -> None:
    found = funnel(alike(lines), SMALL)
    by_stage = [money for stage in found.stages for money in stage.here.money]
    for whole in found.totals.pipeline.money:
        assert sum((it.amount for it in by_stage if it.currency == whole.currency), Decimal()) == whole.amount
