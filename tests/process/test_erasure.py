"""Erasure: which words of a text are a contact's name, and which aren't."""

import pytest

from process.contact import Contact
from process.erasure import Erasure

CARLA = Erasure(Contact("Carla Chen", "CFO", "carla@acme.example"), ("Zoë Chen", "Rob Reyes"))


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Carla Chen, CFO", "the CFO"),
        ("CARLA  CHEN said so", "the CFO said so"),
        ("Chen, Carla", "the CFO"),
        ("Carla's team", "the CFO's team"),
        ("ask carla@acme.example", "ask the CFO"),
        ("Zoë Chen", "Zoë Chen"),
        ("carla is a font", "carla is a font"),
        ("Carlabad", "Carlabad"),
        ("<@Carla>", "<@Carla>"),
        ("slack-T1-Carla", "slack-T1-Carla"),
    ],
)
def test_a_name_is_found_as_people_write_it(written: str, left: str) -> None:
    assert CARLA.text(written) == left


def test_ids_days_and_keys_of_a_fact_stay() -> None:
    may = Erasure(Contact("May"))
    body = {"owner": "May", "value": "May said: in May", "contact": "May", "exit": "May", "stage": "May"}
    gone = "the erased contact"
    assert may.in_facts(body) == {**body, "value": f"{gone} said: in {gone}", "contact": gone}


def test_a_contact_without_a_role_has_one_that_says_why() -> None:
    contact = {"name": "May", "role": "", "email": "m@acme.example", "part": ["signs"]}
    assert Erasure(Contact("May")).in_facts({"contacts": [contact]}) == {
        "contacts": [{**contact, "name": "", "role": "erased contact", "email": ""}]
    }
