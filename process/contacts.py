"""Contacts: the people at the customer's - read from what was typed, found among those known, and added."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from process import rights
from process.contact import Contact
from process.context import Context
from process.deal import Deal
from process.evidence import Evidence
from process.facts import ContactAdded
from process.misfits import NotAPerson, OurColleague
from process.outcome import Outcome, happened, refused
from process.reasons.rights import NotYours
from process.reasons.state import NotOpen
from process.reasons.values import BadContact
from process.substance import plain, plain_words

EMAIL = re.compile(r"(?<![^\s<>(),;])[^\s<>(),;@]+@[^\s<>(),;@]+\.[^\s<>(),;@]+")
"""It begins where a word begins, and has one @: so that a long text is gone through once."""
MENTION = re.compile(r"<@[\w-]+(\|[^>]*)?>|^@\w")
FEW_WORDS, LONG_PERSON = 3, 7
"""From how many words on a name, and a name with its role, is looked at for being a sentence."""
CUT = re.compile(r"\s*(?:,|;|\(|\s[-–—]\s)\s*")


def read_contact(text: str) -> Contact:
    """Read "Carla Chen, CFO, carla@acme.example"; "the CFO" is a role whose name isn't known."""
    found = EMAIL.search(text)
    email = found[0] if found else ""
    rest = text.replace(email, " ") if email else text
    rest = " ".join(rest.split()).strip(" ,;()<>")
    head, *tail = CUT.split(rest, maxsplit=1)
    role = tail[0].strip(" ,;()") if tail else ""
    if not rest:
        return Contact(email, email=email)
    if is_role(head):
        return Contact("", _bare(rest), email)
    return Contact(head.strip(), role, email)


def is_role(words: str) -> bool:
    """Whether words name a role and no person: "the CFO", "head of IT", "plant manager"."""
    said, known = plain_words(words), contact_words()
    if not said:
        return False
    return said[0] in known["articles"] or said[0] in known["roles"] or said[-1] in known["roles"]


def is_sentence(text: str) -> bool:
    """Whether a text tells something, and isn't a name with a role: "their meters fail every winter, and Jonas".

    One word of a sentence is enough in a name of three words. A role can have one: "the one who is in charge".
    """
    signs = contact_words()["sentence"]
    words, head = plain_words(text), CUT.split(text.strip(), maxsplit=1)[0]
    named = plain_words(head)
    if len(named) >= FEW_WORDS and not is_role(head) and any(word in signs for word in named):
        return True
    return len(words) >= LONG_PERSON and sum(word in signs for word in words) > 1


def _bare(role: str) -> str:
    """A role without its article."""
    first, _, rest = role.partition(" ")
    return rest if rest and plain(first) in contact_words()["articles"] else role


@cache
def contact_words() -> dict[str, frozenset[str]]:
    """The words of `contact_words.toml`, by list."""
    lists = tomllib.loads(files("process").joinpath("contact_words.toml").read_text("utf-8"))
    return {name: frozenset(map(plain, words)) for name, words in lists.items()}


def known_contacts(deal: Deal, context: Context) -> tuple[Contact, ...]:
    """The contacts of the deal, then those of its account's other deals."""
    found: dict[str, Contact] = {}
    for one in (*deal.contacts, *context.contacts):
        found.setdefault(one.key, one)
    return tuple(found.values())


def matches(text: str, known: Sequence[Contact]) -> tuple[Contact, ...]:
    """The known contacts that a text can mean: by the whole name, else by a part of it, else by the role."""
    said = read_contact(text)
    if not said.name:
        return tuple(one for one in known if said.role and plain(one.role) == plain(said.role))
    whole = tuple(one for one in known if one.name and plain(one.name) == plain(said.name))
    if whole or len(plain_words(said.name)) > 1:
        return whole
    return tuple(one for one in known if plain(said.name) in plain_words(one.name))


def contact_fault(text: str, deal: Deal, context: Context) -> NotAPerson | OurColleague | None:
    """What keeps a text from naming a contact, or None; only where the playbook asks for people."""
    if not context.playbook.contacts:
        return None
    said = read_contact(text)
    named = plain(said.name or said.role)
    if MENTION.search(text.strip()):
        return OurColleague(text.strip())
    if not any(character.isalpha() for character in text) or plain(text) in contact_words()["no_person"]:
        return NotAPerson()
    if named in contact_words()["no_person"]:
        return NotAPerson()
    known = any(one.name and plain(one.name) == named for one in known_contacts(deal, context))
    if is_sentence(text) and not known:
        return NotAPerson()
    for colleague in context.company.people.values():
        if not known and sorted(plain_words(said.name)) == sorted(plain_words(colleague.name)):
            return OurColleague(colleague.name)
    return None


def called(text: str, deal: Deal, context: Context) -> str:
    """The name of the one known contact that a text means; the text itself where there is none, or several."""
    found = matches(text, known_contacts(deal, context)) if context.playbook.contacts else ()
    return found[0].name if len(found) == 1 and found[0].name else text


def added(deal: Deal, context: Context, texts: Iterable[str]) -> tuple[ContactAdded, ...]:
    """The contacts that these texts name and the deal doesn't have yet; one of the account's is taken over whole."""
    if not context.playbook.contacts:
        return ()
    found: list[ContactAdded] = []
    for text in texts:
        here = (*deal.contacts, *(fact.contact for fact in found))
        if not text.strip() or matches(text, here):
            continue
        elsewhere = matches(text, context.contacts)
        contact = elsewhere[0] if len(elsewhere) == 1 else read_contact(text)
        found.append(ContactAdded(contact))
    return tuple(found)


def named_in(evidence: Iterable[Evidence], context: Context) -> list[str]:
    """The contacts that evidence names: in answers, and as those who said so."""
    texts = []
    for one in evidence:
        if context.playbook.exits[one.exit].kind == "contact":
            texts.append(one.value)
        texts.append(one.contact)
    return texts


def add(deal: Deal, context: Context, contact: Contact) -> Outcome:
    """Add a contact, or what more is known of one; a colleague's namesake needs an e-mail at the customer's."""
    if not rights.may_work(deal, context.by):
        return refused(deal, NotYours("add a contact"))
    if deal.state == "lost":
        return refused(deal, NotOpen(deal.state, "add a contact"))
    wrong = contact_fault(contact.name or contact.role, deal, context)
    if wrong and not (isinstance(wrong, OurColleague) and contact.email and contact.name == wrong.name):
        return refused(deal, BadContact(wrong), "name")
    return happened(deal, context, ContactAdded(_merged(contact, known_contacts(deal, context))))


def _merged(contact: Contact, known: Sequence[Contact]) -> Contact:
    """The contact, with what was known about it and isn't given again."""
    before = next((one for one in known if one.key == contact.key), contact)
    return Contact(
        contact.name, contact.role or before.role, contact.email or before.email, contact.part or before.part
    )


def contact_names(deal: Deal) -> list[str]:
    """What the deal's contacts are called, those that spoke last at the end.

    A deal from before there were contacts has those that its evidence names.
    """
    names = [one.name or f"the {one.role}" for one in deal.contacts]
    spoken = sorted((one for one in deal.evidence.values() if one.contact), key=lambda one: one.at)
    for one in spoken:
        if one.contact in names:
            names.remove(one.contact)
        names.append(one.contact)
    return list(dict.fromkeys(names))
