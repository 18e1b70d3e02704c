"""What a playbook, or a version of one, asks less than another is a manager's to move to, never the owner's."""

from functools import partial

import pytest

from process import course
from process.asks_less import asks_less
from process.facts import Changed
from process.money import Money
from process.outcome import Refusal
from process.playbook import Playbook
from process.playbook_file import read
from process.reasons.rights import AsksLess
from tests.support.other_playbooks import move, stage, standard
from tests.support.people_and_deal import STANDARD, Story

LOOSER = (
    ("min_letters = 12", "", "min_letters"),
    ("contacts = true", "", "contacts"),
    ('lowering = "manager"', "", "lowering"),
    ("waivers_each = 2", "waivers_each = 3", "waivers_each"),
    ("waivers_each = 2", "", "waivers_each"),
    ("confirm_after_back = true", "", "confirm_after_back"),
    ('acceptance = "account_manager"\n', "", "closing"),
    ('needs = ["amount"]', "", "set_amount"),
    ('needs = ["close date", "product", "complexity"]', 'needs = ["close date", "product"]', "set_complexity"),
)


@pytest.mark.parametrize(("rule", "instead", "key"), LOOSER)
def test_a_playbook_with_a_milder_rule_asks_less_and_is_not_the_owners_to_move_to(
    rule: str, instead: str, key: str
) -> None:
    loose = standard((rule, instead), ('name = "Standard"', 'name = "Loose"'))
    assert asks_less(STANDARD, loose) == (key,)
    assert asks_less(loose, STANDARD) == ()
    assert asks_less(STANDARD, STANDARD) == ()
    owned = Story(STANDARD)
    assert move(owned, loose).refusal is not None
    assert move(owned, loose, "mia").refusal is None


A_SIGNATURE = '{ key = "signed", name = "Signed", question = "Who signed?" }'


def walk(*stages: str, more: str = "") -> Playbook:
    return read(f'name = "Plain"\n{more}\n' + "".join(stages))


def test_an_exit_that_is_asked_later_is_asked_less() -> None:
    won = "handoff = { win = true }"
    old = walk(stage("find"), stage("close", A_SIGNATURE, won), stage("keep"))
    new = walk(stage("find"), stage("close", more=won), stage("keep", A_SIGNATURE))
    assert asks_less(old, new) == ("signed",)
    assert asks_less(new, old) == ()
    owned = Story(old)
    assert move(owned, new).refusal is not None
    assert move(owned, new, "mia").refusal is None


def test_a_handoff_that_comes_after_a_later_stage_is_asked_less() -> None:
    old = walk(stage("find"), stage("close", more="handoff = {}"), stage("install"), stage("keep"))
    new = walk(stage("find"), stage("install"), stage("close", more="handoff = {}"), stage("keep"))
    assert asks_less(old, new) == ("close",)


def test_a_stage_that_is_new_between_two_others_asks_no_less() -> None:
    old = walk(stage("find"), stage("close", A_SIGNATURE, "handoff = {}"), stage("keep"))
    new = walk(stage("find"), stage("talk"), stage("close", A_SIGNATURE, "handoff = {}"), stage("keep"))
    assert asks_less(old, new) == ()


def test_a_list_in_place_of_another_asks_less() -> None:
    assert asks_less(STANDARD, standard(('of = "objection"', 'of = "trigger"'))) == ("objections",)


def test_fewer_placeholders_ask_less() -> None:
    old = walk(stage("find"), stage("keep"), more='placeholders = ["see crm", "later"]')
    new = walk(stage("find"), stage("keep"), more='placeholders = ["later"]')
    assert asks_less(old, new) == ("placeholders",)
    assert asks_less(new, old) == ()


@pytest.mark.parametrize(
    "wider", ['for = { amount_below = "90000 EUR", kinds = ["new"] }', 'for = { amount_below = "5000 EUR" }', ""]
)
def test_a_version_for_more_deals_than_before_asks_less(wider: str) -> None:
    old = walk(stage("find"), stage("keep"), more='for = { amount_below = "5000 EUR", kinds = ["new"] }')
    new = walk(stage("find"), stage("keep"), more=wider)
    assert asks_less(old, new) == ("for",)
    assert asks_less(new, old) == ()


def sized(amount: str) -> Story:
    story = Story(STANDARD)
    for changed in (
        Changed("complexity", "", complexity="standard"),
        Changed("amount", "", amount=Money.of(amount)),
    ):
        story.ask("rob", partial(course.change, changed=changed))
    return story


def test_by_other_rates_an_owner_does_not_take_a_deal_below_a_limit() -> None:
    cheaper, large = standard(("USD = 0.92", "USD = 0.5")), sized("60000 USD")
    assert move(sized("20000 USD"), cheaper).refusal is None
    assert move(large, cheaper).refusal == Refusal(AsksLess("Standard", ("legal",)))
    assert move(large, cheaper, "mia").refusal is None


def test_a_need_that_is_asked_later_is_asked_less() -> None:
    later = standard(('needs = ["amount"]', ""), ('needs = ["close date", ', 'needs = ["amount", "close date", '))
    assert asks_less(STANDARD, later) == ("set_amount",)
    assert asks_less(later, STANDARD) == ()
