"""A digest's settings: which channel hears when, of which deals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Facts, Field, Form, Text
from adapters.chat import Place
from bot.views.dates import clock
from bot.views.words import command, count, name, stage_name
from process.context import Context
from process.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Setting:
    """One digest in words. `only` is as it is kept, `whose` the same in words; `zone` is empty for the company's."""

    channel: str
    at: str
    days: str
    only: str
    whose: str
    zone: str
    following: str


def channel_name(place: Place) -> str:
    """A channel as people call it."""
    return f"#{place.name}" if place.name else "a channel"


def digest_set_card(
    setting: Setting, context: Context, changed: bool = False, may_change: bool = True, others: Sequence[Setting] = ()
) -> Card:
    """A channel's digest, and the form for people who can change it; `others` are the digests elsewhere."""
    zone = (("Time zone", setting.zone),) if setting.zone else ()
    pairs = (("Deals", setting.whose or "all open deals"), ("Next", setting.following), *zone)
    title = f"{'Saved: ' if changed else ''}{setting.channel} gets a digest at {setting.at}, {setting.days}"
    by = f"Set by {context.by.name}. " if changed else ""
    hint = Text((f"{by}Not on public holidays.",), small=True)
    off = (Button("Turn it off", "digest off", "danger"),) if may_change and not changed else ()
    buttons = Buttons((Button("Show stalled deals", "stalled"),), more=off)
    form = (digest_form(context, setting),) if may_change and not changed else ()
    return Card(title, (Facts(pairs), hint, *form, buttons, *_elsewhere(others)), "good" if changed else "plain")


def no_digest_card(context: Context, channel: str, may_change: bool = True, others: Sequence[Setting] = ()) -> Card:
    """Nothing is set in this channel yet: what a digest is, and the form for people who can set it."""
    said = Text(("Once a day it shows what is newly stalled, what waits for a decision and what moved.",))
    asked = digest_form(context) if may_change else Text(("A manager or an admin can set one here.",), small=True)
    see = Buttons((Button("Show stalled deals", "stalled"),))
    return Card(f"{channel} has no digest yet", (said, asked, see, *_elsewhere(others)))


def _elsewhere(others: Sequence[Setting]) -> tuple[Element, ...]:
    """The digests of other channels, a line each."""
    return (Text((Bold("Digests of other channels"),)), _lines(others)) if others else ()


def _lines(settings: Sequence[Setting]) -> Bullets:
    return Bullets(tuple((f"{one.channel}: {digest_line(one)}",) for one in settings))


def all_digests_card(settings: Sequence[Setting]) -> Card:
    """Every channel's digest, for a request outside of those channels, and how to set one."""
    said = "Each digest belongs to a channel. A manager or an admin can set it there. Type "
    hint = Text((said, command("digest at 9:00"), " in the channel."))
    if not settings:
        return Card("No channel has a digest yet", (hint,))
    verb = "has" if len(settings) == 1 else "have"
    return Card(f"{count(len(settings), 'channel')} {verb} a digest", (_lines(settings), hint))


def digest_line(one: Setting) -> str:
    """A digest in one line: "09:00, Monday to Friday"."""
    zone = f", {one.zone}" if one.zone else ""
    return f"{one.at}, {one.days}{zone}{f' – {one.whose}' if one.whose else ''}"


def digest_form(context: Context, setting: Setting | None = None) -> Form:
    """Set a digest: `at`, `days`, `only` and `zone`."""
    known = setting or Setting("", clock(time(9)), "Monday to Friday", "", "", "", "")
    fields = (
        Field("at", "What time?", required=True, value=known.at, hint="for example 9:00, in this channel's time zone"),
        Field(
            "days", "Which days?", required=True, value=known.days, hint="for example Monday to Friday, or Mon and Thu"
        ),
        Field("only", "Which deals?", "choice", _choices(context, known.only), value=known.only or "all"),
        Field("zone", "Which time zone?", value=known.zone, hint="for example Europe/Berlin. Empty: your company's"),
    )
    return Form("digest", "", "Set the digest here", fields, "Save")


def _choices(context: Context, only: str) -> tuple[tuple[str, str], ...]:
    managers = [one for one in context.company.people.values() if one.manages]
    teams = tuple((f"of {one.id}", f"Deals of {one.name}'s team") for one in managers)
    choices = (("all", "All open deals"), *_stages(context.playbook), *teams[:60])
    return choices if only in ("", *(value for value, _ in choices)) else (*choices, (only, "As now"))


def _stages(playbook: Playbook) -> tuple[tuple[str, str], ...]:
    return tuple((f"stage {stage.key}", f"Deals in {stage.name}") for stage in playbook.stage)


def only_words(only: str, context: Context) -> str:
    """Which deals a digest is about, in words; empty for all deals."""
    kind, _, wanted = only.partition(" ")
    if kind == "stage":
        return f"Only deals in {stage_name(context.playbook, wanted)}"
    return f"Only deals of {name(context, wanted)} and their team" if kind == "of" else ""
