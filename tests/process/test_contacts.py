"""Contacts: read from words, and found among those known."""

import pytest

from process.contact import Contact
from process.contacts import matches, read_contact

CARLA, CRUZ, CFO = Contact("Carla Chen", "CFO"), Contact("Carla Cruz", "buyer"), Contact("", "head of IT")


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Carla Chen, CFO", Contact("Carla Chen", "CFO")),
        ("Carla Chen (CFO)", Contact("Carla Chen", "CFO")),
        ("Carla Chen - CFO", Contact("Carla Chen", "CFO")),
        ("Carla Chen, CFO, carla@acme.example", Contact("Carla Chen", "CFO", "carla@acme.example")),
        ("the CFO", Contact("", "CFO")),
        ("Head of IT in Berlin", Contact("", "Head of IT in Berlin")),
        ("plant manager", Contact("", "plant manager")),
        ("Carla", Contact("Carla")),
        ("Jean-Luc Picard", Contact("Jean-Luc Picard")),
        ("carla@acme.example", Contact("carla@acme.example", email="carla@acme.example")),
    ],
)
def test_a_contact_is_read(text: str, contact: Contact) -> None:
    assert read_contact(text) == contact


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("carla chen", (CARLA,)),
        ("Carla", (CARLA, CRUZ)),
        ("Cruz", (CRUZ,)),
        ("the CFO", (CARLA,)),
        ("our head of IT", (CFO,)),
        ("Carl", ()),
        ("Carla Maria Chen", ()),
    ],
)
def test_a_known_contact_is_found(text: str, found: tuple[Contact, ...]) -> None:
    assert matches(text, (CARLA, CRUZ, CFO)) == found
