"""Contact readings: what is asked where a contact's name can mean several people."""

from bot.views.numbers import grouped
from bot.views.words import cut

NOT_OURS = "That e-mail is one of our own people's. Name a contact at the customer's."


NO_CONTACT = "Give a name or, where you don't know it, the role."


def no_person(words: str) -> str:
    """A day was given in place of a person."""
    return f"“{cut(words, 60)}” is a day. Name a person, or at least a role, for example the CFO."


def which_contact(words: str) -> str:
    """The question which person is meant."""
    return f"“{cut(words, 60)}” can be several people. Which one do you mean?"


def too_long(length: int, most: int) -> str:
    """A contact has too many characters."""
    return f"A contact can have at most {most} characters. Yours has {grouped(length)}."
