"""Team changes: what changed about our own people, as the company's ledger keeps it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TeamChange:
    """One change about a colleague, `given` or taken away. `what` is as in a `Grant`; `other` is the id it names."""

    at: datetime
    by: str
    person: str
    what: str
    given: bool = True
    other: str = ""
