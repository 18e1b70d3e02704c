"""The sandbox's story: what the demo people typed over the last weeks, so there is a deal in every stage.

Every deal here went through the same gates as a real one: these are lines as a person types them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

TEAM = (
    "team <@mia> is manager",
    "team <@max> is manager",
    "team <@ana> is account manager",
    "team <@leo> is specialist in legal",
    "team <@leo> is specialist in licensing",
    "team <@ana> is specialist in post-sale",
    "team <@ana> is specialist in customer success",
    "team <@rob> reports to <@mia>",
    "team <@rita> reports to <@mia>",
    "team <@ana> reports to <@mia>",
    "team <@mia> reports to <@max>",
)


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

    `close` is the close date, in days after that beginning.
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


PLOTS = (
    Plot("Initech", "rob", "Ingrid Ito, office lead", "12000 EUR", "goods", "in 11 weeks", (3,), "LinkedIn"),
    Plot("Acme", "rob", "Carla Chen, CFO", "48000 EUR", "services", "in 7 weeks", (12, 9)),
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
    Plot("Umbrella", "rita", "Uma Usher, plant manager", "90000 EUR", "software", "in 11 weeks", (45, 38, 29, 12)),
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
    Plot("Wonka", "rita", "Will Wong, managing director", "64000 EUR", "goods", "in 12 weeks", (70, 62, 50, 37, 22, 8)),
    Plot(
        "Tyrell",
        "rita",
        "Tia Torres, COO",
        "150000 EUR",
        "services",
        "in 11 weeks",
        (120, 111, 98, 85, 70, 55, 40),
        "referral",
        (
            Line(39, "ana", "obligation tyrell training for 40 people by in 3 weeks"),
            Line(39, "ana", "obligation tyrell monthly report to the COO by in 4 weeks"),
            Line(38, "ana", "payment tyrell first half, 75000 EUR by in 2 weeks"),
            Line(38, "ana", "payment tyrell second half, 75000 EUR by in 6 weeks"),
            Line(20, "ana", "obligation tyrell 1 kept all 40 trained"),
            Line(18, "ana", "payment tyrell 1 received bank statement of the day"),
            Line(6, "ana", "obligation tyrell 2 kept sent and discussed"),
        ),
    ),
    Plot(
        "Cyberdyne",
        "rob",
        "Cy Dyson, director",
        "56000 EUR",
        "goods",
        "in 12 weeks",
        (200, 190, 178, 160, 144, 130, 112),
        "calling",
        (
            Line(110, "ana", "obligation cyberdyne delivery to two plants by in 2 weeks"),
            Line(110, "ana", "payment cyberdyne 56000 EUR by in 4 weeks"),
            Line(95, "ana", "obligation cyberdyne 1 kept delivered and signed for"),
            Line(80, "ana", "payment cyberdyne 1 received paid in full"),
            Line(60, "ana", "met cyberdyne review They want the same for the third plant said by Cy Dyson in meeting"),
            Line(59, "ana", "advance cyberdyne"),
            Line(58, "rob", "next cyberdyne up-sell as Cyberdyne third plant"),
            Line(30, "rob", "advance cyberdyne third plant to closing"),
        ),
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
            Line(50, "rita", "lose soylent because they built it themselves"),
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


DIGEST = Line(1, "mia", "digest at 9:00 on Monday to Friday", "#deals")
"""#deals gets a digest every working morning: what is stalled and what moved."""


def story() -> list[Line]:
    """Every line of the story, oldest first."""
    lines = [line for plot in PLOTS for line in _lines(plot)] + [DIGEST]
    return sorted(lines, key=lambda line: -line.ago)


def _lines(plot: Plot) -> Iterator[Line]:
    yield Line(plot.days[0], plot.rep, f"new {plot.name}")
    yield Line(plot.days[0], plot.rep, f"set {plot.name} amount {plot.amount}")
    yield Line(plot.days[0], plot.rep, f"set {plot.name} product {plot.product}")
    yield Line(plot.days[0], plot.rep, f"set {plot.name} close date {plot.close}")
    yield Line(plot.days[0], plot.rep, f"set {plot.name} complexity standard")
    yield Line(plot.days[0], plot.rep, f"met {plot.name} source {plot.source}")
    yield Line(plot.days[0], plot.rep, f"met {plot.name} contact {plot.contact}")
    if plot.source == "inbound":
        yield Line(plot.days[0], plot.rep, f"met {plot.name} qualified_lead yes")
    for passed, ago in enumerate(plot.days[1:]):
        yield from (Line(ago, who, text) for who, text in _stage(plot, passed))
        yield from (Line(ago, who, text) for who, text in _gate(plot, passed))
    yield from plot.then


def _stage(plot: Plot, passed: int) -> Iterator[tuple[str, str]]:
    """The lines that prove a stage's exits before its gate opens."""
    rep, name, contact = plot.rep, plot.name, plot.contact.split(",")[0]
    match passed:
        case 1:
            yield rep, f"met {name} problem Two systems that do not talk, and a week lost every month"
            yield rep, f"met {name} responsible {plot.contact}"
            yield rep, f"met {name} budget {plot.amount} said by {contact} in call"
            yield rep, f"met {name} decision The board decides on {contact}'s proposal said by {contact} in meeting"
            yield rep, f"buyer {name} did problem admitted said by {contact} in call"
            yield rep, f"buyer {name} did budget holder said by {contact} in call"
        case 2:
            yield rep, f"met {name} situation Three sites, one team, a contract with a rival that ends this year"
            yield rep, f"met {name} alignment yes"
            yield (
                rep,
                f"met {name} mutual_plan Pilot in one site, decision after four weeks said by {contact} in meeting",
            )
            yield rep, f"trigger {name} the board signs off the budget by in 4 weeks owner <@{rep}>"
            yield rep, f"buyer {name} did options said by {contact} in e-mail"
        case 3:
            yield rep, f"met {name} half_validated The site team tried it for a week said by {contact} in meeting"
            yield rep, f"met {name} presented_on yesterday"
            yield rep, f"met {name} presented_to {plot.contact}"
            yield rep, f"met {name} details They asked for single sign-on and a monthly report"
            yield rep, f"buyer {name} did solution said by {contact} in meeting"
        case 4:
            yield rep, f"objection {name} The first year costs too much raised by {contact}"
            yield rep, f"objection {name} 1 removed payment in two halves"
            yield rep, f"engage {name} legal because the amount asks for it"
            yield "leo", f"met {name} legal yes"
            yield "leo", f"met {name} licensing yes"
            yield "ana", f"met {name} post_sale yes"
            yield rep, f"buyer {name} did risks said by {contact} in meeting"
        case 5:
            yield rep, f"met {name} terms Two years, paid in two halves"
            yield rep, f"trigger {name} 1 happened signed off said by {contact} in e-mail"
            yield rep, f"met {name} paperwork https://contracts.example/{name.casefold().replace(' ', '-')}"
            yield rep, f"met {name} signed_by_customer {contact} said by {contact} in meeting"
            yield rep, f"met {name} signed_by_us <@max>"
            yield rep, f"met {name} signed_on yesterday"
            yield rep, f"met {name} account_manager <@ana>"
            yield rep, f"buyer {name} did contract said by {contact} in e-mail"


def _gate(plot: Plot, passed: int) -> Iterator[tuple[str, str]]:
    """The lines that open the gate; `{ticket}` is replaced by what the approval's card is bound to."""
    yield plot.rep, f"advance {plot.name}"
    if passed >= 4:
        yield "mia", f"approve {{ticket {plot.name}}}"
    if passed == 5:
        yield "ana", f"accept {{ticket {plot.name}}}"
