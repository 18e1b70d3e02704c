"""One request: who asked for what, in which transaction, and what the process needs to judge it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import token_hex

from sqlalchemy import Connection

from adapters.card import Card
from adapters.chat import Answer, Inbound
from bot.company import last_done, people
from bot.company.playbooks import Playbooks
from bot.effects import notify
from bot.language.said_at import with_moment
from bot.language.values.answers import Question, Unread, Value
from bot.language.values.notation import Notation, notation_of
from bot.language.values.people import read_colleague
from bot.misunderstood import Misunderstood
from bot.reader import Reader
from bot.store import deals
from bot.store import people as roll
from bot.store.people import Person
from bot.store.tenants import Tenant
from bot.views.doubtful_values import settled
from bot.views.hand_over import deactivated_card
from bot.views.people_readings import no_colleague, which_colleague
from bot.views.reasons import reason_line
from bot.views.refusal import refusal_card
from bot.views.typed import MENTION_A_COLLEAGUE, left_us
from bot.views.undo import with_undo
from process import rights
from process.colleague import Colleague
from process.context import Context
from process.deal import Deal
from process.facts import Entry
from process.outcome import Outcome
from process.playbook import Playbook
from process.undo import can_be_undone


@dataclass(slots=True)
class Request:
    """Everything a command works with. `context` stands on the default playbook; `on` gives the one of a deal.

    The context grows when a mention lets a new person join. `follow` carries out another line as this request, in the
    same transaction; `saved` are the changes to deals that it wrote so far. `said` is when its words were said, where
    that was before they are carried out.
    """

    tx: Connection
    tenant: Tenant
    person: Person
    inbound: Inbound
    context: Context
    playbooks: Playbooks
    follow: Callable[["Request"], Answer] | None = None
    saved: list[tuple[Deal, Outcome]] = field(default_factory=list)
    said: datetime | None = None

    @property
    def me(self) -> Colleague:
        return self.context.by

    @property
    def here(self) -> datetime:
        """Now, in the asker's own zone."""
        return self.context.now.astimezone(self.context.zone)

    @property
    def values(self) -> Mapping[str, str]:
        """What a form brought: each reading that was picked in its field, blanks trimmed, empty answers left out."""
        return settled({key: value.strip() for key, value in (self.inbound.values or {}).items() if value.strip()})

    @property
    def notation(self) -> Notation:
        """How the company's people write amounts and days."""
        return notation_of(self.tenant.currency, self.tenant.country, self.tenant.locale)

    @property
    def reader(self) -> Reader:
        """What reads money and days for the asker, as they were meant when they were said."""
        return Reader(self.said_at.astimezone(self.context.zone), self.notation)

    @property
    def said_at(self) -> datetime:
        """When the words were said; a button can bring an earlier moment than now, never a later one."""
        return min(self.said, self.context.now) if self.said else self.context.now

    def given(self, key: str, typed: str) -> str:
        """What was typed, or else what a form brought under this key; nothing where neither says it."""
        return typed or self.values.get(key, "")

    @property
    def from_form(self) -> bool:
        return self.inbound.values is not None

    def on(self, deal: Deal) -> Context:
        """The context by the playbook this deal is on."""
        return replace(self.context, playbook=self.playbooks.of(deal.playbook))

    def among(self, deal: Deal) -> Context:
        """The same, with the contacts that are known from other deals of the account."""
        known = deals.account_contacts(self.tx, self.tenant.id, deal)
        return replace(self.on(deal), contacts=known)

    def with_siblings(self, deal: Deal) -> Context:
        """The same, with the account's other open deals, for the card of an approval."""
        return replace(self.on(deal), siblings=deals.siblings(self.tx, self.tenant.id, deal))

    def at(self, playbook: Playbook) -> Context:
        """The context by another playbook."""
        return replace(self.context, playbook=playbook)

    def colleague(self, mention: str) -> Colleague:
        """The colleague whom `<@user>`, an id or a name stands for; a mention lets them in if need be.

        Raises Misunderstood for a stranger, and for someone whose account the chat has deactivated.
        """
        person = self.person_id(mention)
        if not person.startswith("<@") and person == mention and person not in self.context.company.people:
            person = self._called(mention)
        if people.deactivated(self.tx, self.tenant, self.inbound, mention) and (gone := self._known(person)):
            raise Misunderstood(deactivated_card(gone, may_reassign=rights.may_reassign(self.me)))
        if person not in self.context.company.people:
            self.context = replace(self.context, company=roll.company(self.tx, self.tenant.id))
        return self._ours(person)

    def _called(self, words: str) -> str:
        """The id of the one colleague with this name; where several could be meant, it is asked in the command."""
        before, said, after = self.inbound.text.rpartition(words)
        if said:
            return self.acquainted(words, f"{before}{{}}{after}").id
        read = read_colleague(words, self.context.company.people.values())
        return read.it.id if isinstance(read, Value) else ""

    def _known(self, person: str) -> Colleague | None:
        return self.context.company.people.get(person)

    def acquainted(self, words: str, command: str) -> Colleague:
        """Who is meant by a mention, an id or a name, people who left included; no new person joins.

        Raises Misunderstood with a question where several could be meant: its buttons are the command with an id in it.
        """
        known = self.context.company.people
        if found := known.get(people.known_by(self.tx, self.tenant, self.inbound, words)):
            return found
        match read_colleague(words, known.values()):
            case Value(colleague):
                return colleague
            case Question() as question:
                raise Misunderstood(self._which_colleague(words, question, command))
            case Unread() as unread:
                raise Misunderstood(no_colleague(words, unread))

    def _which_colleague(self, words: str, question: Question[Colleague], command: str) -> Card:
        return which_colleague(words, question, with_moment(command, self.said_at), self.context.company)

    def has_left(self, mention: str) -> bool:
        """Whether a mention names someone who was a colleague and isn't any more."""
        known = self._known(people.known_by(self.tx, self.tenant, self.inbound, mention))
        return known is not None and not known.active

    def _ours(self, person: str) -> Colleague:
        found = self.context.company.find(person)
        if found is None:
            gone = self._known(person)
            raise Misunderstood(left_us(gone.name) if gone else MENTION_A_COLLEAGUE)
        return found

    def person_id(self, mention: str) -> str:
        """The id of a mentioned person, active or not; "" for a stranger."""
        return people.named(self.tx, self.tenant, self.inbound, self.me, mention)

    def save(self, was: Deal | None, outcome: Outcome, *, among_others: bool = False) -> Deal:
        """Write what came about: the deal and its ledger, and the messages that follow from it.

        `among_others` says that it is one of several deals that the same person gets.
        """
        if not outcome.facts:
            return outcome.deal
        place = last_done.name_of(self.inbound.place)
        through, link = self.inbound.through, self.inbound.link
        entries = [Entry(fact, self.me.id, self.context.now, link, 0, place, through) for fact in outcome.facts]
        self.saved.append((outcome.deal, outcome))
        saved = deals.save(self.tx, self.tenant.id, was, outcome.deal, entries, self.inbound.key)
        notify.notify(self.tx, self.tenant, self.on(saved), saved, outcome, among_others=among_others)
        return saved

    def with_undo(self, was: Deal | None, outcome: Outcome, saved: Deal, card: Card) -> Card:
        """The answer to a change, with the button that undoes it where only the one who made it sees it."""
        if self.inbound.place.kind != "direct" or not can_be_undone(was, outcome):
            return card
        return with_undo(card, saved.id, str(saved.version))

    def settle(self, deal: Deal, outcome: Outcome, draw: Callable[[Deal, Context], Card]) -> Answer:
        """End a change to a deal: refused, or saved. In a channel only the asker sees which: it isn't for everyone.

        Raises Misunderstood for what does not fit in a field of the form that it was given in.
        """
        refusal = outcome.refusal
        if refusal is None:
            saved = self.save(deal, outcome)
            card = self.with_undo(deal, outcome, saved, draw(saved, self.on(saved)))
            return shown(card) if self.inbound.place.kind == "direct" else private(card)
        if refusal.field and self.from_form:
            raise Misunderstood(reason_line(refusal.reason, self.on(deal)), refusal.field)
        return private(refusal_card(deal, self.on(deal), refusal))


def fresh_id() -> str:
    """A new id that no one can guess and a person can still copy."""
    return token_hex(6)


def shown(card: Card) -> Answer:
    """An answer that everyone in the place sees: what one would say aloud there."""
    return Answer(card, "place")


def private(card: Card) -> Answer:
    """An answer for the asker alone: what they looked up or changed, or why not."""
    return Answer(card, "asker")


def undone(card: Card) -> Answer:
    """The same where nothing was done and nothing is remembered of it."""
    return Answer(card, "asker", undone=True)
