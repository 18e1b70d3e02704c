"""A digest's settings: which channel hears when, of which deals."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.card import Bullets, Button, Buttons, Card, Facts, Field, Form, Text
from adapters.chat import Place
from process.playbook import Playbook
from process.scene import Scene


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


def digest_set_card(setting: Setting, scene: Scene, changed: bool = False) -> Card:
    """What a channel hears, and the form to change it."""
    pairs = (
        ("At", setting.at),
        ("On", f"{setting.days}, but on no public holiday"),
        ("Zone", setting.zone or "the company's"),
        ("Deals", setting.whose or "all open deals"),
        ("Next", setting.following),
    )
    title = f"The digest of {setting.channel}{' is set' if changed else ''}"
    buttons = Buttons((Button("Show it now", "stalled"), Button("Turn it off", "digest off", "danger")))
    form = () if changed else (digest_form(scene, setting),)
    return Card(title, (Facts(pairs), *form, buttons), "good" if changed else "plain")


def no_digest_card(scene: Scene, channel: str) -> Card:
    """Nothing is set in this channel yet: what a digest is, and the form for it."""
    said = Text(("Once a day it says what lies too long, what waits for a decision, and what moved.",))
    return Card(f"{channel} has no digest yet", (said, digest_form(scene), Buttons((Button("See one", "stalled"),))))


def all_digests_card(settings: Sequence[Setting]) -> Card:
    """Every channel's digest, for whoever asks outside of one."""
    hint = Text(("Say it in a channel to set that channel's digest.",), small=True)
    if not settings:
        return Card("No channel has a digest yet", (hint,))
    lines = tuple((f"{one.channel}: {digest_line(one)}",) for one in settings)
    return Card("The digests", (Bullets(lines), hint))


def digest_line(one: Setting) -> str:
    """A digest in one line: "09:00, Monday to Friday"."""
    zone = f", {one.zone}" if one.zone else ""
    return f"{one.at}, {one.days}{zone}{f' – {one.whose}' if one.whose else ''}"


def digest_form(scene: Scene, setting: Setting | None = None) -> Form:
    """Set a digest: `at`, `days`, `only` and `zone`."""
    known = setting or Setting("", "09:00", "Monday to Friday", "", "", "", "")
    fields = (
        Field("at", "At which time?", required=True, value=known.at, hint="such as 9:00, by this channel's clock"),
        Field(
            "days", "On which days?", required=True, value=known.days, hint="such as Monday to Friday, or Mon and Thu"
        ),
        Field("only", "Which deals?", "choice", _choices(scene, known.only), value=known.only or "all"),
        Field("zone", "In which time zone?", value=known.zone, hint="left empty, the company's; such as Europe/Berlin"),
    )
    return Form("digest", "", "This channel's digest", fields, "Set")


def _choices(scene: Scene, only: str) -> tuple[tuple[str, str], ...]:
    managers = [one for one in scene.company.people.values() if one.manages]
    teams = tuple((f"of {one.id}", f"Deals of {one.name}'s team") for one in managers)
    choices = (("all", "All open deals"), *_stages(scene.playbook), *teams[:60])
    return choices if only in ("", *(value for value, _ in choices)) else (*choices, (only, "As it is now"))


def _stages(playbook: Playbook) -> tuple[tuple[str, str], ...]:
    return tuple((f"stage {stage.key}", f"Deals in {stage.name}") for stage in playbook.stage)
