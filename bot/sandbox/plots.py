"""Plots: the deals of the sandbox's story that are open or lost, with the days on which each passed its stages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One typed line: how many days ago, by which person, in which place ("" for a direct conversation)."""

    ago: int
    who: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """One deal of the story, with the days ago at which it passed each stage; the first one is its beginning.

    `close` is the close date, in words after that beginning. `waived` are the exits that a manager waived.
    """

    name: str
    rep: str
    contact: str
    amount: str
    product: str
    close: str
    days: tuple[int, ...]
    source: str = "referral"
    then: tuple[Line, ...] = ()
    waived: tuple[str, ...] = ()


PLOTS = (
    Plot("Initech", "rob", "Ingrid Ito, office lead", "12000 EUR", "goods", "in 11 weeks", (3,), "LinkedIn"),
    Plot("Acme", "rob", "Carla Chen, CFO", "48000 EUR", "services", "in 7 weeks", (12, 9), "calling"),
    Plot(
        "Globex",
        "rob",
        "Gus Grant, head of operations",
        "75000 EUR",
        "software",
        "in 9 weeks",
        (16, 11),
        "inbound",
        (Line(10, "rob", "met globex problem Every order is typed in twice"),),
    ),
    Plot(
        "Hooli",
        "rita",
        "Hana Holt, VP Engineering",
        "32000 EUR",
        "goods",
        "in 10 weeks",
        (30, 24, 17),
        "marketing event",
    ),
    Plot(
        "Umbrella",
        "rita",
        "Uma Usher, plant manager",
        "90000 EUR",
        "software",
        "in 11 weeks",
        (45, 38, 29, 12),
        "calling",
    ),
    Plot(
        "Wayne Industries",
        "rob",
        "Wes Ward, CIO",
        "120000 EUR",
        "software",
        "in 12 weeks",
        (60, 51, 40, 26, 10),
        "calling",
        (
            Line(9, "rob", "objection wayne industries Our data may not leave the country raised by Wes Ward"),
            Line(8, "rob", "engage wayne industries legal because they want their own data terms"),
            Line(4, "rob", "log wayne industries call asked where we stand"),
        ),
    ),
    Plot(
        "Stark",
        "rob",
        "Sia Stone, head of purchasing",
        "40000 EUR",
        "goods",
        "in 10 weeks",
        (50, 44, 35, 24, 9),
        then=(Line(7, "rob", "met stark objections none said by Sia Stone in call"),),
    ),
    Plot(
        "Wonka",
        "rita",
        "Will Wong, managing director",
        "64000 EUR",
        "goods",
        "in 12 weeks",
        (70, 62, 50, 37, 22, 8),
        then=(Line(69, "rita", "referral wonka from Cyberdyne"),),
    ),
    Plot(
        "Soylent",
        "rita",
        "Sol Stein, buyer",
        "18000 EUR",
        "goods",
        "in 8 weeks",
        (80, 70),
        "advertising",
        (
            Line(66, "rita", "advance soylent to presentation"),
            Line(50, "rita", "lose soylent as built it themselves because their own team had the time"),
        ),
    ),
    Plot(
        "Massive Dynamic",
        "rita",
        "Mo Diaz, buyer",
        "22000 EUR",
        "goods",
        "in 13 weeks",
        (65, 58),
        "e-mail",
        (
            Line(55, "rita", "advance massive dynamic to closing"),
            Line(54, "mia", "waive massive dynamic decision because they buy through our framework contract"),
        ),
    ),
)
