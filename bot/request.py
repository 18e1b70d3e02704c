"""One request: who asked for what, in which transaction, and what the process needs to judge it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_hex

from sqlalchemy import Connection

from adapters.card import Card
from adapters.chat import Answer, Inbound
from bot.company import people
from bot.company.playbooks import Playbooks
from bot.effects import notify
from bot.language.values.reading import same
from bot.misunderstood import Misunderstood
from bot.store import deals
from bot.store import people as roll
from bot.store.people import Person
from bot.store.tenants import Tenant
from bot.views.reasons import reason_line
from bot.views.refusal import refusal_card
from process.colleague import Colleague
from process.context import Context
from process.deal import Deal
from process.facts import Entry
from process.outcome import Outcome
from process.playbook import Playbook


@dataclass(slots=True)
class Request:
    """Everything a command works with. `context` stands on the default playbook; `on` gives the one of a deal.

    The context grows when somebody is let in by being named.
    """

    tx: Connection
    tenant: Tenant
    person: Person
    inbound: Inbound
    context: Context
    playbooks: Playbooks

    @property
    def me(self) -> Colleague:
        return self.context.by

    @property
    def here(self) -> datetime:
        """Now, in the asker's own zone."""
        return self.context.now.astimezone(self.context.zone)

    @property
    def values(self) -> Mapping[str, str]:
        """What a form brought, blanks trimmed and empty answers left out."""
        return {key: value.strip() for key, value in (self.inbound.values or {}).items() if value.strip()}

    def given(self, key: str, typed: str) -> str:
        """What was typed, or else what a form brought under this key; nothing where neither says it."""
        return typed or self.values.get(key, "")

    @property
    def from_form(self) -> bool:
        return self.inbound.values is not None

    def on(self, deal: Deal) -> Context:
        """The context by the playbook this deal is on."""
        return replace(self.context, playbook=self.playbooks.of(deal.playbook))

    def at(self, playbook: Playbook) -> Context:
        """The context by another playbook."""
        return replace(self.context, playbook=playbook)

    def colleague(self, mention: str) -> Colleague:
        """The colleague whom `<@user>` or a person's id names, let in if need be.

        Raises Misunderstood for a stranger.
        """
        person = self.person_id(mention)
        if person not in self.context.company.people:
            self.context = replace(self.context, company=roll.company(self.tx, self.tenant.id))
        return self._ours(person)

    def acquainted(self, mention: str) -> Colleague:
        """The same for who is here already, also by name: a command that only reads lets nobody in."""
        named = [one.id for one in self.context.company.people.values() if same(mention) in map(same, _names(one))]
        return self._ours(named[0] if len(named) == 1 else people.known_by(self.tx, self.tenant, self.inbound, mention))

    def _ours(self, person: str) -> Colleague:
        found = self.context.company.find(person)
        if found is None:
            raise Misunderstood("Name one of our own people by mention, such as @rob.")
        return found

    def person_id(self, mention: str) -> str:
        """The id of whoever is mentioned, active or not; nothing for a stranger."""
        return people.named(self.tx, self.tenant, self.inbound, self.me, mention)

    def keep(self, was: Deal | None, outcome: Outcome) -> Deal:
        """Write what came about: the deal and its ledger, and the messages that follow from it."""
        if not outcome.facts:
            return outcome.deal
        entries = [Entry(fact, self.me.id, self.context.now, self.inbound.link) for fact in outcome.facts]
        saved = deals.save(self.tx, self.tenant.id, was, outcome.deal, entries, self.inbound.key)
        notify.tell(self.tx, self.tenant, self.on(saved), saved, outcome)
        return saved

    def settle(self, deal: Deal, outcome: Outcome, told: Callable[[Deal, Context], Card]) -> Answer:
        """End a change to a deal: refused to the asker alone, or kept and told to everyone in the place.

        Raises Misunderstood for what does not fit in a field of the form that it was given in.
        """
        refusal = outcome.refusal
        if refusal is None:
            saved = self.keep(deal, outcome)
            return shown(told(saved, self.on(saved)))
        if refusal.field and self.from_form:
            raise Misunderstood(reason_line(refusal.reason, self.on(deal)), refusal.field)
        return private(refusal_card(deal, self.on(deal), refusal))


def _names(one: Colleague) -> tuple[str, str]:
    """A colleague's whole name and the first of it."""
    return one.name, one.name.split(maxsplit=1)[0]


def fresh_id() -> str:
    """A new id that nobody can guess and a person can still copy."""
    return token_hex(6)


def shown(card: Card) -> Answer:
    """An answer that everyone in the place sees: something changed."""
    return Answer(card, "place")


def private(card: Card) -> Answer:
    """An answer for the asker alone: they looked something up, or were refused."""
    return Answer(card, "asker")


def undone(card: Card) -> Answer:
    """The same where nothing was done and nothing is remembered of it."""
    return Answer(card, "asker", undone=True)
