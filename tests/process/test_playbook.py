"""The playbook: read, checked, and every fault named where it stands."""

import pytest

from process.facts import Advanced
from process.playbook_file import BadPlaybook, read, version
from tests.support.people_and_deal import SMALL, SMALL_TEXT, STANDARD, STANDARD_TEXT, Story, evidence

SEVEN = ["prospecting", "qualification", "development", "presentation", "discussion", "closing", "account_management"]


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(BadPlaybook) as bad:
        read(text, "ours.toml")
    assert str(bad.value).startswith("ours.toml: ")
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


def test_signatures_cannot_be_waived_in_the_standard_playbook() -> None:
    assert {item.key for item in STANDARD.exits.values() if not item.waivable} == {
        *("signed_by_customer", "signed_by_us", "signed_on", "account_manager")
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


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('kind = "money"', 'kind = "cash"', "stage 'agree', exit 'budget', kind: Input should be 'text',"),
        ('kind = "money"', 'kind = "choice"', "stage 'agree', exit 'budget': a choice needs `choices`"),
        ('kind = "money"', 'must = "yes"', "stage 'agree', exit 'budget': `must = \"yes\"` is for yes/no only"),
        ('kind = "money"', 'role = "manager"', "stage 'agree', exit 'budget': `role` is for a colleague only"),
        ('of = "obligation"', "", "stage 'keep', exit 'obligations': a list needs `of` and `want"),
        ('of = "obligation"', 'of = "wish"', "stage 'keep', exit 'obligations', of: Input should be"),
        ('want = "named and closed"', 'want = "closed"\nattest = "buyer"', "stage 'keep', exit 'obligations': a list"),
        ('question = "Who signed?"', "", "stage 'agree', exit 'signed', question: Field required"),
        ('question = "Who signed?"', 'question = "Who signed?"\nwavable = false', "stage 'agree', exit 'signed'"),
        ('attest = "legal"', 'attest = "lawyers"', "stage 'agree', exit 'legal': nobody is 'lawyers'; known are rep,"),
        ('product = ["software"]', 'product = ["soft"]', "stage 'agree', exit 'legal': `when` names the unknown"),
        ('product = ["software"]', "evidence = { hm = 'x' }", "stage 'agree', exit 'legal': `when` names the un"),
        ("50000 EUR", "lots", "stage 'agree', exit 'legal', when 1, amount_at_least: 'lots' is not an amount of money"),
        ('key = "signed"', 'key = "budget"', "'budget' is the key of two things"),
        ('key = "signed"', 'key = "agree"', "'agree' is the key of two things"),
        ('key = "signed"', 'key = "Signed!"', "stage 'agree', exit 'Signed!', key: String should match pattern"),
        ('key = "find"', "", "stage 1, key: Field required"),
        ('coaching = "Write it down."', "", "stage 'agree', coaching: Field required"),
        ('acceptance = "keeper"', 'acceptance = "signed"', "stage 'agree', handoff: acceptance must name an exit"),
        ('acceptance = "keeper"', 'acceptance = "nobody"', "stage 'agree', handoff: acceptance must name an exit"),
        ('stage = "find"', 'stage = "seek"', "buyer 'admits': there is no stage 'seek'"),
        ("USD = 0.9", "USD = 0", "rates, USD: Input should be greater than 0"),
        ("USD = 0.9", "dollar = 0.9", "rates, dollar, [key]: String should match pattern"),
        ('name = "Small"', 'name = "Small"\napproval_hours = 1', "approval_hours: Input should be greater than"),
        ('name = "Small"', 'name = "Small"\ncolour = "red"', "colour: Extra inputs are not permitted"),
        ('name = "Small"', "name = ", "not TOML: "),
    ],
)  # fmt: skip  # one case a line reads as the table it is
def test_a_fault_is_named_with_its_stage_and_exit(old: str, new: str, fault: str) -> None:
    assert [said for said in faults(swapped(old, new)) if said.startswith(fault)], faults(swapped(old, new))


def test_every_fault_is_named_at_once() -> None:
    text = swapped('attest = "legal"', 'attest = "lawyers"').replace('stage = "find"', 'stage = "seek"')
    assert len(faults(text)) == 2


def test_an_answer_that_can_never_be_given_makes_no_condition() -> None:
    text = STANDARD_TEXT.replace('source = "inbound"', 'source = "inbund"')
    assert faults(text) == (
        "stage 'prospecting', exit 'qualified_lead': `when` waits for 'inbund', which is no answer to 'source'",
    )


def test_a_route_has_two_stages_at_least() -> None:
    assert faults('name = "Short"\nstage = []') == (
        "stage: Tuple should have at least 2 items after validation, not 0",
    )


def test_an_acceptor_is_named_before_the_handoff() -> None:
    text = SMALL_TEXT.replace('handoff = { acceptance = "keeper" }', "").replace(
        'coaching = "Reach one real person."', 'coaching = "Reach one."\nhandoff = { acceptance = "keeper" }'
    )
    assert faults(text) == ("stage 'find', handoff: 'keeper' is asked for only after this stage",)


def test_a_version_is_the_texts_own_and_line_ends_are_none_of_it() -> None:
    assert SMALL.version == version(SMALL_TEXT) == version(SMALL_TEXT.replace("\n", "\r\n"))
    assert SMALL.version != version(SMALL_TEXT + "# changed\n")


def test_a_stage_nobody_knows_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        SMALL.at("nowhere")
    assert SMALL.after("keep") is None
