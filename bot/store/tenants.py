"""Tenants: one organisation each, and the chat workspaces that belong to it."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as insert_or_leave  # SQLite's says the same words; the tests run both

from bot.store import (
    chat_addresses,  # noqa: F401  # their tables belong to METADATA, and go with their tenant
)
from bot.store.schema.tables import METADATA, people, tenants, workspaces

OF = (
    select(tenants)
    .join(workspaces, workspaces.c.tenant == tenants.c.id)
    .where(workspaces.c.platform == bindparam("platform"), workspaces.c.workspace == bindparam("workspace"))
)
FIND = select(tenants).where(tenants.c.id == bindparam("id"))
ALONE = FIND.with_for_update()
ALL = select(tenants).order_by(tenants.c.id)
MAKE = insert(tenants)
SAVE = update(tenants).where(tenants.c.id == bindparam("which"))
CONNECT = insert_or_leave(workspaces).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
DOUBT = update(people).where(people.c.tenant == bindparam("of"), people.c.email == "").values(vouched=False)
WORKSPACES = (
    select(workspaces.c.platform, workspaces.c.workspace)
    .where(workspaces.c.tenant == bindparam("tenant"))
    .order_by(workspaces.c.platform, workspaces.c.workspace)
)
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7282017)")

ADMISSIONS = ("members", "invitation")


@dataclass(frozen=True, slots=True)
class Tenant:
    """One organisation. `clock_offset` is how many seconds its clock is ahead of real time (in the sandbox).

    `admission` is one of ADMISSIONS: every full member joins, or only people that an admin names. `locale` is by which
    numbers and dates are written, "de_DE"; "" where none was set.
    """

    id: str
    name: str
    zone: str = "UTC"
    country: str = ""
    currency: str = "EUR"
    clock_offset: float = 0.0
    admission: str = "members"
    locale: str = ""

    def own_time(self, now: datetime) -> datetime:
        """The time by its own clock at a moment of real time."""
        return now + timedelta(seconds=self.clock_offset)

    def zone_for(self, own: str = "") -> ZoneInfo:
        """The time zone to use: `own` if it isn't empty, else this organisation's."""
        return ZoneInfo(own or self.zone)


def tenant_of(tx: Connection, platform: str, workspace: str) -> Tenant | None:
    """The tenant to which a workspace belongs, or None."""
    row = tx.execute(OF, {"platform": platform, "workspace": workspace}).first()
    return Tenant(*row) if row else None


def find_tenant(tx: Connection, tenant: str) -> Tenant | None:
    """The tenant with that id, or None."""
    row = tx.execute(FIND, {"id": tenant}).first()
    return Tenant(*row) if row else None


def alone(tx: Connection, tenant: str) -> Tenant:
    """The tenant with that id, locked for this transaction: other changes to its people and accounts wait."""
    return Tenant(*tx.execute(ALONE, {"id": tenant}).one())


def all_tenants(tx: Connection) -> list[Tenant]:
    """Every tenant, sorted by id."""
    return [Tenant(*row) for row in tx.execute(ALL)]


def make_tenant(tx: Connection, platform: str, workspace: str, name: str) -> Tenant:
    """A new tenant for a workspace. If another request made one at the same moment, returns that one."""
    tenant = Tenant(uuid4().hex, name)
    if not connect(tx, tenant.id, platform, workspace) and (theirs := tenant_of(tx, platform, workspace)):
        return theirs
    tx.execute(MAKE, asdict(tenant))
    return tenant


def settle(tx: Connection, platform: str, workspace: str) -> Tenant:
    """The tenant for a workspace that is seen for the first time: a new one, or the one that exists already.

    A deployment with one organisation shares its deals between its chats, so a platform that this organisation
    doesn't use yet joins it. From then on, a user without a known work e-mail can be a colleague we know, and is
    not vouched for. With several organisations the right one is unknown, so the workspace gets a tenant of its own.
    """
    if tx.dialect.name == "postgresql":  # SQLite has one writer anyway
        tx.execute(ONE_AT_A_TIME)  # or Slack's first words and Teams', at the same moment, would make two organisations
    here = all_tenants(tx)
    if len(here) == 1 and all(platform != other for other, _ in workspaces_of(tx, here[0].id)):
        connect(tx, here[0].id, platform, workspace)
        tx.execute(DOUBT, {"of": here[0].id})
        return tenant_of(tx, platform, workspace) or here[0]
    return make_tenant(tx, platform, workspace, workspace)


def connect(tx: Connection, tenant: str, platform: str, workspace: str) -> bool:
    """Connect a workspace to a tenant; False if it belongs to one already."""
    return tx.execute(CONNECT, {"tenant": tenant, "platform": platform, "workspace": workspace}).rowcount == 1


def workspaces_of(tx: Connection, tenant: str) -> list[tuple[str, str]]:
    """The (platform, workspace) pairs of a tenant."""
    return [(row.platform, row.workspace) for row in tx.execute(WORKSPACES, {"tenant": tenant})]


def save_tenant(tx: Connection, tenant: Tenant) -> None:
    """Save a tenant's name, zone, country, currency, clock, admission and locale."""
    tx.execute(SAVE, {"which": tenant.id, **{name: one for name, one in asdict(tenant).items() if name != "id"}})


def erase(tx: Connection, tenant: str) -> None:
    """Delete all data of one tenant for good."""
    tx.execute(delete(tenants).where(tenants.c.id == tenant))  # first: then the ledger allows deletes
    for table in METADATA.sorted_tables:
        if table is not tenants:
            tx.execute(delete(table).where(table.c.tenant == tenant))
