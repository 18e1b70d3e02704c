"""People: who can join, what a new person can do, and who a mention means. Identity comes only from the platform."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from adapters.chat import Inbound, Speaker
from bot.language.zones import time_zones
from bot.misunderstood import Misunderstood
from bot.store import people, tenants
from bot.store.people import Person
from bot.store.tenants import Tenant
from bot.views.turned_away import BY_INVITATION, TURNED_AWAY
from process.colleague import Colleague, Role


def arrive(tx: Connection, inbound: Inbound) -> tuple[Tenant, Person]:
    """The tenant and the person behind a request; both are created by their first request.

    Raises Misunderstood for people who can't join.
    """
    speaker = inbound.speaker
    if speaker.standing not in ("member", "unvouched"):
        raise Misunderstood(TURNED_AWAY[speaker.standing])
    tenant = tenants.tenant_of(tx, speaker.platform, speaker.workspace)
    if tenant is None:
        tenant = tenants.settle(tx, speaker.platform, speaker.workspace)
    person = _known(tx, tenant, speaker)
    if person is None and speaker.standing == "unvouched":
        raise Misunderstood(TURNED_AWAY["unvouched"])
    if person is None and tenant.admission == "invitation" and not (speaker.admin or _expected(tx, tenant, speaker)):
        raise Misunderstood(BY_INVITATION)
    person = person or _admit(tx, tenant, speaker)
    if not person.colleague.active:
        raise Misunderstood(TURNED_AWAY["deactivated"])
    return tenant, person


def present(tx: Connection, speaker: Speaker) -> Person | None:
    """Who speaks, if they are let in and nothing about them has to be written down."""
    tenant = tenants.tenant_of(tx, speaker.platform, speaker.workspace)
    if tenant is None or speaker.standing not in ("member", "unvouched"):
        return None
    person = _known(tx, tenant, speaker)
    return person if person and person.colleague.active else None


def is_as_known(person: Person, speaker: Speaker, day: date) -> bool:
    """Whether nothing has to be written down of one who speaks: their chat, their e-mail, and that they did today."""
    same = person.spoke == speaker.platform and person.colleague.used == day
    return same and bool(person.email or not speaker.email)


def _known(tx: Connection, tenant: Tenant, speaker: Speaker) -> Person | None:
    return people.person_of(tx, tenant.id, speaker.platform, speaker.workspace, speaker.user)


def _expected(tx: Connection, tenant: Tenant, speaker: Speaker) -> bool:
    """Whether an admin named this work e-mail as a colleague's, which is an invitation."""
    known = people.by_email(tx, tenant.id, speaker.email)
    return known is not None and known.colleague.active


def _admit(tx: Connection, tenant: Tenant, speaker: Speaker) -> Person:
    """A full member is a rep at first sight, or another account of the colleague with the same work e-mail.

    One person has one vote, inside a chat as across chats. An account without a work e-mail could be anyone's second
    one, so it stays unvouched. A colleague who left can't come back through another account.
    """
    at = (speaker.platform, speaker.workspace, speaker.user)
    known = people.by_email(tx, tenant.id, speaker.email)
    if known is not None:
        people.link(tx, tenant.id, *at, known.id)
        known = _vouched(tx, tenant, known)
        return _with_role(tx, tenant, known, "admin") if speaker.admin and known.colleague.active else known
    roles: frozenset[Role] = frozenset({"rep", "admin"}) if speaker.admin else frozenset({"rep"})
    # A name of blanks would leave buttons and sentences without a word.
    colleague = Colleague("-".join(at), speaker.name.strip() or speaker.user, roles, vouched=bool(speaker.email))
    zone = speaker.zone if speaker.zone in time_zones() else ""
    return people.admit(tx, tenant.id, *at, colleague=colleague, email=speaker.email, zone=zone)


def _vouched(tx: Connection, tenant: Tenant, person: Person) -> Person:
    """The same person once a chat says that the e-mail is theirs; until then a file or an admin said so."""
    if person.colleague.vouched:
        return person
    sure = replace(person, colleague=replace(person.colleague, vouched=True))
    people.save(tx, tenant.id, person, sure)
    return sure


def _with_role(tx: Connection, tenant: Tenant, person: Person, role: Role) -> Person:
    """The same person with one role more. An admin who gives them another one at this moment waits, or was first."""
    tenants.alone(tx, tenant.id)
    person = people.find(tx, tenant.id, person.id) or person
    grown = replace(person, colleague=replace(person.colleague, roles=person.colleague.roles | {role}))
    people.save(tx, tenant.id, person, grown)
    return grown


def known_by(tx: Connection, tenant: Tenant, inbound: Inbound, mention: str) -> str:
    """The id of the person behind `<@user>`, or "" if they are new. Other words are returned as an id."""
    if not (mention.startswith("<@") and mention.endswith(">")):
        return mention
    at = inbound.speaker
    known = people.person_of(tx, tenant.id, at.platform, at.workspace, _user(mention))
    # A button that was made elsewhere names a colleague by our own id: it is the same in every chat.
    known = known or people.find(tx, tenant.id, _user(mention))
    return known.id if known else ""


def _user(mention: str) -> str:
    return mention[2:-1].split("|", maxsplit=1)[0]


def deactivated(tx: Connection, tenant: Tenant, inbound: Inbound, mention: str) -> bool:
    """Whether a mentioned account is deactivated, and the person has no account in another chat."""
    speaker = inbound.mentioned.get(_user(mention)) if mention.startswith("<@") else None
    if speaker is None or speaker.standing != "deactivated":
        return False
    known = people.person_of(tx, tenant.id, speaker.platform, speaker.workspace, speaker.user)
    places = people.addresses(tx, tenant.id, known.id) if known else []
    return all(place.platform == speaker.platform for place in places)


def named(tx: Connection, tenant: Tenant, inbound: Inbound, by: Colleague, mention: str) -> str:
    """As `known_by`, but a new full member joins. Returns "" for a user who can't join.

    If people join by invitation, an admin's mention is the invitation; other mentions aren't.
    """
    if known := known_by(tx, tenant, inbound, mention):
        return known
    speaker = inbound.mentioned.get(_user(mention))
    invited = tenant.admission == "members" or "admin" in by.roles
    if speaker is None or speaker.standing != "member" or not invited:
        return ""
    return _admit(tx, tenant, speaker).colleague.id
