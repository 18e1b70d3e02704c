"""Contacts: read from words, and found among those known."""

import pytest

from process.contact import Contact
from process.contacts import is_sentence, matches, read_contact

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


@pytest.mark.parametrize(
    "text",
    [
        "their meters fail every winter, it costs them 20k a month, and Jonas",
        "Frieda Falk, CFO, decides, she asks legal first. Jonas told me on the phone",
        "I'm not sure",
        "in the meeting today",
        "we asked Carla and she wants it",
    ],
)
def test_a_sentence_does_not_name_a_person(text: str) -> None:
    assert is_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "Carla Chen, CFO",
        "Carla, she is their CFO",
        "Are Hansen",
        "María del Carmen García López de la Vega",
        "Dr. Anna-Maria von und zu Guttenberg, Leiterin Einkauf und Logistik, Werk Süd",
        "the one who is responsible for purchasing at the plant",
        "head of IT and operations",
        "Jonas Berg, he runs the plant",
        "VP of Engineering",
    ],
)
def test_a_name_with_a_role_is_not_a_sentence(text: str) -> None:
    assert not is_sentence(text)
