"""Operations on the company and oneself: who stands in, who reports to whom, digests, rules, zones."""

from bot.language.understanding.build import Builder, Building
from bot.language.understanding.proposal import Operation
from bot.language.values.answers import Value
from bot.language.values.countries import read_country
from bot.language.zones import zones_called


def away(it: Building) -> Operation | None:
    """Someone who stands in until a day."""
    who, until = it.colleague(), it.day()
    slots = {"until": until, "colleague": f"<@{who.id}>" if who else ""}
    return _company(it, "away", slots, complete=bool(until and who))


def digest(it: Building) -> Operation | None:
    """A digest in this channel, at nine where no hour was given."""
    return _company(it, "digest", {"hour": it.words("value") or "9:00"})


def rules(it: Building) -> Operation | None:
    """One of the clock's rules later, off or on."""
    how = it.words("value") or "off"
    return _company(it, "rules", {"rule": it.meant("rule"), "how": f"later by {how}" if how.isdecimal() else how})


def team(it: Building) -> Operation | None:
    """Who reports to whom, or has which role."""
    who, other = it.colleague(), it.colleague("other")
    who = it.around.me if it.words("me") else who
    if who is None:
        return None
    what = f"<@{other.id}>" if other else it.meant("role")
    return _company(
        it, "team", {"colleague": f"<@{who.id}>", "how": it.words("how"), "what": what}, complete=bool(what)
    )


def zone(it: Building) -> Operation | None:
    """The time zone one lives in."""
    found = zone_of(it.words("value"))
    return _company(it, "settings", {"zone": found}, complete=bool(found))


def our_zone(it: Building) -> Operation | None:
    """The company's time zone."""
    found = zone_of(it.words("value"))
    return _company(it, "settings", {"our zone": found}) if found else None


def country(it: Building) -> Operation | None:
    """The country whose holidays the company keeps."""
    read = read_country(it.words("value"))
    return _company(it, "settings", {"country": read.it}) if isinstance(read, Value) else None


def zone_of(city: str) -> str:
    """The time zone of a city, "New York" or "Europe/London"; a city that has several as it is, so that it is asked."""
    found = zones_called(city)
    if len(found) > 1:
        return city.strip()
    return found[0] if found else ""


def _company(it: Building, verb: str, slots: dict[str, str], *, complete: bool = True) -> Operation:
    return Operation(verb, "", {key: value for key, value in slots.items() if value}, complete, it.match.rule.name)


BUILDERS: dict[str, Builder] = {
    "away": away,
    "digest": digest,
    "rules": rules,
    "team": team,
    "settings zone": zone,
    "settings our zone": our_zone,
    "settings country": country,
}
