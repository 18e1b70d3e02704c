"""A small deal on the playbook for small ones: each of its exits is read from typed words and from a form."""

import pytest

from adapters.sandbox.terminal_card import plain
from tests.support.card_text import form_of
from tests.support.sandbox_script import Say, button

ASKED = (
    ("qualification", {"source": "calling", "contact": "Uma Usher, CFO", "set_amount": "1900 EUR"}),
    ("development", {"problem": "They run out of spare parts", "budget": "2k", "budget.where": "call"}),
    ("presentation", {"alignment": "yes"}),
    ("discussion", {"presented_on": "last Friday"}),
    ("closing", {"objections.asked": "Uma Usher"}),
    (
        "account management",
        {"signed_by_customer": "Uma Usher", "signed_by_customer.where": "e-mail", "signed_on": "today"},
    ),
)
TYPED = (
    ("qualification", ("met {} source calling", "met {} contact Uma Usher, CFO", "set {} amount 1900 EUR")),
    ("development", ("met {} problem They run out of spare parts", "met {} budget 2k said by Uma Usher in call")),
    ("presentation", ("met {} alignment yes",)),
    ("discussion", ("met {} presented on last Friday",)),
    ("closing", ("met {} objections none said by Uma Usher in call",)),
    (
        "account management",
        (
            "met {} signed_by_customer Uma Usher said by Uma Usher in e-mail",
            "met {} signed on today",
            "met {} account manager <@ana>",
        ),
    ),
)


def handed_over(say: Say, name: str) -> str:
    """Approve and accept; what the deal's card says then."""
    say("mia", button(say("mia", f"approve {name}"), "Approve").command)
    say("ana", button(say("ana", f"accept {name}"), "Take it").command)
    return " ".join(plain(say("rob", f"show {name}")).split())


def test_a_small_deal_goes_by_forms(say: Say) -> None:
    say("rob", "new Umbra on Light")
    for stage, answers in ASKED:
        form = form_of(say("rob", "met umbra"))
        known = {one.key: one.value for one in form.fields if one.value}
        given = {**answers, "account_manager": "<@ana>"} if stage == "account management" else answers
        assert set(given) <= {one.key for one in form.fields}
        say("rob", form.command, {**known, **given}, subject=form.subject)
        say("rob", f"advance umbra to {stage}")
    assert "Account Management, since" in handed_over(say, "umbra")


def test_and_by_typed_words(say: Say) -> None:
    say("rob", "new Umbra on Light")
    for stage, lines in TYPED:
        for line in lines:
            say("rob", line.format("umbra"))
        say("rob", f"advance umbra to {stage}")
    assert "Account Management, since" in handed_over(say, "umbra")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("met umbra problem tbd", "says nothing"),
        ("met umbra budget 2k said by nobody in call", "isn't a person"),
        ("met umbra presented on tomorrow", "future"),
    ],
)
def test_it_is_as_strict_about_the_truth(say: Say, line: str, said: str) -> None:
    say("rob", "new Umbra on Light")
    assert "evidence saved" not in plain(say("rob", line)), said
