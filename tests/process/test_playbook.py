"""The playbook: read, checked, and every fault named with its place."""

from typing import get_args

import pytest

from process.exit_kinds import Kind
from process.facts import Advanced
from process.list_item import ListName
from process.playbook_faults import (
    AttestedList,
    BadAcceptance,
    BadMoney,
    BadPlaybook,
    Fault,
    Flaw,
    ImpossibleAnswer,
    KeysOfKind,
    KeyTwice,
    LateAcceptance,
    MissingKey,
    NotACurrency,
    NotAKey,
    NotAmong,
    NotToml,
    OutOfBounds,
    Part,
    Path,
    UnknownAttest,
    UnknownInWhen,
    UnknownKey,
    UnknownStage,
    WrongLength,
)
from process.playbook_file import read
from tests.support.people_and_deal import SMALL, SMALL_TEXT, STANDARD, STANDARD_TEXT, Story, evidence

SEVEN = ["prospecting", "qualification", "development", "presentation", "discussion", "closing", "account_management"]


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(BadPlaybook) as bad:
        read(text, "ours.toml")
    assert bad.value.file == "ours.toml"
    return bad.value.faults


def swapped(old: str, new: str) -> str:
    assert old in SMALL_TEXT
    return SMALL_TEXT.replace(old, new, 1)


def test_the_standard_playbook_is_the_seven_stages() -> None:
    assert [stage.key for stage in STANDARD.stage] == SEVEN
    assert [stage.key for stage in STANDARD.stage if stage.handoff] == ["discussion", "closing"]
    assert STANDARD.approval_hours == 72


def test_the_standard_playbook_asks_for_at_least_what_the_process_asks_for() -> None:
    asked = {stage.key: {item.key for item in stage.exit} for stage in STANDARD.stage}
    assert asked["prospecting"] >= {"source", "contact", "qualified_lead"}
    assert asked["qualification"] >= {"problem", "responsible", "budget", "decision"}
    assert asked["development"] >= {"situation", "alignment", "mutual_plan", "triggers"}
    assert asked["presentation"] >= {"half_validated", "presented_on", "presented_to", "details"}
    assert asked["discussion"] >= {"objections", "legal", "licensing", "post_sale"}
    assert asked["closing"] >= {"terms", "paperwork", "signed_by_customer", "signed_by_us", "signed_on"}
    assert asked["account_management"] >= {"obligations", "funds", "review"}


def test_signatures_papers_and_clearances_cannot_be_waived_in_the_standard_playbook() -> None:
    assert {item.key for item in STANDARD.exits.values() if not item.waivable} == {
        *("signed_by_customer", "signed_by_us", "signed_on", "account_manager"),
        *("legal", "licensing", "post_sale", "customer_success", "terms", "paperwork"),
    }


def test_a_deal_goes_all_the_way_by_the_standard_playbook() -> None:
    story = Story(STANDARD)
    story.complexity("complex")
    story.amount("90000 EUR")
    while story.deal.state == "open":
        story.pass_gate()
    passed = [entry.fact.left for entry in story.ledger if isinstance(entry.fact, Advanced)]
    assert passed == SEVEN[:-1]
    assert story.deal.state == "completed"
    assert not {"legal", "post_sale", "customer_success"} - set(story.deal.evidence)


def test_a_new_stage_with_an_exit_is_a_few_lines() -> None:
    addition = """
[[stage]]
key = "pilot"
name = "Pilot"
purpose = "Let them try it."
coaching = "Agree on what success means first."
exit = [{ key = "piloted", name = "Piloted", question = "How did the pilot go?", attest = "buyer" }]

[[stage]]
key = "agree"
"""
    longer = read(swapped('\n[[stage]]\nkey = "agree"\n', addition))
    story = Story(longer)
    story.to("pilot")
    refusal = story.advance(to="agree").refusal
    assert refusal is not None
    assert [it.exit.question for it in refusal.missing] == ["How did the pilot go?"]
    story.meet("rob", evidence("piloted", "well", "Carla", "visit"))
    story.advance(to="agree")
    assert story.deal.stage == "agree"


