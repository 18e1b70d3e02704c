"""Four eyes: who counts as an owner of a deal, and who can decide on it. One place for every command and card."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from process.colleague import Colleague, Company, Grant
from process.deal import Deal
from process.decision_marks import Mark, weight
from process.declined import last_decline

ACTIVE_DAYS = 90
"""Someone without a role counts as active for so many days after they last used Stagecoach."""


@dataclass(frozen=True, slots=True)
class Vote:
    """Someone who can decide, and what card and ledger then say of it."""

    person: Colleague
    marks: tuple[Mark, ...] = ()


def requester(deal: Deal) -> str:
    """Who asked for the handoff that is waited for; nothing where none is."""
    return deal.approval.requester if deal.approval and deal.approval.live else ""


@dataclass(frozen=True)
class FourEyes:
    """A deal among our colleagues at a moment. `asker` is who asked, or would ask, for its handoff.

    It has no slots, so that what is worked out once is kept.
    """

    deal: Deal
    company: Company
    now: datetime
    asker: str = ""

    @cached_property
    def current(self) -> frozenset[str]:
        """The owner and the one who asked, each as one person however many accounts: they never decide."""
        return self._persons({self.deal.owner, self.asker or requester(self.deal)} - {""})

    @cached_property
    def owners(self) -> frozenset[str]:
        """Everyone whose own deal this is.

        The owner, who asked, who opened it as their own, and who proved something as its owner since its last handoff,
        from any of their accounts.
        """
        proved = set(self._since_the_handoff(self.deal.proved))
        for owner, helped in self.deal.helped.items():
            same = self.company.one(owner)
            proved |= {person for person in self._since_the_handoff(helped) if self.company.one(person) == same}
        return self.current | self._persons(proved | ({self.deal.opener} - {""}))

    def _since_the_handoff(self, proved: Mapping[str, datetime]) -> Iterator[str]:
        handed = self.deal.handed
        return (person for person, at in proved.items() if handed is None or at > handed)

    def _persons(self, ids: set[str]) -> frozenset[str]:
        return frozenset(self.company.one(person) for person in ids)

    def owns(self, person: str) -> bool:
        """Whether the deal is this person's own."""
        return self.company.one(person) in self.owners

    def line(self) -> tuple[Colleague, ...]:
        """The managers above the owner; none where the owner's line is doubtful on this deal."""
        owner = self.company.people.get(self.deal.owner)
        doubtful = owner is not None and self._doubt(owner.grant("reports to"))
        return () if doubtful else tuple(self.company.line(self.deal.owner))

    def deciders(self) -> tuple[Vote, ...]:
        """Those who can decide its handoff: managers or their stand-ins, or the only one of us there is.

        Once it was declined, it is for the same person or one above them, as long as any of these can.
        """
        votes = list(self._managers(stand_ins=True))
        best = self._best([replace(vote, marks=self._with_waivers(vote)) for vote in votes])
        return self._who_declined(best) or best or self._alone()

    def _who_declined(self, votes: tuple[Vote, ...]) -> tuple[Vote, ...]:
        """Of these, who declined this handoff and those above them: no one asks another until someone says yes."""
        decline = last_decline(self.deal)
        if decline is None or not decline.stood:
            return ()
        above = {decline.by, *(boss.id for boss in self.company.line(decline.by))}
        able = self._persons(above)
        found = []
        for vote in votes:
            behind = {vote.person.id, *self.company.acts_for(vote.person.id, self.now)}
            if able & self._persons(behind):
                found.append(vote)
        return tuple(found)

    def overrulers(self) -> tuple[Vote, ...]:
        """The managers who can waive, lower what is asked, and attest for managers on it."""
        return self._best(list(self._managers(stand_ins=False)))

    def answerers(self, team: str) -> tuple[Vote, ...]:
        """The members of a team whose word counts on this deal.

        One whose place in the team is doubtful counts only where no free manager could clear the exit instead.
        """
        members = [one for one in self._free() if team in one.teams]
        votes = [Vote(one, self._doubts(one, f"team {team}")) for one in members]
        clean = tuple(vote for vote in votes if not vote.marks)
        if clean or any(not vote.marks for vote in self.overrulers()):
            return clean
        return tuple(votes)

    def clearers(self, team: str) -> tuple[Vote, ...]:
        """Those who clear an exit of a team that no one can answer for: a manager, or the only one of us there is."""
        if self.answerers(team):
            return ()
        managers = tuple(replace(vote, marks=(*vote.marks, "no team")) for vote in self.overrulers())
        return managers or self._alone()

    def _free(self) -> Iterator[Colleague]:
        """Everyone here whom a platform vouches for and whose own deal it isn't."""
        for one in self.company.people.values():
            if one.active and one.vouched and not self.owns(one.id):
                yield one

    def _managers(self, *, stand_ins: bool) -> Iterator[Vote]:
        """Each manager and, if wanted, each stand-in for one, with their marks; never the owner or the asker."""
        acting = self._acting() if stand_ins else {}
        for one in self.company.people.values():
            behind = acting.get(one.id, [])
            persons = {self.company.one(other.id) for other in (one, *behind)}
            manages = [other for other in (one, *behind) if other.manages]
            if one.active and one.vouched and manages and not persons & self.current:
                marks = min((self._doubts(other, "manager") for other in manages), key=weight)
                former: tuple[Mark, ...] = ("former owner",) if persons & self.owners else ()
                yield Vote(one, (*marks, *former))

    def _acting(self) -> dict[str, list[Colleague]]:
        """By the id of a stand-in, those who are away and for whom they act now."""
        found: dict[str, list[Colleague]] = {}
        for one in self.company.people.values():
            acting = self.company.stand_in(one, self.now) if one.away(self.now) else None
            if acting and acting.id != one.id:
                found.setdefault(acting.id, []).append(one)
        return found

    def _doubts(self, one: Colleague, what: str) -> tuple[Mark, ...]:
        """Why a role doesn't count while anyone else can decide: who gave it, or when."""
        mark = self._doubt(one.grant(what))
        return (mark,) if mark else ()

    def _doubt(self, grant: Grant | None) -> Mark | None:
        if grant is None:
            return None
        if self.owns(grant.by):
            return "by owner"
        asked = self.deal.approval
        return "named late" if asked and asked.live and grant.at > asked.asked_at else None

    def _with_waivers(self, vote: Vote) -> tuple[Mark, ...]:
        return (*vote.marks, "waived here") if self.waived(vote.person.id) else vote.marks

    def waived(self, person: str) -> bool:
        """Whether this person waived an exit on the deal since its last handoff."""
        handed, me = self.deal.handed, self.company.one(person)
        for waiver in self.deal.waivers.values():
            if self.company.one(waiver.by) == me and (handed is None or waiver.at > handed):
                return True
        return False

    def _best(self, votes: list[Vote]) -> tuple[Vote, ...]:
        """Those of the fewest doubts; where someone freer was put out of the way, that is a doubt too."""
        least = min((weight(vote.marks) for vote in votes), default=0)
        best = [vote for vote in votes if weight(vote.marks) == least]
        pushed = self._pushed_out() if least or not votes else None
        if pushed:
            best = [replace(vote, marks=tuple(dict.fromkeys((*vote.marks, pushed)))) for vote in best]
        return tuple(best)

    def _pushed_out(self) -> Mark | None:
        """How a manager who could have decided lost their role or left, where that is doubtful on this deal."""
        for one in self.company.people.values():
            if self.owns(one.id) or one.manages:
                continue
            was_manager = "manager" in one.roles or one.grant("manager")
            gone = one.grant("manager") if one.active else one.grant("left")
            if was_manager and gone and gone.at > self.deal.began and (mark := self._doubt(gone)):
                return mark
        return None

    def _alone(self) -> tuple[Vote, ...]:
        """The only active person, today and since the deal entered its stage; no one where there are several."""
        here = {self.company.one(one.id): one for one in self.company.people.values() if self._is_active(one)}
        if len(here) != 1:
            return ()
        only = next(iter(here.values()))
        marks: tuple[Mark, ...] = ("alone",)
        for one in self.company.people.values():
            changes = [grant for grant in one.grants if grant.at > self.deal.began and one.id != only.id]
            if any(grant.at > self.deal.entered and grant.what != "link" for grant in changes):
                return ()
            if any(self._doubt(grant) for grant in changes):
                marks = ("by owner", "alone")
        return (Vote(only, marks),) if only.vouched else ()

    def _is_active(self, one: Colleague) -> bool:
        used = one.used is not None and (self.now.date() - one.used).days <= ACTIVE_DAYS
        return one.active and bool(one.roles or one.teams or used)


def vote_of(votes: tuple[Vote, ...], person: str) -> Vote | None:
    """The vote of this person among these, or None."""
    return next((vote for vote in votes if vote.person.id == person), None)
