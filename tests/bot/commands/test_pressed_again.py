"""What opens a deal opens one, however often and by whom it is pressed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.card import Card
from tests.support.card_text import buttons_of
from tests.support.stored_deals import together
from tests.support.typed_company import TypedCompany


@pytest.fixture
def company(tmp_path: Path) -> Iterator[TypedCompany]:
    """Ana has accepted Acme."""
    company = TypedCompany(tmp_path, ("ada", "rob", "mia", "ana"))
    won(company)
    yield company
    company.close()


def won(company: TypedCompany) -> None:
    for line in ("team <@mia> is manager", "team <@ana> is account manager"):
        company.types("ada", line)
    company.types("rob", "new Acme")
    company.ready()
    company.asks()
    company.decides("mia")
    company.decides("ana", "accept")


def press(company: TypedCompany, kind: str, who: str = "ana") -> Card:
    """*Open a renewal* on Acme's card."""
    return company.card(who, f"next #{company.deal().id} {kind}")


@pytest.mark.parametrize("kind", ["renewal", "up-sell", "cross-sell", "referral"])
def test_a_second_press_opens_no_second_deal_of_a_kind(company: TypedCompany, kind: str) -> None:
    for who in ("ana", "ana", "mia"):
        press(company, kind, who)
    again = press(company, kind, "mia")
    assert again.title == f"Acme {kind} is open already"
    assert company.count("deals") == 2
    company.card("mia", buttons_of(again)["Open another"])
    assert company.count("deals") == 3


def test_another_kind_and_one_after_the_first_was_lost_are_opened(company: TypedCompany) -> None:
    press(company, "up-sell")
    press(company, "cross-sell")
    company.types("rob", "lose acme up-sell because price was too high for them")
    press(company, "up-sell")
    assert company.count("deals") == 4


def test_two_presses_at_the_same_moment_open_one(company: TypedCompany) -> None:
    titles = [card.title for card in together(lambda _: press(company, "renewal"), 4)]
    assert titles.count("Acme renewal is open already") == 3
    assert company.count("deals") == 2
