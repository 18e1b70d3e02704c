"""A channel reads only what you would say aloud there: a win is announced, and changes are answered privately."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.chat import Answer, Inbound, Place
from bot.assistant import Assistant
from tests.support.card_text import text_of
from tests.support.people_and_deal import SMALL_TEXT
from tests.support.posted_cards import Standing, standing
from tests.support.typed_company import TypedCompany

DEALS = Place("slack", "T1", "C0DEALS", "channel", "#deals")
WINS = SMALL_TEXT.replace('handoff = { acceptance = "keeper" }', 'handoff = { acceptance = "keeper", win = true }')


@pytest.fixture
def company(tmp_path: Path) -> Iterator[TypedCompany]:
    company = TypedCompany(tmp_path, ("ada", "rob", "mia", "ana"), WINS)
    company.all_type(("ada", "team <@mia> is manager"), ("ada", "team <@ana> is account manager"), ("rob", "new Acme"))
    yield company
    company.close()


def aloud(company: TypedCompany, who: str, line: str) -> Answer:
    """What a line typed in #deals is answered with."""
    everyone = {one: company.speaker(one) for one in company.names}
    inbound = Inbound(f"aloud-{next(company.keys)}", company.speaker(who), DEALS, line, None, "", everyone)
    return Assistant(company.store, lambda: company.now, {"a.toml": WINS}).answer(inbound)


def in_deals(company: TypedCompany) -> list[Standing]:
    return [one for one in standing(company.store) if one.place == DEALS.id]


def test_a_win_is_announced_once_with_who_how_much_how_long_and_who_takes_over(company: TypedCompany) -> None:
    aloud(company, "mia", "digest at 9:00")
    aloud(company, "rob", "here acme")
    company.ready()
    company.types("rob", "advance acme")
    company.types("mia", "waive acme budget because we know their board well")
    company.types("rob", "advance acme")
    company.decides("mia")
    (win,) = [one for one in in_deals(company) if one.subject.startswith("win:")]
    assert win.card.title == "🎉 Acme is a customer: €40k, Rob, 1 day"
    assert "Ana takes over." in win.text
    assert "waive" not in win.text
    company.decides("ana", "decline", "the contract is missing")
    company.types("rob", "advance acme")
    company.decides("mia")
    assert len([one for one in in_deals(company) if one.subject.startswith("win:")]) == 1


def test_a_gate_that_opened_is_said_aloud_and_how_is_not(company: TypedCompany) -> None:
    company.types("rob", "met acme reached Carla Chen, CFO")
    company.types("mia", "waive acme reached because we know their board well")
    answer = aloud(company, "rob", "advance acme")
    assert answer.seen_by == "place"
    assert text_of(answer.card).split("\n")[0] == "Acme is now in Agree"
    assert "waive" not in text_of(answer.card)


@pytest.mark.parametrize(
    "line",
    [
        "met acme reached Carla Chen, CFO",
        "log acme call they fear the move",
        "objection acme too dear for them",
        "set acme amount 5000 EUR",
        "ask acme about who signs for them",
        "lose acme because they went to a rival",
        "assign acme to <@mia>",
        "undo",
    ],
)
def test_a_change_is_answered_to_the_one_who_made_it_alone(company: TypedCompany, line: str) -> None:
    company.types("rob", "log acme call asked where they stand")
    assert aloud(company, "rob", line).seen_by == "asker"


@pytest.mark.parametrize("line", ["new Globex", "here acme"])
def test_what_is_for_all_is_said_to_all(company: TypedCompany, line: str) -> None:
    assert aloud(company, "rob", line).seen_by == "place"


def test_a_handoff_in_the_channel_shows_no_waiver_no_reason_and_who_said_no(company: TypedCompany) -> None:
    aloud(company, "rob", "here acme")
    company.ready()
    company.types("mia", "unmet acme budget because it was a guess")
    company.types("mia", "waive acme budget because we know their board well")
    company.asks()
    company.decides("mia", "decline", "The amount is not theirs to spend")
    (card,) = [one for one in in_deals(company) if one.subject.startswith("approval:")]
    assert card.card.title == "Acme: not yet"
    for one in standing(company.store, every=True):
        if one.channel:
            assert not [word for word in ("waive", "board well", "theirs to spend", "Mia") if word in one.text]
