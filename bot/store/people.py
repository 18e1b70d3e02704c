"""People: our colleagues, and their accounts on each platform."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite's says the same words; the tests run both

from adapters.chat import Place
from bot.store.schema.tables import identities, people, usage
from process.colleague import Colleague, Company, Grant

GRANTS: TypeAdapter[tuple[Grant, ...]] = TypeAdapter(tuple[Grant, ...])

OURS = people.c.tenant == bindparam("tenant")
USED = people.outerjoin(usage, (usage.c.tenant == people.c.tenant) & (usage.c.person == people.c.id))
SEEN = select(people, usage.c.day.label("used"))
"""A person's row, and the last day on which they used Stagecoach: that changes daily, and nothing else about them."""
FIND = SEEN.select_from(USED).where(OURS, people.c.id == bindparam("id"))
HOLD = FIND.with_for_update(of=people)
BY_EMAIL = SEEN.select_from(USED).where(OURS, people.c.email == bindparam("email")).order_by(people.c.id)
EVERYONE = SEEN.select_from(USED).where(OURS).order_by(people.c.name, people.c.id)
OF = (
    SEEN.select_from(USED)
    .join(identities, (identities.c.tenant == people.c.tenant) & (identities.c.person == people.c.id))
    .where(
        OURS,
        identities.c.tenant == bindparam("tenant"),
        identities.c.platform == bindparam("platform"),
        identities.c.workspace == bindparam("workspace"),
        identities.c.user == bindparam("user"),
    )
)
LINK = insert(identities).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
ADD = insert(people).on_conflict_do_nothing()
SAVE = update(people).where(people.c.tenant == bindparam("of"), people.c.id == bindparam("which"))
USE = insert(usage)
USE = USE.on_conflict_do_update(index_elements=["tenant", "person"], set_={"day": USE.excluded.day})
ADDRESSES = (
    select(identities.c.platform, identities.c.workspace, identities.c.user)
    .where(identities.c.tenant == bindparam("tenant"), identities.c.person == bindparam("person"))
    .order_by(identities.c.platform, identities.c.workspace, identities.c.user)
)


@dataclass(frozen=True, slots=True)
class Person:
    """A colleague with their chat settings. `quiet` are their quiet hours, for example "20:00-08:00".

    `chat` is the platform on which they want to be written to, and `spoke` the one on which they spoke last, which
    changes nothing about who they are. `claimed` is the id of the person whose account an admin says this is too, as
    long as it isn't confirmed.
    """

    colleague: Colleague
    email: str = ""
    zone: str = ""
    quiet: str = ""
    chat: str = ""
    claimed: str = ""
    spoke: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        return self.colleague.id


def find(tx: Connection, tenant: str, person: str) -> Person | None:
    """The person with that id, or None."""
    return _first(tx, FIND, tenant=tenant, id=person)


def hold(tx: Connection, tenant: str, person: str) -> Person | None:
    """The same, locked for this transaction: what others would do in this person's name waits until it ends."""
    return _first(tx, HOLD, tenant=tenant, id=person)


def by_email(tx: Connection, tenant: str, email: str) -> Person | None:
    """The person with that work e-mail in any case, or None; always None for an empty one."""
    return _first(tx, BY_EMAIL, tenant=tenant, email=email.casefold()) if email else None


def person_of(tx: Connection, tenant: str, platform: str, workspace: str, user: str) -> Person | None:
    """The person behind a platform's user, or None."""
    return _first(tx, OF, tenant=tenant, platform=platform, workspace=workspace, user=user)


def _first(tx: Connection, statement: Any, **keys: str) -> Person | None:
    row = tx.execute(statement, keys).first()
    return _read(row) if row else None


def _read(row: Row[*tuple[Any, ...]]) -> Person:
    colleague = Colleague(
        row.id,
        row.name if row.name.strip() else row.id,
        frozenset(_split(row.roles)),
        frozenset(_split(row.teams)),
        boss=row.boss,
        delegate=row.delegate,
        away_until=row.away_until,
        active=row.active,
        vouched=row.vouched and bool(row.email),
        same_as=row.same_as,
        used=row.used,
        grants=GRANTS.validate_json(row.grants) if row.grants else (),
        email=row.email,
    )
    return Person(colleague, row.email, row.zone, row.quiet, row.chat, row.claimed, row.spoke)


def _split(words: str) -> list[Any]:
    return words.split("\n") if words else []


