"""Your own settings: your zone, your quiet hours, and the chat in which you get messages."""

from dataclasses import replace

from adapters.chat import Answer
from bot.commands.arguments import the_zone
from bot.commands.registry import command
from bot.company import personal_hours
from bot.language.values.words import one_of
from bot.misunderstood import Misunderstood
from bot.request import Request, private
from bot.store import dues, people
from bot.store.people import Person
from bot.views import done, typed
from bot.views.words import both, platform


@command("settings my zone <zone>", who="anyone")
def my_zone(request: Request, zone: str) -> Answer:
    """Set your own time zone."""
    found = the_zone(zone)
    _save(request, replace(request.person, zone=found))
    return private(done.zone_set(found))


@command("settings my quiet hours <quiet>", who="anyone")
def my_quiet_hours(request: Request, quiet: str) -> Answer:
    """Set when you want no nudges: `settings my quiet hours 17:00-10:00`, or `off`."""
    if quiet.strip().casefold() in ("off", "none", "never"):
        _save(request, replace(request.person, quiet=""))
        return private(done.quiet_hours_off())
    read = personal_hours.quiet_hours(quiet)
    if read is None:
        raise Misunderstood(typed.no_quiet_hours(quiet))
    begin, end = (one.isoformat("minutes") for one in read)
    mine = replace(request.person, quiet=f"{begin}-{end}")
    _save(request, mine)
    comes = personal_hours.of(request.tenant, mine, request.context.today.year).opens
    return private(done.quiet_hours_set(read, comes))


@command("settings my chat <chat>", who="anyone")
def my_chat(request: Request, chat: str) -> Answer:
    """Choose the chat for your nudges: `settings my chat Teams`, or `any` for the one you used last."""
    if chat.strip().casefold() in ("any", "last", "off"):
        people.save(request.tx, request.tenant.id, request.person, replace(request.person, chat=""))
        return private(done.chat_not_set())
    found = _chat(request, chat)
    people.save(request.tx, request.tenant.id, request.person, replace(request.person, chat=found))
    return private(done.chat_set(found))


def _chat(request: Request, said: str) -> str:
    """The platform that was meant; raises Misunderstood where I am not known to be in it."""
    mine = [place.platform for place in people.addresses(request.tx, request.tenant.id, request.me.id)]
    named = {one: name for name in mine for one in (name, platform(name))}
    found = named.get(one_of(said, tuple(named)) or "")
    if found is None:
        known = both([platform(one) for one in mine])
        raise Misunderstood(typed.not_in_that_chat(said, known))
    return found


def _save(request: Request, mine: Person) -> None:
    """Save it, and let what waits for me come at my new hours."""
    people.save(request.tx, request.tenant.id, request.person, mine)
    theirs = personal_hours.of(request.tenant, mine, request.context.today.year)
    for one in dues.waiting_for(request.tx, request.tenant.id, "stall", mine.id):
        moved = replace(one, due=theirs.morning(one.day), useless_after=theirs.evening(one.day))
        dues.again(request.tx, request.tenant.id, moved)
