"""Activities: the ways in which we are in contact with a customer, and the note, which is none."""

from typing import Final, Literal, get_args

Contact = Literal["call", "e-mail", "meeting", "LinkedIn", "event"]
Activity = Contact | Literal["note"]
NOTE: Final = "note"
"""Words kept on a deal. No one was spoken with, so it ends no silence."""

CONTACTS: tuple[Contact, ...] = get_args(Contact)
