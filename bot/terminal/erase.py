"""`erase`: one person, or a whole organisation, after a preview of what goes and what stays."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.company import erasures
from bot.company.erasures import KnownContact
from bot.company.mentions import Mention, in_names, mentions, names_a_customer
from bot.effects.refresh import refresh_posts
from bot.locales.current import own_locale, write_by
from bot.settings import Settings
from bot.store import deals, erasure, people, restore, tenants
from bot.store.backup import NoDatabase
from bot.store.engine.store import Store, read_address
from bot.store.imported_people import import_under_way, imported_as
from bot.store.people import Person
from bot.store.vacuum import vacuum
from bot.terminal.stopped import Stopped
from bot.terminal.which_tenant import the_tenant
from bot.views import erase_terminal
from process.colleague import CLOCK
from process.deal import Deal
from process.erasure import Erasure, only_in_words
from process.facts import Entry
from process.outcome import Outcome


def add_options(parser: ArgumentParser) -> None:
    """Add what says who is erased."""
    here = parser.add_argument
    here("--person", default="", metavar="NAME", help="a contact or a former colleague, by whole name or e-mail")
    here("--tenant", default=None, metavar="NAME", help="the organisation: alone, all of it is erased")
    here("--yes", action="store_true", help="erase without asking")


def erase(config: Settings, options: Namespace, now: datetime) -> None:
    """Erase a person or a tenant, where `--yes` or the answer to a question says so.

    Raises Stopped where the options name neither.
    """
    if not options.person and options.tenant is None:
        raise Stopped(erase_terminal.WHOM)
    options.tenant = options.tenant or ""
    file = _file(config.database_url)
    store = Store.open(config.database_url)
    try:
        with own_locale():
            if options.person:
                _erase_person(store, file, options, now)
            else:
                _erase_tenant(store, file, options)
    finally:
        store.close()
    if file:
        vacuum(file)


def _file(url: str) -> Path | None:
    """The SQLite file; None for PostgreSQL. Raises if there is none, or if a process has it open."""
    address = read_address(url)
    if address.get_backend_name() == "postgresql":
        return None
    file = Path(address.database or "")
    if not file.is_file():
        raise NoDatabase(file)
    restore.deals_if_free(file)
    return file


def _erase_tenant(store: Store, file: Path | None, options: Namespace) -> None:
    with store.reading() as tx:
        tenant = the_tenant(tx, options.tenant)
        write_by(tenant.locale, tenant.currency)
        sizes = erasure.sizes(tx, tenant.id)
    _agreed(erase_terminal.tenant_preview(tenant.name, sizes, in_file=bool(file)), tenant.name, yes=options.yes)
    with store.writing(patient=True) as tx:
        tenants.erase(tx, tenant.id)
    print(erase_terminal.tenant_done(tenant.name))


def _agreed(preview: str, word: str, *, yes: bool) -> None:
    """Print the preview and ask; raises Stopped without a clear yes."""
    print(preview)
    if yes:
        return
    if not sys.stdin.isatty():
        raise Stopped(erase_terminal.ADD_YES)
    if input(erase_terminal.type_to_erase(word)).strip() != word:
        raise Stopped(erase_terminal.NOTHING_ERASED)


def _erase_person(store: Store, file: Path | None, options: Namespace, now: datetime) -> None:
    with store.reading() as tx:
        tenant = the_tenant(tx, options.tenant)
        write_by(tenant.locale, tenant.currency)
        if import_under_way(tx, tenant.id):
            raise Stopped(erase_terminal.IMPORT_FIRST)
        found = _found(tx, tenant.id, options.person)
    where = erase_terminal.Whereabouts(
        [(one.account, one.contact.role, len(one.deals)) for one in found.contacts],
        [(one.account, one.texts) for one in found.mentions],
        found.kept_names,
        len(found.accounts),
        found.rows,
    )
    _agreed(erase_terminal.person_preview(options.person, where, in_file=bool(file)), options.person, yes=options.yes)
    with store.writing(patient=True) as tx:
        print(erase_terminal.person_done(*_gone(tx, tenant.id, found, now)))


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a person is: as a contact, as a colleague who left, in texts alone, or in rows of files alone.

    `kept_names` are the names of deals that hold theirs.
    """

    contacts: list[KnownContact]
    accounts: list[Person]
    one: Erasure | None = None
    mentions: Sequence[Mention] = ()
    rows: int = 0
    kept_names: Sequence[str] = ()


def _found(tx: Connection, tenant: str, who: str) -> _Found:
    """Where they are; raises Stopped where no one or several are meant, or where they still work here."""
    contacts = erasures.contacts_called(tx, tenant, who)
    accounts = erasures.colleagues_called(tx, tenant, who)
    if len({one.colleague.same_as or one.id for one in accounts}) > 1:
        raise Stopped(erase_terminal.which_colleague(who, [one.email for one in accounts]))
    if any(one.colleague.active for one in accounts):
        raise Stopped(erase_terminal.still_here(accounts[0].colleague.name))
    contact = only_in_words(who)
    if accounts or contact is None:
        if not contacts and not accounts:
            raise Stopped(erase_terminal.no_such_person(who))
        return _Found(contacts, accounts)
    one = Erasure(contact, tuple(person.colleague.name for person in people.everyone(tx, tenant)))
    named = mentions(tx, tenant, one, {deal.id for known in contacts for deal in known.deals})
    if not contacts and any(names_a_customer(who, mention.deals) for mention in named):
        raise Stopped(erase_terminal.is_a_customer(who))
    rows = 0 if contacts or named else imported_as(tx, tenant, [contact.name or contact.email])
    if not contacts and not named and not rows:
        raise Stopped(erase_terminal.no_such_person(who))
    every = [deal for known in contacts for deal in known.deals]
    every += [deal for mention in named for deal in mention.deals]
    return _Found(contacts, accounts, one, named, rows, in_names(every, one))


def _gone(tx: Connection, tenant: str, found: _Found, now: datetime) -> tuple[int, int, int]:
    """How many deals, entries and messages had them."""

    def save(was: Deal, outcome: Outcome) -> None:
        entries = [Entry(fact, CLOCK.id, now) for fact in outcome.facts]
        saved = deals.save(tx, tenant, was, outcome.deal, entries, "erase")
        refresh_posts(tx, tenant, saved.id, now)

    colleagues = people.everyone(tx, tenant)
    gone = [erasures.erase_contact(tx, tenant, one.deals, one.erasure(colleagues), save) for one in found.contacts]
    if found.one and (found.mentions or found.rows):
        theirs = [deal for mention in found.mentions for deal in mention.deals]
        gone.append(erasures.erase_contact(tx, tenant, theirs, _beside(theirs, found.one), save))
    if found.accounts:
        gone.append(erasures.erase_colleague(tx, tenant, found.accounts, save))
    return sum(one.deals for one in gone), sum(one.entries for one in gone), sum(one.messages for one in gone)


def _beside(theirs: Sequence[Deal], one: Erasure) -> Erasure:
    """The same with the contacts of these deals among those who stay."""
    return replace(one, others=(*one.others, *(contact.name for deal in theirs for contact in deal.contacts)))
