"""Imports beside the figures: what is claimed, what was over before, and what is forgotten again."""

from datetime import timedelta

from bot.jobs.retention import forget
from bot.store import imports
from tests.bot.imports.test_import import PIPELINE
from tests.support.card_text import buttons_of, form_of, text_of
from tests.support.importing_company import ImportingCompany

CONTACTS = "Full Name,Job Title,Email,Company\nCarla Chen,CFO,carla@acme.example,Acme\n"


def test_the_funnel_shows_claims_and_imported_history_beside_what_is_proven(company: ImportingCompany) -> None:
    company.brings(PIPELINE)
    funnel = text_of(company.types("funnel", "mia"))
    assert "Pipeline: 3 deals, €48k" in funnel
    assert "Claimed by imports and not proven: 2 deals, €48k." in funnel
    assert "Imported history, apart: won 1 deal, €1,000, lost 1 deal" in funnel
    assert "Won 0" in funnel or "won 0" in funnel.casefold() or "Nothing won" in funnel


def test_a_claim_is_answered_in_one_form_or_dropped(company: ImportingCompany) -> None:
    company.brings(PIPELINE)
    claims = company.types("claims")
    assert "The file says: “Contract Sent”. What is true?" in text_of(claims)
    card = company.presses(claims, "Answer")
    form = form_of(card)
    assert {"source", "problem", "budget", "situation"} <= {field.key.split(".")[0] for field in form.fields}
    company.types(form.command, values={"source": "inbound"})
    assert company.deals()["Acme line two"].value("source") == "inbound"
    assert company.deals()["Acme line two"].stage == "prospecting"
    company.presses(company.types("claims"), "Not true")
    assert "No claims to confirm" in text_of(company.types("claims"))
    assert "Claimed by imports and not proven: 1 deal" in text_of(company.types("funnel", "mia"))


def test_an_erased_contact_is_gone_from_what_was_imported_too(company: ImportingCompany) -> None:
    company.brings("Deal Name,Account\nAcme,Acme\n")
    company.brings(CONTACTS, name="contacts.csv")
    preview = company.types("erase acme contact Carla Chen", "ada")
    company.types(next(iter(buttons_of(preview).values())), "ada")
    with company.store.reading() as tx:
        assert imports.of_account(tx, company.tenant, "contacts", ["acme"]) == []
        assert all(imports.content(tx, company.tenant, one.id) is None for one in imports.latest(tx, company.tenant, 9))


def test_files_are_forgotten_after_two_days(company: ImportingCompany) -> None:
    company.brings(PIPELINE)
    kept = []
    for hours in (47, 49):
        forget(company.store, company.now + timedelta(hours=hours))
        with company.store.reading() as tx:
            (one,) = imports.latest(tx, company.tenant, 9)
            kept.append(imports.content(tx, company.tenant, one.id) is not None)
    assert kept == [True, False]
