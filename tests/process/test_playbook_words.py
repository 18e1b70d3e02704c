"""Wording: how a playbook is worded makes no version, and old versions are shown in the newest words."""

import pytest

from process import course
from process.playbook import Playbook
from process.playbook_file import read
from process.playbook_words import in_words_of
from process.reasons.state import SamePlaybook
from tests.support.people_and_deal import SMALL, SMALL_TEXT, STANDARD, STANDARD_TEXT, Story

WORDING = (
    ('name = "Reached"', 'name = "Reached person"'),
    ('question = "What is the budget?"', 'question = "How much do they have?"'),
    ('question = "What is the budget?"', 'question = "What is the budget?"\nhint = "a number"'),
    ('question = "What is the budget?"', 'question = "What is the budget?"\nwords = ["funds", "money"]'),
    ('name = "Find"', 'name = "Finding"'),
    ('purpose = "Find somebody."', 'purpose = "Find a person."'),
    ('coaching = "Write it down."', 'coaching = "Write all of it down."'),
    ('name = "Admits the problem"', 'name = "Sees the problem"'),
    ("rates = { EUR = 1, USD = 0.9 }", "rates = { USD = 0.9, EUR = 1 }"),
    ("\n", "\r\n"),
    ('name = "Small"', '# A comment\nname = "Small"'),
    ('question = "Who signed?"', 'question = "Who signed?"\nkind = "text"'),
)
ASKED = (
    ('attest = "buyer"', 'attest = "rep"'),
    ("50000 EUR", "60000 EUR"),
    ('kind = "money"', 'kind = "text"'),
    ('key = "discount"', 'key = "rebate"'),
    ('question = "Who signed?"\nwaivable = false', 'question = "Who signed?"'),
    ('name = "Small"', 'name = "Tiny"'),
    ('want = "named and closed"', 'want = "named"'),
    ('coaching = "Write it down."', 'coaching = "Write it down."\nquiet_days = 3'),
    ('when = [{ complexity = ["complex"] }]', ""),
)


def changed(old: str, new: str) -> Playbook:
    assert old in SMALL_TEXT
    return read(SMALL_TEXT.replace(old, new))


@pytest.mark.parametrize(("old", "new"), WORDING)
def test_another_wording_is_the_same_version(old: str, new: str) -> None:
    assert changed(old, new).version == SMALL.version


@pytest.mark.parametrize(("old", "new"), ASKED)
def test_asking_something_else_is_another_version(old: str, new: str) -> None:
    assert changed(old, new).version != SMALL.version


def test_an_old_version_is_shown_in_the_newest_words_and_asks_what_it_asked() -> None:
    newest = read(
        SMALL_TEXT.replace('question = "What is the budget?"', 'question = "How much?"\nwords = ["funds"]')
        .replace('purpose = "Find somebody."', 'purpose = "Find a person."')
        .replace('name = "Admits the problem"', 'name = "Sees it"')
        .replace("50000 EUR", "9000 EUR")
    )
    shown = in_words_of(SMALL, newest)
    assert (shown.exits["budget"].question, shown.exits["budget"].words) == ("How much?", ("funds",))
    assert shown.at("find").purpose == "Find a person."
    assert shown.buyer[0].name == "Sees it"
    assert shown.exits["legal"].when == SMALL.exits["legal"].when
    assert shown.version == SMALL.version != newest.version


def test_what_the_newest_version_dropped_keeps_its_own_words() -> None:
    newest = read(SMALL_TEXT.replace('key = "discount"', 'key = "rebate"'))
    assert in_words_of(SMALL, newest).exits["discount"].question == "Is the discount right?"
    other_kind = read(SMALL_TEXT.replace('kind = "money"', 'kind = "text"').replace("What is the", "Why this"))
    assert in_words_of(SMALL, other_kind).exits["budget"].question == "What is the budget?"


def test_a_deal_does_not_move_to_other_words() -> None:
    story = Story(STANDARD)
    reworded = read(STANDARD_TEXT.replace("How did this customer", "By which way did this customer"))
    outcome = story.ask("rob", lambda deal, context: course.move_playbook(deal, context, STANDARD, reworded))
    assert outcome.refusal
    assert outcome.refusal.reason == SamePlaybook()
