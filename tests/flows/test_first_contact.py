"""A deal that begins with what was said first: who was talked to isn't asked for again."""

from tests.support.card_text import buttons_of, form_of, text_of
from tests.support.sandbox_script import Say

FORM = {"name": "Zeta", "contact": "Nina Noll, CFO", "activity": "call", "note": "They lose orders every week"}


def test_who_was_talked_to_is_the_answer_to_who_was_reached(say: Say) -> None:
    begun = say("rob", "new after a first contact", values=FORM)
    assert "Contact: Nina Noll, CFO" in text_of(begun)
    assert "You: source" in text_of(begun)
    assert "You: source and contact" not in text_of(begun)
    assert "gave evidence: Contact – Nina Noll, CFO" in text_of(say("rob", "history zeta all"))


def test_one_undo_takes_the_deal_and_its_answer_back(say: Say) -> None:
    begun = say("rob", "new after a first contact", values=FORM)
    assert "evidence" not in say("rob", buttons_of(begun)["Undo"]).title
    assert "Zeta" not in text_of(say("rob", "list"))


def test_without_a_name_the_contact_is_still_asked_for(say: Say) -> None:
    assert "You: source and contact" in text_of(say("rob", "new after a first contact", values={**FORM, "contact": ""}))


def test_a_colleague_as_the_contact_is_refused_and_what_was_typed_stays(say: Say) -> None:
    refused = say("rob", "new after a first contact", values={**FORM, "contact": "Rita Roy"})
    assert "Rita Roy" in {field.key: field.error for field in form_of(refused).fields}["contact"]
    assert {field.key: field.value for field in form_of(refused).fields} == {**FORM, "contact": "Rita Roy"}
    assert "Zeta" not in text_of(say("rob", "list"))
