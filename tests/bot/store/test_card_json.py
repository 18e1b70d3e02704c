"""Cards, answers and facts as JSON: everything that is written is read again exactly."""

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.card import Bold, Card, Code, Text
from adapters.chat import Answer
from bot.store.card_json import read_answer, read_card, write_answer, write_card
from bot.store.deal_json import read_deal, read_fact, write_deal, write_fact
from process.deal import Deal
from process.facts import Fact

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    bool: st.booleans(),
    int: st.integers(0, 10**6),
    float: st.floats(0, 1),
    type(None): st.none(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    Decimal: st.decimals(0, 10**15, allow_nan=False, allow_infinity=False),
}


@cache  # what Hypothesis finds out about a strategy is worth the time once
def some(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type, for the types that our own values are made of."""
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) is not None:
        return _made_of(get_origin(hint), get_args(hint))
    hints = get_type_hints(hint)
    return st.deferred(lambda: st.builds(hint, **{field.name: some(hints[field.name]) for field in fields(hint)}))


def _made_of(origin: Any, inner: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, UnionType):
        return st.one_of(*map(some, inner))
    if origin is tuple:
        return st.lists(some(inner[0]), max_size=3).map(tuple) if inner[-1] is ... else st.tuples(*map(some, inner))
    if origin is frozenset:
        return st.frozensets(some(inner[0]), max_size=3)
    return st.dictionaries(some(inner[0]), some(inner[1]), max_size=2)


@given(some(Answer))
def test_every_answer_is_read_as_it_was_written(answer: Answer) -> None:
    assert read_answer(write_answer(answer)) == answer


@pytest.mark.parametrize("kind", get_args(Fact), ids=lambda kind: str(kind.__name__))
def test_every_fact_is_read_as_it_was_written(kind: Any) -> None:
    @given(some(kind))
    def check(fact: Fact) -> None:
        assert read_fact(type(fact).__name__, write_fact(fact)) == fact

    run: Callable[[], None] = check
    run()


@given(some(Deal))
def test_every_deal_is_read_as_it_was_written(deal: Deal) -> None:
    assert read_deal(write_deal(deal)) == deal


def test_bold_words_and_code_stay_apart() -> None:
    card = Card("Next", (Text(("say ", Code("advance acme"), " or ", Bold("wait"))),))
    assert read_card(write_card(card)) == card


def test_a_command_is_read_as_it_was_written_and_an_old_card_has_its_own_slash() -> None:
    card = Card("Next", (Text((Code("next", command=True), " or ", Code("/deal list"))),))
    assert read_card(write_card(card)) == card
    old = '{"is":"Card","title":"Next","body":[{"is":"Text","words":[{"is":"Code","words":"/deal list"}]}]}'
    assert read_card(old) == Card("Next", (Text((Code("/deal list"),)),))


def test_a_card_with_a_field_that_is_no_longer_known_is_still_read() -> None:
    assert read_card('{"is":"Card","title":"Acme","shade":"blue"}') == Card("Acme")


def test_a_card_of_an_earlier_release_keeps_the_command_that_refreshes_it() -> None:
    card = read_card('{"is":"Card","title":"Acme","anew":"show #a1"}')
    assert card == Card("Acme", refresh_command="show #a1")