BUDGET, SIGNED = (Part("stage", "agree"), Part("exit", "budget")), (Part("stage", "agree"), Part("exit", "signed"))
LEGAL, KEPT = (Part("stage", "agree"), Part("exit", "legal")), (Part("stage", "keep"), Part("exit", "obligations"))
HANDOFF = (Part("stage", "agree"), Part("handoff"))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('kind = "money"', 'kind = "choice"', Fault(BUDGET, KeysOfKind("choice", ("choices",), needed=True))),
        ('kind = "money"', 'must = "yes"', Fault(BUDGET, KeysOfKind("yes/no", ("must",), needed=False))),
        ('kind = "money"', 'role = "manager"', Fault(BUDGET, KeysOfKind("colleague", ("role",), needed=False))),
        ('kind = "money"', "past = true", Fault(BUDGET, KeysOfKind("date", ("past",), needed=False))),
        ('of = "obligation"', "", Fault(KEPT, KeysOfKind("list", ("of", "want"), needed=True))),
        ('want = "named and closed"', 'want = "closed"\nattest = "buyer"', Fault(KEPT, AttestedList())),
        ('product = ["software"]', 'product = ["soft"]', Fault(LEGAL, UnknownInWhen("product", "soft"))),
        ('product = ["software"]', "evidence = { hm = 'x' }", Fault(LEGAL, UnknownInWhen("exit", "hm"))),
        ("50000 EUR", "lots", Fault((*LEGAL, Part("when", 1), Part("amount_at_least")), BadMoney("lots"))),
        ('key = "signed"', 'key = "budget"', Fault(BUDGET, KeyTwice("budget"))),
        ('key = "signed"', 'key = "agree"', Fault((BUDGET[0], Part("exit", "agree")), KeyTwice("agree"))),
        ('acceptance = "keeper"', 'acceptance = "signed"', Fault(HANDOFF, BadAcceptance())),
        ('acceptance = "keeper"', 'acceptance = "nobody"', Fault(HANDOFF, BadAcceptance())),
        ('stage = "find"', 'stage = "seek"', Fault((Part("buyer", "admits"),), UnknownStage("seek"))),
    ],
)  # fmt: skip  # one case a line reads as the table it is
def test_a_fault_is_named_with_its_stage_and_exit(old: str, new: str, fault: Fault) -> None:
    assert fault in faults(swapped(old, new))


@pytest.mark.parametrize(
    ("old", "new", "path", "flaw"),
    [
        ('kind = "money"', 'kind = "cash"', (*BUDGET, Part("kind")), NotAmong("cash", get_args(Kind))),
        ('of = "obligation"', 'of = "wish"', (*KEPT, Part("of")), NotAmong("wish", get_args(ListName))),
        ('question = "Who signed?"', "", (*SIGNED, Part("question")), MissingKey("question", "text")),
        ('question = "Who signed?"', 'question = "Who signed?"\nwavable = false', (*SIGNED, Part("wavable")), UnknownKey("waivable")),
        ('key = "signed"', 'key = "Signed!"', (Part("stage", "agree"), Part("exit", "Signed!"), Part("key")), NotAKey("Signed!")),
        ('key = "find"', "", (Part("stage", 1), Part("key")), MissingKey("key", "text")),
        ('coaching = "Write it down."', "", (Part("stage", "agree"), Part("coaching")), MissingKey("coaching", "text")),
        ("USD = 0.9", "USD = 0", (Part("rates"), Part("USD")), OutOfBounds(0, above=True)),
        ("USD = 0.9", "dollar = 0.9", (Part("rates"), Part("dollar")), NotACurrency("dollar")),
        ('name = "Small"', 'name = "Small"\napproval_hours = 1', (Part("approval_hours"),), OutOfBounds(72)),
        ('name = "Small"', 'name = "Small"\ncolour = "red"', (Part("colour"),), UnknownKey("")),
    ],
)  # fmt: skip  # one case a line reads as the table it is
def test_a_bad_value_is_named_with_its_place(old: str, new: str, path: Path, flaw: Flaw) -> None:
    assert Fault(path, flaw) in faults(swapped(old, new))


def test_a_file_that_is_not_toml_is_a_fault_of_the_whole_file() -> None:
    (fault,) = faults(swapped('name = "Small"', "name = "))
    assert (fault.path, type(fault.flaw)) == ((), NotToml)


def test_an_unknown_speaker_is_named_beside_the_known_ones() -> None:
    known = ("rep", "buyer", "manager", "account manager", *SMALL.teams)
    assert faults(swapped('attest = "legal"', 'attest = "lawyers"')) == (Fault(LEGAL, UnknownAttest("lawyers", known)),)


def test_every_fault_is_named_at_once() -> None:
    text = swapped('attest = "legal"', 'attest = "lawyers"').replace('stage = "find"', 'stage = "seek"')
    assert len(faults(text)) == 2


def test_an_answer_that_can_never_be_given_makes_no_condition() -> None:
    text = STANDARD_TEXT.replace('source = "inbound"', 'source = "inbund"')
    lead = (Part("stage", "prospecting"), Part("exit", "qualified_lead"))
    assert faults(text) == (Fault(lead, ImpossibleAnswer("inbund", "source")),)


def test_a_route_has_two_stages_at_least() -> None:
    (fault,) = faults('name = "Short"\nstage = []')
    assert fault == Fault((Part("stage"),), WrongLength("things", 2))


def test_an_acceptor_is_named_before_the_handoff() -> None:
    text = SMALL_TEXT.replace('handoff = { acceptance = "keeper" }', "").replace(
        'coaching = "Reach one real person."', 'coaching = "Reach one."\nhandoff = { acceptance = "keeper" }'
    )
    assert faults(text) == (Fault((Part("stage", "find"), Part("handoff")), LateAcceptance("keeper")),)


def test_a_stage_no_one_knows_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        SMALL.at("nowhere")
    assert SMALL.after("keep") is None
