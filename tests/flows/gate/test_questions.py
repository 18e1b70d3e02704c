"""An approver asks the requester back: the question and its answer come as messages, and stay in the ledger."""

from adapters.sandbox.terminal_card import plain
from process.facts import Asked, Replied
from tests.flows.gate.conftest import Found
from tests.support.card_text import buttons_of, form_of
from tests.support.posted_cards import to
from tests.support.typed_company import TypedCompany


def asked(found: Found) -> TypedCompany:
    company = found("ada", "rob", "mia", "ana")
    company.all_type(("ada", "team <@mia> is manager"), ("ada", "team <@ana> is account manager"), ("rob", "new Acme"))
    company.ready()
    company.asks()
    return company


def test_a_question_goes_to_who_asked_for_the_handoff_and_its_answer_back(found: Found) -> None:
    company = asked(found)
    (card,) = to(company.store, "mia", "approval:")
    form = form_of(company.card("mia", buttons_of(card)["Ask Rob"]))
    company.types("mia", form.command, {"question": "Who signs for them?"})
    question = to(company.store, "rob", "deal:")[-1]
    assert question.title == "Mia asks you about Acme"
    assert question.notification == "Mia asks about Acme: Who signs for them?"
    answer = form_of(company.card("rob", buttons_of(question)["Answer"]))
    company.types("rob", answer.command, {"answer": "Their CFO, up to 50,000 EUR"})
    back = to(company.store, "mia", "deal:")[-1]
    assert back.notification == "Rob on Acme: Their CFO, up to 50,000 EUR"
    decide = plain(company.card("mia", buttons_of(back)["Decide"]))
    assert "You asked: “Who signs for them?” Rob: “Their CFO, up to 50,000 EUR”" in " ".join(decide.split())
    assert company.last(Asked).by == company.deal().questions[0].by
    assert company.last(Replied).fact == Replied(1, "Their CFO, up to 50,000 EUR")


def test_a_question_leaves_the_approval_as_it_is(found: Found) -> None:
    company = asked(found)
    company.types("mia", "ask acme about who signs for them")
    company.types("rob", "reply acme 1 their CFO does")
    assert company.deal().approval
    assert "is in" in company.decides("mia") or "approved" in company.decides("mia")


def test_no_one_asks_themselves_and_no_one_answers_for_others_or_twice(found: Found) -> None:
    company = asked(found)
    assert "You are the one to ask about this deal" in company.types("rob", "ask acme about who signs")
    company.types("mia", "ask acme about who signs for them")
    assert "Only who was asked" in company.types("mia", "reply acme 1 the CFO I think")
    assert "Only who was asked" in company.types("ana", "reply acme 1 the CFO I think")
    assert "no question of that number" in company.types("rob", "reply acme 2 the CFO")
    company.types("rob", "reply acme 1 the CFO")
    assert "Rob already answered this question" in company.types("rob", "reply acme 1 the CEO")
    assert [one.answer for one in company.deal().questions] == ["the CFO"]
