"""People: who is let in, what a newcomer may do, and whom a mention means. Identity comes from the platform alone."""

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import Connection

from adapters.chat import Inbound, Speaker, Standing
from bot.sorry import Sorry
from bot.store import people
from bot.store.people import Person, Tenant
from bot.views import say
from process.colleague import Colleague, Role

TURNED_AWAY: Mapping[Standing, str] = {
    "guest": "Deals are for full members of this organisation; guests can look on, but not take part.",
    "bot": "Deals are moved by people; this bot does not take orders from another.",
    "stranger": "Deals are for members of this organisation; you are here from another one.",
    "unvouched": "Slack or Teams did not say in time who you are. Please say it again in a minute.",
    "deactivated": "This account is deactivated, so it can no longer work on deals.",
}


BY_INVITATION = "An admin lets people in here: ask one of them for `/deal team` with your name and “is rep”."


def arrive(tx: Connection, inbound: Inbound) -> tuple[Tenant, Person]:
    """The tenant and person behind an utterance, made on their first; raises Sorry for those who are not let in."""
    speaker = inbound.speaker
    if speaker.standing not in ("member", "unvouched"):
        raise Sorry(say.sorry(TURNED_AWAY[speaker.standing]))
    tenant = people.tenant_of(tx, speaker.platform, speaker.workspace)
    if tenant is None:
        tenant = people.settle(tx, speaker.platform, speaker.workspace)
    person = _known(tx, tenant, speaker)
    if person is None and speaker.standing == "unvouched":
        raise Sorry(say.sorry(TURNED_AWAY["unvouched"]))
    if person is None and tenant.admission == "invitation" and not speaker.admin:
        raise Sorry(say.sorry(BY_INVITATION))
    person = person or _admit(tx, tenant, speaker)
    if not person.colleague.active:
        raise Sorry(say.sorry(TURNED_AWAY["deactivated"]))
    return tenant, person


def _known(tx: Connection, tenant: Tenant, speaker: Speaker) -> Person | None:
    return people.person_of(tx, tenant.id, speaker.platform, speaker.workspace, speaker.user)


def _admit(tx: Connection, tenant: Tenant, speaker: Speaker) -> Person:
    """A full member is a rep at first sight, or the colleague whom another chat vouches for by the same work e-mail.

    Where there are several chats, whoever none of them can be matched by stays unvouched: it may be somebody we know.
    """
    at = (speaker.platform, speaker.workspace, speaker.user)
    theirs, known = _elsewhere(tx, tenant, speaker), people.by_email(tx, tenant.id, speaker.email)
    if theirs is not None:
        people.link(tx, tenant.id, *at, theirs.id)
        return _with_role(tx, tenant, theirs, "admin") if speaker.admin else theirs
    roles: frozenset[Role] = frozenset({"rep", "admin"}) if speaker.admin else frozenset({"rep"})
    alone = len({platform for platform, _ in people.workspaces_of(tx, tenant.id)}) < 2
    vouched = alone or (bool(speaker.email) and known is None)
    colleague = Colleague("-".join(at), speaker.name, roles, vouched=vouched)
    zone = speaker.zone if speaker.zone in available_timezones() else ""
    return people.admit(tx, tenant.id, *at, colleague=colleague, email=speaker.email, zone=zone)


def _elsewhere(tx: Connection, tenant: Tenant, speaker: Speaker) -> Person | None:
    """The person with this work e-mail, known from other chats only; two accounts of one chat are never one person."""
    known = people.by_email(tx, tenant.id, speaker.email)
    if known is None or not known.colleague.active:
        return None
    here = any(place.platform == speaker.platform for place in people.addresses(tx, tenant.id, known.id))
    return None if here else known


def _with_role(tx: Connection, tenant: Tenant, person: Person, role: Role) -> Person:
    grown = replace(person, colleague=replace(person.colleague, roles=person.colleague.roles | {role}))
    people.save(tx, tenant.id, grown)
    return grown


def zone_of(tenant: Tenant, person: Person) -> ZoneInfo:
    """The zone a person lives in: their own, or the tenant's."""
    return ZoneInfo(person.zone or tenant.zone)


def named(tx: Connection, tenant: Tenant, inbound: Inbound, by: Colleague, mention: str) -> str:
    """The id of the person whom `<@user>` means, let in at this sight of them; other words are taken for an id.

    Where people join by invitation, only being named by an admin is one.
    """
    if not (mention.startswith("<@") and mention.endswith(">")):
        return mention
    user, at = mention[2:-1].split("|", maxsplit=1)[0], inbound.speaker
    known = people.person_of(tx, tenant.id, at.platform, at.workspace, user)
    if known is not None:
        return known.colleague.id
    speaker = inbound.mentioned.get(user)
    invited = tenant.admission == "members" or "admin" in by.roles
    if speaker is None or speaker.standing != "member" or not invited:
        return ""
    return _admit(tx, tenant, speaker).colleague.id
