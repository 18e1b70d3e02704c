"""Our people as the random walk's judge sees them: by what was typed and who typed it, apart from the product's own."""

from dataclasses import dataclass, field
from datetime import datetime

from process.colleague import Colleague


@dataclass(frozen=True)
class Change:
    """The last change of a role, a team or a departure: who made it, and when."""

    by: str
    at: datetime


@dataclass
class OurPeople:
    """`people` are our colleagues at a moment, `emails` what their chat vouches for, `links` confirmed accounts."""

    people: dict[str, Colleague] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    claims: set[tuple[str, str]] = field(default_factory=set)
    changes: dict[tuple[str, str], Change] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The person behind an account: by confirmed links, and by the work e-mail."""
        for _ in range(len(self.people) + 1):
            following = self.links.get(name) or self._first_of_email(name)
            if following == name:
                return name
            name = following
        return name

    def _first_of_email(self, name: str) -> str:
        email = self.emails.get(name, "")
        return min((it for it, other in self.emails.items() if other == email), default=name) if email else name

    def _one_email(self, name: str, now: dict[str, Colleague]) -> bool:
        """Whether an account counts as another's by its e-mail, which no one has to confirm."""
        email = self.emails.get(name, "")
        return bool(email) and email == self.emails.get(now[name].same_as)

    def ones(self, names: set[str]) -> set[str]:
        """The persons behind these accounts."""
        return {self.one(name) for name in names if name}

    def vouched(self, name: str) -> bool:
        return bool(self.emails.get(name))

    def manages(self, name: str) -> bool:
        """Whether it is a manager who counts: here, and with a work e-mail."""
        return self.here(name) and self.vouched(name) and "manager" in self.people[name].roles

    def here(self, name: str) -> bool:
        return self.people[name].active

    def take(self, now: dict[str, Colleague], by: str, at: datetime) -> list[tuple[str, str]]:
        """Take on how our people are after a line; who changed in what, other than by being here for the first time."""
        found = []
        for name, one in now.items():
            was = self.people.get(name)
            found += [(name, what) for what in _differences(was, one)] if was else []
        found = [(name, what) for name, what in found if what != "link" or not self._one_email(name, now)]
        self.people = now
        for name, what in found:
            self.changes[name, what] = Change(by, at)
            if what == "link":
                assert by == name, f"{name} was linked by {by}"
                assert (name, now[name].same_as) in self.claims, f"{name} was linked, and no admin asked for it"
                self.links[name] = now[name].same_as
        return found


def _differences(was: Colleague, now: Colleague) -> list[str]:
    found: list[str] = [*(was.roles ^ now.roles), *(f"team {team}" for team in was.teams ^ now.teams)]
    changed = {
        "reports to": was.boss != now.boss,
        "left": was.active != now.active,
        "link": was.same_as != now.same_as and bool(now.same_as),
    }
    return found + [what for what, it in changed.items() if it]