def admit(
    tx: Connection, tenant: str, platform: str, workspace: str, user: str, colleague: Colleague, email: str, zone: str
) -> Person:
    """Save a platform's user as this colleague, new or known. If another request was first, returns that person."""
    person = Person(colleague, email.casefold(), zone)
    if not link(tx, tenant, platform, workspace, user, colleague.id):
        return person_of(tx, tenant, platform, workspace, user) or person
    tx.execute(ADD, {"tenant": tenant, "id": person.id, **_row(person)})
    return find(tx, tenant, person.id) or person


def expect(tx: Connection, tenant: str, colleague: Colleague, email: str) -> Person:
    """Save a colleague whom a chat doesn't know yet; the account that comes with this work e-mail is theirs."""
    person = Person(colleague, email.casefold())
    tx.execute(ADD, {"tenant": tenant, "id": person.id, **_row(person)})
    return find(tx, tenant, person.id) or person


def link(tx: Connection, tenant: str, platform: str, workspace: str, user: str, person: str) -> bool:
    """Save a platform's user as an account of this person; False if the account already belongs to a person."""
    keys = {"tenant": tenant, "platform": platform, "workspace": workspace, "user": user, "person": person}
    return tx.execute(LINK, keys).rowcount == 1


def save(tx: Connection, tenant: str, was: Person, person: Person) -> None:
    """Save only what changed from `was`, since another request can have changed the rest."""
    before = _row(was)
    changed = {name: value for name, value in _row(person).items() if value != before[name]}
    if changed:
        tx.execute(SAVE.values(changed), {"of": tenant, "which": person.id})


def _row(person: Person) -> dict[str, Any]:
    known = asdict(person.colleague)
    del known["id"], known["used"]
    known["grants"] = GRANTS.dump_json(person.colleague.grants).decode() if person.colleague.grants else ""
    lists = {name: "\n".join(sorted(known[name])) for name in ("roles", "teams")}
    settings = {name: getattr(person, name) for name in ("zone", "quiet", "chat", "claimed", "spoke")}
    return {**known, **lists, **settings, "email": person.email.casefold()}


def everyone(tx: Connection, tenant: str) -> list[Person]:
    """All people of the tenant, also inactive ones, sorted by name. Accounts with one work e-mail are one person."""
    found = [_read(row) for row in tx.execute(EVERYONE, {"tenant": tenant})]
    first: dict[str, str] = {}
    for person in sorted(found, key=lambda one: one.id):
        if person.email:
            first.setdefault(person.email, person.id)
    return [_as_one(person, first.get(person.email, person.id)) for person in found]


def _as_one(person: Person, first: str) -> Person:
    """The person as another account of the one with the same e-mail, unless they are linked to someone already."""
    if first == person.id or person.colleague.same_as:
        return person
    return replace(person, colleague=replace(person.colleague, same_as=first))


def company(tx: Connection, tenant: str) -> Company:
    """All people of the tenant, as colleagues for the sales process."""
    return Company({person.id: person.colleague for person in everyone(tx, tenant)})


def addresses(tx: Connection, tenant: str, person: str) -> list[Place]:
    """The direct conversations with a person, one for each platform they use."""
    rows = tx.execute(ADDRESSES, {"tenant": tenant, "person": person})
    return [Place(row.platform, row.workspace, row.user, "direct") for row in rows]


def record_chat(tx: Connection, tenant: str, person: Person, platform: str, day: date, email: str) -> None:
    """Remember on which platform a person spoke last and on which day, and their work e-mail where it was unknown.

    It vouches for them, since a chat that says whose account it is has no second one of theirs unseen.
    """
    if person.colleague.used != day:
        tx.execute(USE, {"tenant": tenant, "person": person.id, "day": day})
    colleague = replace(person.colleague, vouched=person.colleague.vouched or bool(email and not person.email))
    save(tx, tenant, person, replace(person, colleague=colleague, spoke=platform, email=person.email or email))


def reached(tx: Connection, tenant: str, person: Person) -> Place | None:
    """The one place where a person gets messages: in the chat they chose, else where they wrote last."""
    wanted = (person.chat, person.spoke)
    places = addresses(tx, tenant, person.id)
    return min(places, key=lambda place: [place.platform != one for one in wanted], default=None)


def lost(tx: Connection, tenant: str, person: Person, platform: str) -> None:
    """A person can't be reached on this platform any longer: send to their other one, if they have one."""
    others = [place.platform for place in addresses(tx, tenant, person.id) if place.platform != platform]
    if others:
        chosen, spoke = ("" if one == platform else one for one in (person.chat, person.spoke))
        save(tx, tenant, person, replace(person, chat=chosen, spoke=spoke or others[0]))
