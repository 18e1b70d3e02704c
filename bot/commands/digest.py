"""The digest's commands: a channel's hour, days and deals; set by managers and admins, in the channel itself."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from adapters.chat import Answer
from bot.commands.arguments import the_stage, the_zone
from bot.commands.registry import command
from bot.company import digest_days
from bot.company.snapshot import take_snapshot
from bot.jobs.digest_contents import DigestWriter
from bot.language import times
from bot.language.vocabulary import MENTION
from bot.misunderstood import Misunderstood, beside
from bot.request import Request, private, shown
from bot.store import digests, dues
from bot.store.digests import Digest
from bot.views import done, turned_away, typed
from bot.views.dates import clock
from bot.views.digest_settings import Setting, all_digests_card, channel_name, digest_set_card, no_digest_card
from bot.views.words import moment

WHO = "manager, admin"


@command("digest at <hour> [on <weekdays>]", "digest on <weekdays>", who=WHO)
def digest_at(request: Request, hour: str = "", weekdays: str = "") -> Answer:
    """Give this channel a digest, or change its time and days: `digest at 9:00 on Monday to Friday`."""
    current = _here(request)
    with beside("hour"):
        current = replace(current, at=request.reader.hour(hour)) if hour else current
    return _settle(request, replace(current, days=_days(weekdays)) if weekdays else current)


@command("digest only <only>", who=WHO)
def digest_only(request: Request, only: str) -> Answer:
    """Limit the digest to a stage or a team: `digest only closing`, `digest only @mia`, `digest only all`."""
    return _settle(request, replace(_here(request), only=_only(request, only)))


@command("digest zone <zone>", who=WHO)
def digest_zone(request: Request, zone: str) -> Answer:
    """Give this channel's digest its own time zone: `digest zone Asia/Tokyo`."""
    return _settle(request, replace(_here(request), zone=the_zone(zone)))


@command("digest off", who=WHO)
def digest_off(request: Request) -> Answer:
    """Turn this channel's digest off."""
    current = _here(request)
    digests.drop(request.tx, request.tenant.id, current.place)
    dues.forget(request.tx, request.tenant.id, "digest", current.key)
    return shown(done.no_digest_any_more())


@command("digest", who=f"anyone; to set it: {WHO}")
def digest(request: Request) -> Answer:
    """Show this channel's digest and the form to set it. In a direct message: the digests of all channels."""
    here, writer = (
        request.inbound.place,
        DigestWriter(take_snapshot(request.tx, request.tenant, request.context.now, request.playbooks)),
    )
    every = {one.key: setting(request, one, writer) for one in digests.every(request.tx, request.tenant.id)}
    if here.kind != "channel":
        return private(all_digests_card(list(every.values())))
    if request.from_form:
        return _settle(request, _from_form(request))
    current, may = every.pop(Digest(here, request.context.now).key, None), _may_set(request)
    others = list(every.values()) if may else []
    if current is None:
        return private(no_digest_card(request.context, channel_name(here), may, others))
    return private(digest_set_card(current, request.context, may_change=may, others=others))


def _may_set(request: Request) -> bool:
    return request.me.manages or "admin" in request.me.roles


def _from_form(request: Request) -> Digest:
    values = request.values
    with beside("at"):
        at = request.reader.hour(values.get("at", "9:00"))
    with beside("days"):
        days = _days(values.get("days", "weekdays"))
    with beside("zone"):
        zone = the_zone(values["zone"]) if "zone" in values else ""
    with beside("only"):
        only = _only(request, values.get("only", "all"))
    return replace(_here(request), at=at, days=days, only=only, zone=zone)


def _here(request: Request) -> Digest:
    """This channel's digest as it is, or as it would begin; raises Misunderstood if it can't be set."""
    place = request.inbound.place
    if place.kind != "channel":
        raise Misunderstood(typed.DIGEST_IN_A_CHANNEL)
    if not _may_set(request):
        raise Misunderstood(turned_away.WHO_SETS_A_DIGEST)
    return digests.of(request.tx, request.tenant.id, place) or Digest(place, request.context.now)


def _settle(request: Request, current: Digest) -> Answer:
    """Save it, and let the clock write its next due again."""
    saved = replace(current, since=request.context.now, place=request.inbound.place)
    digests.save(request.tx, request.tenant.id, saved)
    dues.forget(request.tx, request.tenant.id, "digest", saved.key)
    writer = DigestWriter(take_snapshot(request.tx, request.tenant, request.context.now, request.playbooks))
    return shown(digest_set_card(setting(request, saved, writer), request.context, changed=True))


def setting(request: Request, current: Digest, writer: DigestWriter) -> Setting:
    """A digest in words."""
    following = digest_days.of(request.tenant, current).following(request.context.now)
    zone = ZoneInfo(current.zone or request.tenant.zone)
    return Setting(
        channel_name(current.place),
        clock(current.at),
        times.weekday_words(current.days),
        current.only,
        writer.words(current.only),
        current.zone,
        moment(following.due, replace(request.context, zone=zone)) if following else "never",
    )


def _days(words: str) -> tuple[int, ...]:
    found = times.weekdays(words)
    if not found:
        raise Misunderstood(typed.no_weekdays(words))
    return found


def _only(request: Request, words: str) -> str:
    """Which deals, as it is kept: nothing for all."""
    said = words.strip()
    if said.casefold() in ("all", "everything", "all deals", "all open deals"):
        return ""
    kind, _, rest = said.partition(" ")
    if kind == "of" or MENTION.match(said):
        return f"of {request.colleague(rest if kind == 'of' else said).id}"
    return f"stage {the_stage(request.playbooks.default, rest if kind in ('stage', 'in') else said)}"
