"""Contact argument: which person at the customer's is meant by what was typed."""

from collections.abc import Sequence

from bot.misunderstood import Misunderstood, Unclear
from bot.request import Request
from bot.store import people
from bot.views.contact_readings import NOT_OURS, no_person, too_long, which_contact
from bot.views.doubtful_values import Doubt
from process.contact import Contact
from process.contacts import EMAIL, known_contacts, matches
from process.context import Context
from process.deal import Deal
from process.substance import plain, plain_words

LONGEST = 200
"""Characters that a contact has at most, with role and e-mail."""


def the_contact(request: Request, deal: Deal, words: str, at: int = 0) -> str:
    """The words, where they mean one contact or a new one; `at` is where they begin in what was typed.

    Raises Unclear where two contacts fit, or a contact and a colleague; Misunderstood for an e-mail of our own people.
    """
    fits(words)
    context = request.among(deal)
    if not (words and context.playbook.contacts):
        return words
    if is_day(request, words):
        raise Misunderstood(no_person(words))
    if any(people.by_email(request.tx, request.tenant.id, mail) for mail in EMAIL.findall(words)):
        raise Misunderstood(NOT_OURS)
    found = matches(words, known_contacts(deal, context))
    ours = _namesakes(words, context) if found else ()
    if len(found) + len(ours) > 1:
        readings = [(_full(one), _full(one)) for one in found]
        readings += [(name, f"{name}, a colleague") for name in ours]
        raise Unclear(Doubt(words, which_contact(words), tuple(readings), at))
    return words


def is_day(request: Request, words: str) -> bool:
    """Whether words are nothing but a day: "last Friday", "3 May". One word alone can be a name: "April"."""
    if len(words.split()) < 2:
        return False
    try:
        request.reader.day(words)
    except Unclear:
        return True
    except Misunderstood:
        return False
    return True


def fits(words: str) -> None:
    """Raise Misunderstood for words that are too long for a contact: to compare 4,000 characters takes too long."""
    if len(words) > LONGEST:
        raise Misunderstood(too_long(len(words), LONGEST))


def _full(one: Contact) -> str:
    """The words that mean this contact and no other."""
    if not one.name:
        return f"the {one.role}"
    return f"{one.name}, {one.role}" if one.role else one.name


def _namesakes(words: str, context: Context) -> Sequence[str]:
    """The colleagues whose first name is all that was typed."""
    if len(plain_words(words)) != 1:
        return ()
    names = [one.name for one in context.company.people.values() if one.active and " " in one.name]
    return [name for name in names if plain(name.split()[0]) == plain(words)]
