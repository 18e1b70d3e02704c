"""Colleagues: stand-ins, and the people to ask."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from process import course, handoff, rights
from process.colleague import Colleague, Company
from process.context import Context
from tests.support.people_and_deal import MONDAY, PEOPLE, SMALL, away, company

ROB = PEOPLE[0]


def acting(people: Company, name: str, hours: float = 0) -> str:
    found = people.stand_in(people.people[name], MONDAY + timedelta(hours=hours))
    return found.id if found else ""


def asked(people: Company, owner: str = "rob", requester: str = "rob") -> list[str]:
    """The people who are asked about a handoff of that owner's deal, best first."""
    context = Context(SMALL, people, people.people[owner], MONDAY, MONDAY.date())
    deal = course.begin(context, "d1", "Acme", "Acme").deal
    return [it.id for it in rights.deciders(deal, requester, people, MONDAY)]


def test_a_colleague_who_is_there_acts_for_themselves() -> None:
    assert acting(company(), "mia") == "mia"
    assert company().acts_for("mia", MONDAY) == frozenset()


def test_a_delegate_acts_until_the_colleague_is_back() -> None:
    people = company(away("mia", "rita", days=1))
    assert [acting(people, "mia", hours) for hours in (0, 23.9, 24)] == ["rita", "rita", "mia"]


def test_a_chain_of_delegates_ends_with_the_first_who_is_there() -> None:
    people = company(away("mia", "max"), away("max", "rita"))
    assert acting(people, "mia") == "rita"
    assert people.acts_for("rita", MONDAY) == {"mia", "max"}
    assert people.acts_for("max", MONDAY) == frozenset()


def test_a_circle_of_delegates_leaves_no_one_and_ends() -> None:
    people = company(away("mia", "max"), away("max", "mia"))
    assert acting(people, "mia") == ""
    assert people.acts_for("mia", MONDAY) == frozenset()
    assert asked(people) == ["mia", "max"]


def test_a_delegate_who_left_or_never_was_stands_in_for_no_one() -> None:
    assert acting(company(away("mia", "ivo")), "mia") == ""
    assert acting(company(away("mia", "nobody")), "mia") == ""


def test_no_one_stands_in_for_someone_who_left_and_no_one_who_left_stands_in() -> None:
    people = company(replace(away("mia", "rita"), active=False), away("max", "ivo"))
    assert acting(people, "mia") == ""
    assert people.acts_for("rita", MONDAY) == frozenset()
    assert acting(people, "max") == ""
    assert people.acts_for("ivo", MONDAY) == frozenset()


IDS = ("a", "b", "c", "d", "e")
COLLEAGUES = st.builds(
    Colleague,
    id=st.just("a"),
    name=st.just("Any"),
    roles=st.sampled_from([frozenset({"rep"}), frozenset({"manager"})]),
    boss=st.sampled_from(["", *IDS]),
    delegate=st.sampled_from(["", *IDS]),
    away_until=st.sampled_from([None, MONDAY + timedelta(days=1)]),
    active=st.booleans(),
)
COMPANIES = st.lists(COLLEAGUES, min_size=len(IDS), max_size=len(IDS)).map(
    lambda them: Company({id_: replace(it, id=id_) for id_, it in zip(IDS, them, strict=True)})
)


@given(COMPANIES)
def test_in_any_company_only_those_who_are_here_stand_in_decide_and_accept(people: Company) -> None:
    deal = course.begin(Context(SMALL, people, people.people["a"], MONDAY, MONDAY.date()), "d1", "Acme", "Acme").deal
    for it in people.people.values():
        found = people.stand_in(it, MONDAY)
        assert found is None or found.active
        assert it.active or not people.acts_for(it.id, MONDAY)
        assert it.active or not handoff.may_accept("b", people, it, MONDAY)
    assert all(it.active for it in rights.deciders(deal, "a", people, MONDAY))


def test_the_nearest_manager_is_asked_first() -> None:
    assert asked(company()) == ["mia", "max"]


def test_an_owners_own_boss_is_passed_over_when_they_asked() -> None:
    assert asked(company(), requester="mia") == ["max"]


def test_a_stand_in_is_asked_before_the_one_who_is_away() -> None:
    assert asked(company(away("mia", "rita")))[0] == "rita"


def test_a_circle_of_bosses_ends() -> None:
    circle = company(replace(PEOPLE[2], boss="max"), replace(PEOPLE[3], boss="mia"))
    assert [it.id for it in circle.line("rob")] == ["mia", "max"]
    assert asked(circle) == ["mia", "max"]


def test_a_boss_no_one_knows_breaks_nothing() -> None:
    people = company(replace(ROB, boss="ghost"))
    assert [it.id for it in people.line("rob")] == []
    assert asked(people) == ["mia", "max"]


def test_a_founder_alone_asks_themselves() -> None:
    fay = Colleague("fay", "Fay", frozenset({"manager"}))
    assert asked(Company({"fay": fay}), "fay", "fay") == ["fay"]


def test_with_a_second_active_person_a_founder_has_no_one_to_ask() -> None:
    fay, ray = Colleague("fay", "Fay", frozenset({"manager"})), Colleague("ray", "Ray")
    assert asked(Company({"fay": fay, "ray": ray}), "fay", "fay") == []
