"""Every form of every command with any values: there is always an answer, and a no writes nothing."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.card import Form
from bot.commands.registry import every
from tests.support.card_text import forms_of
from tests.support.empty_database import empty_database
from tests.support.one_company import OneCompany

SETUP = (
    "objection acme too slow",
    "trigger acme board meets by 8 May owner <@rob>",
    "obligation acme training by 8 May",
    "payment acme 5000 EUR by 8 May",
)
LINES = (
    *(
        "new",
        "advance acme",
        "set acme",
        "assign acme",
        "back acme",
        "wait acme",
        "lose acme",
        "met acme",
        "met acme budget",
    ),
    *("met acme signed_on", "met acme account_manager", "unmet acme budget", "waive acme budget", "objection acme"),
    *(
        "objection acme 1 removed",
        "trigger acme",
        "trigger acme 1 happened",
        "obligation acme",
        "obligation acme 1 kept",
    ),
    *(
        "payment acme",
        "payment acme 1 received",
        "buyer acme did",
        "buyer acme add",
        "renewal acme",
        "log acme",
        "log acme call",
        "note hello",
        "next acme",
    ),
    *("away", "digest", "reopen acme", "decline acme", "withdraw acme", "referral acme", "churn acme", "contact acme"),
    "plan acme",
)
ODD = st.one_of(
    st.sampled_from(["", " ", "\0", "\x1b[31m", "\u202e1.250", "x" * 4000, "9" * 4000, "1.250", "0", "-1", "1e999999"]),
    st.sampled_from(["2026-02-30", "2026-05-06", "31 31", "Thursday 8 May", "<@nobody>", "<@rob>", "#", "yes", "none"]),
    st.sampled_from(["NaN EUR", "∞", "١٢٣", "1.250.meant.00000000.0.9", "{}", "';--", "<!channel>", "\ud83d\ude80"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
REFUSED = ("Nothing is saved yet", "Nothing was changed")
ENDS = ("lose", "withdraw", "churn")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OneCompany]:
    company = OneCompany(empty_database(tmp_path_factory.mktemp("hostile") / "deals.db"))
    for line in SETUP:
        company.types(line)
    yield company
    company.store.close()


@pytest.fixture(scope="module")
def forms(company: OneCompany) -> list[Form]:
    """Each form that some command answers with, by its command and its fields."""
    found = [form for line in LINES for form in forms_of(company.types(line))]
    assert {"set", "wait", "met", "new", "away", "buyer", "log"} <= {form.command.split()[0] for form in found}
    return found


def test_every_verb_that_brings_a_form_is_tried(company: OneCompany) -> None:
    tried = {line.split()[0] for line in LINES}
    for verb in {command.verb for command in every()} - tried:
        assert not forms_of(company.types(f"{verb} acme")), verb
        assert not forms_of(company.types(verb)), verb


@settings(
    max_examples=2 * settings().max_examples, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_every_form_that_is_sent_gets_an_answer(company: OneCompany, forms: list[Form], data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(forms))
    keys = [field.key for field in form.fields]
    known = {key: data.draw(ODD) for key in keys if data.draw(st.booleans())}
    stray = data.draw(
        st.dictionaries(st.one_of(st.sampled_from(keys).map(lambda key: f"{key}.due"), ODD), ODD, max_size=2)
    )
    before = company.written()
    card = company.types(
        form.command, values={**known, **stray}, subject=data.draw(st.sampled_from([form.subject, ""]))
    )
    assert card.title
    if card.title.startswith(REFUSED) or (card.tone == "stop" and not form.command.startswith(ENDS)):
        assert company.written() == before
    if form.command.startswith(ENDS):
        company.types(f"reopen {form.command.split()[1]} because the next try needs it open")
