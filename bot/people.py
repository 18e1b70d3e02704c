"""People: who is let in, what a newcomer may do, and whom a mention means. Identity comes from the platform alone."""

from collections.abc import Mapping
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
        tenant = people.make_tenant(tx, speaker.platform, speaker.workspace, speaker.workspace)
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
    """A full member is a rep at first sight; a workspace's admin is an admin as well."""
    roles: frozenset[Role] = frozenset({"rep", "admin"}) if speaker.admin else frozenset({"rep"})
    colleague = Colleague(f"{speaker.platform}-{speaker.workspace}-{speaker.user}", speaker.name, roles)
    zone = speaker.zone if speaker.zone in available_timezones() else ""
    return people.admit(
        tx,
        tenant.id,
        speaker.platform,
        speaker.workspace,
        speaker.user,
        colleague=colleague,
        email=speaker.email,
        zone=zone,
    )


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
