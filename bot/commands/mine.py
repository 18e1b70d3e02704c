"""What is one's own: the zone one lives in, and the hours in which one wants to hear nothing."""

from dataclasses import replace

from adapters.chat import Answer
from bot import hours
from bot.commands.registry import command
from bot.request import Request, private
from bot.sorry import Sorry
from bot.store import dues, people
from bot.store.people import Person
from bot.views import say
from bot.vocabulary import short, the_zone


@command("settings my zone <zone>", who="anyone")
def my_zone(request: Request, zone: str) -> Answer:
    """Set the time zone I live in."""
    found = the_zone(zone)
    _keep(request, replace(request.person, zone=found))
    return private(say.note("Your zone is set", f"Days and hours are now shown to you in {found}.", tone="good"))


@command("settings my quiet hours <quiet>", who="anyone")
def my_quiet_hours(request: Request, quiet: str) -> Answer:
    """Set when I want no nudges: `settings my quiet hours 17:00-10:00`, or `off`."""
    if quiet.strip().casefold() in ("off", "none", "never"):
        _keep(request, replace(request.person, quiet=""))
        return private(say.note("You have no quiet hours any more", "Nudges come at nine in your zone.", tone="good"))
    read = hours.quiet_hours(quiet)
    if read is None:
        raise Sorry(say.sorry(f"“{short(quiet)}” are no hours; say them such as 17:00-10:00, or off."))
    begin, end = (one.isoformat("minutes") for one in read)
    mine = replace(request.person, quiet=f"{begin}-{end}")
    _keep(request, mine)
    comes = hours.of(request.tenant, mine, request.scene.today.year).opens.isoformat("minutes")
    words = f"Nothing comes from {begin} to {end}. Your nudge comes at {comes}, once a working day at most."
    return private(say.note("Your quiet hours are set", words, tone="good"))


def _keep(request: Request, mine: Person) -> None:
    """Save it, and let what waits for me come at my new hours."""
    people.save(request.tx, request.tenant.id, request.person, mine)
    theirs = hours.of(request.tenant, mine, request.scene.today.year)
    for one in dues.waiting_for(request.tx, request.tenant.id, "stall", mine.id):
        moved = replace(one, due=theirs.morning(one.day), useless_after=theirs.evening(one.day))
        dues.again(request.tx, request.tenant.id, moved)
