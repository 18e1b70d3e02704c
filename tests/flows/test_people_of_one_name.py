"""The first hour of a company whose people have names as people do: twice the same, blank, or very long."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from adapters.chat import Speaker
from tests.support.card_text import buttons_of, form_of, text_of
from tests.support.typed_company import TypedCompany

NAMES = {
    "anna.s": "Anna Schmidt",
    "a.schmidt": "Anna Schmidt",
    "blank": "\u00a0 ",
    "long": "Maximiliana " * 25,
    "rocket": "🚀 Rocket",
    "moshe": "\u202eמשה כהן",
    "sean": "Seán O'Brien-D’Arcy",
}


@dataclass
class NamedCompany(TypedCompany):
    """People with names of their own."""

    called: dict[str, str] = field(default_factory=lambda: NAMES)

    def speaker(self, who: str) -> Speaker:
        usual = super().speaker(who)
        return replace(usual, name=self.called.get(who, usual.name))


@pytest.fixture
def company(tmp_path: Path) -> Iterator[NamedCompany]:
    company = NamedCompany(tmp_path, ("ada", "rob", *NAMES))
    yield company
    company.close()


def test_everyone_is_welcomed_with_any_name(company: NamedCompany) -> None:
    for who in NAMES:
        assert company.card(who, "welcome").title.startswith("Hi "), who
        assert company.card(who, "home").title, who
        assert company.card(who, "team").title == "Your team", who


def test_of_two_people_with_one_name_the_question_which_tells_them_apart(company: NamedCompany) -> None:
    asked = company.card("ada", "team Anna Schmidt is manager")
    assert {*buttons_of(asked)} == {"Anna Schmidt (anna.s)", "Anna Schmidt (a.schmidt)"}
    company.card("ada", buttons_of(asked)["Anna Schmidt (a.schmidt)"])
    team = text_of(company.card("ada", "team"))
    assert "Anna Schmidt (anna.s)" in team


def test_of_two_people_with_one_name_a_form_and_a_deal_tell_them_apart(company: NamedCompany) -> None:
    company.types("rob", "new Acme")
    offered = [label for one in form_of(company.card("rob", "assign acme")).fields for _, label in one.options]
    assert {"Anna Schmidt (anna.s)", "Anna Schmidt (a.schmidt)"} <= set(offered)
    company.types("rob", "assign acme to <@anna.s>")
    assert "Anna Schmidt (anna.s)" in text_of(company.card("rob", "show acme"))


def test_once_one_of_two_with_one_name_has_left_the_other_has_the_name_alone(company: NamedCompany) -> None:
    company.types("ada", "team <@a.schmidt> left")
    assert "Anna Schmidt (" not in text_of(company.card("ada", "team"))


@pytest.mark.parametrize("words", ["funnel of Anna Schmidt", "list of Anna Schmidt"])
def test_without_the_command_too_it_is_asked_which_of_two_is_meant(company: NamedCompany, words: str) -> None:
    asked = company.says("rob", words)
    assert {*buttons_of(asked)} == {"Anna Schmidt (anna.s)", "Anna Schmidt (a.schmidt)"}
