"""A random walk over who sees what: each card that a line brings about is read as its readers would read it."""

import re
from pathlib import Path

from sqlalchemy import select

from adapters.chat import Place
from bot.jobs import digest, nudge, sweep
from bot.store.card_json import read_card
from bot.store.schema.tables import outbox
from process.deal import Deal
from tests.support.card_text import text_of
from tests.support.gate.typist import WHY
from tests.support.gate.walk import Walk

DEALS = Place("slack", "T1", "C0DEALS", "channel", "#deals")
NOTE = "their mood was foul"
"""What is logged with an activity: a note, for those who work on deals."""
DECLINED = "The price is too low"
WAIVED = re.compile(r"\bwaive", re.IGNORECASE)
SKIPPED = re.compile(r"\btried to skip\b|\basked for \w+ in \w+ on\b|\bskip attempts?\b", re.IGNORECASE)
ALOUD = re.compile(r"gates? held", re.IGNORECASE)
OWN = ("deal:", "approval:", "news:")
"""Subjects of messages to one person about one deal."""


class Audience(Walk):
    """The walk by commands, typed in a channel or directly; with nudges, digests and Home in between."""

    def __init__(self, folder: Path, seed: int, budget: int) -> None:
        super().__init__(folder, seed, budget)
        self.read, self.looked = 0, 0

    def _set_up(self) -> None:
        self.company.place = DEALS
        self.company.types("ada", "team <@ada> is admin")
        self.company.types("ada", "digest at 9:00 on Monday to Sunday")
        super()._set_up()

    def types(self, who: str, line: str, values: dict[str, str] | None = None) -> None:
        """One line, in the channel more often than not; then everything that came of it is read."""
        self.company.place = DEALS if line.startswith("here") or self.maybe(0.6) else None
        super().types(who, line, values)
        answer = self.company.answered
        if answer is not None and answer.seen_by == "place" and self.company.place is not None:
            self._aloud(text_of(answer.card) + answer.card.notification, f"the answer to {line}")
        self._messages()
        if self.maybe(0.15):
            self._look()

    def step(self) -> None:
        """The usual moves, and now and then a note, a channel of its own, a question, a morning."""
        if self.maybe(0.4) and self.choose(self.opens()):
            lines = (f"log ? call {NOTE}", f"ask ? about {NOTE}", f"engage ? legal because {WHY}", "here ?", "here ?")
            self.on(self.someone(), self.random.choice(lines))
        super().step()

    # Read

    def _messages(self) -> None:
        """Read each message that was posted since, as it was posted and not only as it stands."""
        with self.company.store.reading() as tx:
            rows = tx.execute(select(outbox).where(outbox.c.number > self.read).order_by(outbox.c.number)).all()
            for row in rows:
                self.read = row.number
                card = read_card(row.card)
                said = f"{text_of(card)}\n{card.notification}"
                if row.place_kind == "channel":
                    self._aloud(said, f"{row.subject} in {row.place}")
                else:
                    self._alone(row.place, said, row.subject, self._deal_of(tx, row.subject))

    def _deal_of(self, tx: object, subject: str) -> Deal | None:
        kind, _, about = subject.partition(":")
        for deal in self.deals.values():
            if kind == "acceptance" and deal.approval and deal.approval.id == about:
                return deal
        return self.deals.get(about.split(":")[0]) if kind in ("deal", "news") else None

    def _aloud(self, said: str, where: str) -> None:
        """What a whole channel reads."""
        assert not WAIVED.search(said), f"a waiver is read aloud: {where}: {said}"
        assert WHY not in said, f"a reason is read aloud: {where}: {said}"
        assert DECLINED not in said, f"why a manager said no is read aloud: {where}: {said}"
        assert NOTE not in said, f"a note is read aloud: {where}: {said}"
        assert not SKIPPED.search(said), f"a skip attempt is read aloud: {where}: {said}"

    def _alone(self, user: str, said: str, subject: str, deal: Deal | None) -> None:
        """What one person reads: waivers and the skip attempts of others are for managers and those who work the deal."""
        person = self.ids[user]
        mine = deal is not None and person in (deal.owner, deal.account_manager, deal.opener)
        if not (self._leads(person) or mine):
            assert not WAIVED.search(said), f"{user} reads of a waiver: {subject}: {said}"
        if not self._leads(person):
            assert not SKIPPED.search(said.replace("You have tried to skip", "")), f"{user} reads who skipped: {said}"

    def _leads(self, person: str) -> bool:
        """A manager, who stands in for one, or the only one of us."""
        ours = self.ours.people
        behind = {person} | {one.id for one in ours.values() if one.delegate == person}
        alone = sum(one.active for one in ours.values()) == 1
        return alone or any("manager" in ours[one].roles for one in behind)

    def _look(self) -> None:
        """Everyone opens Home, and a morning may come with its nudges and its digest."""
        self.company.place = None
        self.looked += 1
        for who in self.names:
            said = text_of(self.company.card(who, "home"))
            self._home(who, said)
        if self.maybe(0.3):
            for job in (sweep.sweep, nudge.nudge, digest.digest):
                job(self.company.store, self.company.now)
            self._messages()

    def _home(self, who: str, said: str) -> None:
        if not self._leads(self.ids[who]):
            assert not WAIVED.search(said), f"{who}'s Home speaks of a waiver: {said}"
        assert not SKIPPED.search(said), f"{who}'s Home speaks of a skip attempt: {said}"
