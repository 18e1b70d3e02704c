"""The contact: one person at the customer's, and their part in the decision."""

from dataclasses import dataclass
from typing import Literal, get_args

from process.substance import plain

Part = Literal["decides", "signs", "can say no", "uses it"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person by `name`, `role` and `email`; without a name it is a role that someone has ("the CFO, name unknown").

    `part` is what they do in the decision.
    """

    name: str
    role: str = ""
    email: str = ""
    part: tuple[Part, ...] = ()

    @property
    def key(self) -> str:
        """The same for every way to write this contact: by the name or, without one, by the role."""
        return plain(self.name) if self.name else f"role {plain(self.role)}"
