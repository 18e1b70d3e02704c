"""Evidence: what proves an exit, and the waiver that stands in its place."""

from dataclasses import dataclass
from datetime import date, datetime

from process.decision_marks import Mark

PLACES = ("call", "e-mail", "meeting", "LinkedIn", "event", "letter", "chat")
"""Where a buyer can say something that counts as evidence."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one exit was answered with, by which colleague, when, and from which message.

    `value` is in the canonical words of the exit's kind ("50000 EUR", "2026-05-03", "yes", a colleague's id).
    What the buyer said names the `contact`, and `where` they said it. `word` is who attested it: "rep", "buyer",
    "legal"... so that it does not prove an exit that another has to attest. `note` is the reason of a no;
    `thin` marks a text that says little.
    `marks` are what is said of the one who attested it; `because` is why it was cleared for a team without a member.
    """

    exit: str
    value: str
    word: str
    by: str
    at: datetime
    contact: str = ""
    where: str = ""
    on: date | None = None
    link: str = ""
    note: str = ""
    thin: bool = False
    marks: tuple[Mark, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A manager's decision that an exit need not be proven on this deal; it shows for ever."""

    exit: str
    reason: str
    by: str
    at: datetime
    marks: tuple[Mark, ...] = ()
