"""Imports that were confirmed in a chat: brought in, or taken back, part by part, while everyone else goes on."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from adapters.card import Card
from bot.effects import notify
from bot.imports.after import notify_owners, refused_rows
from bot.imports.run import NoImport, NoRight, Run
from bot.imports.shares import Share
from bot.imports.taking_back import TakingBack
from bot.locales.current import own_locale
from bot.store import imports, tenants
from bot.store.engine.store import Store
from bot.store.imports import Import
from bot.store.tenants import Tenant
from bot.views import dropped
from bot.views.import_undone import taken_back_card
from process.context import Context

LONGEST = timedelta(seconds=100)
"""How long one tick works on an import; the next one goes on."""


def bring_in(store: Store, now: datetime, worker: str) -> int:
    """Work on the next import that no other worker has; returns how many rows went through. `now` is real time."""
    with store.reading() as tx:
        if imports.next_waiting(tx, now) is None:
            return 0
    with store.writing() as tx:
        leased = imports.lease(tx, now, worker)
        company = tenants.find_tenant(tx, leased[0]) if leased else None
    if leased is None:
        return 0
    # A company that was erased meanwhile has no import either, which the run finds out.
    locale, currency = (company.locale, company.currency) if company else ("", "")
    with own_locale(locale, currency):
        return _work_on(store, now, *leased)


def _work_on(store: Store, now: datetime, tenant: str, one: Import) -> int:
    began = time.monotonic()

    def wall() -> datetime:
        return now + timedelta(seconds=time.monotonic() - began)

    run = Run(store, wall, tenant, one.id, _finished)
    try:
        return _undone(run, one) if one.state == "undoing" else _brought(run, now + LONGEST, wall)
    except NoRight:
        return 0  # its messages are posted
    except NoImport:
        with store.writing() as tx:
            imports.save(tx, tenant, one.id, state="cancelled")
            _notify(tx, tenant, one, dropped.failed_card(one.file), now)
        return 0


def _brought(run: Run, until: datetime, wall: Callable[[], datetime]) -> int:
    done = 0
    for progress in run.parts():
        done = progress.done
        if wall() > until:
            run.pause()
            break
    return done


def _finished(tx: Connection, tenant: Tenant, context: Context, one: Import, got: Mapping[str, Share]) -> None:
    """Write to the owners, and to the one who imported, in the transaction that ends the import."""
    notified = notify_owners(tx, tenant, context, one, got)
    card = dropped.finished_card(one.id, one.file, one.rows, notified, refused_rows(one))
    notify.person(tx, tenant, one.by, card, subject=f"import:{one.id}", now=context.now)


def _undone(run: Run, one: Import) -> int:
    taking = TakingBack(run)
    for _ in taking.parts():
        pass
    card = taken_back_card(one.file, taking.gone, taking.restored, taking.stayed)
    with run.store.writing() as tx:
        _notify(tx, run.tenant, one, card, run.wall())
    return one.rows


def _notify(tx: Connection, tenant: str, one: Import, card: Card, now: datetime) -> None:
    if found := tenants.find_tenant(tx, tenant):
        notify.person(tx, found, one.by, card, subject=f"import:{one.id}", now=found.own_time(now))
