"""The sandbox's story: what the demo people typed over the last weeks, so there is a deal in every stage.

Every deal here went through the same gates as a real one: these are lines as a person types them.
"""

from collections.abc import Callable, Iterator, Mapping

from bot.sandbox.customers import CUSTOMERS
from bot.sandbox.plots import PLOTS, Line, Plot

Lines = Iterator[tuple[str, str]]
"""Who typed, and what."""

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


DIGEST = Line(1, "mia", "digest at 9:00 on Monday to Friday", "#deals")
"""#deals gets a digest every working morning: what is stalled and what moved."""


MISTAKE = (
    Line(27, "rita", "new Duff"),
    Line(26, "rita", "withdraw duff because it is the same request as Soylent's"),
)
"""A deal that was entered by mistake, and withdrawn."""


def story() -> list[Line]:
    """Every line of the story, oldest first."""
    lines = [line for plot in (*PLOTS, *CUSTOMERS) for line in _lines(plot)] + [*MISTAKE, DIGEST]
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
        yield from (Line(ago, who, text) for who, text in _proven(plot, passed))
        yield from (Line(ago, who, text) for who, text in _gate(plot, passed))
    yield from plot.then


def _proven(plot: Plot, passed: int) -> Lines:
    """The lines before a stage's gate: what is proven, and what a manager waived instead."""
    for who, text in STAGES[passed](plot):
        waived = [key for key in plot.waived if text.startswith(f"met {plot.name} {key} ")]
        for key in waived:
            yield "max", f"waive {plot.name} {key} because they buy through our framework contract"
        if not waived:
            yield who, text


def _qualified(plot: Plot) -> Lines:
    """What is known once a need, its owner and its budget are found."""
    rep, name, contact = plot.rep, plot.name, _contact(plot)
    yield rep, f"met {name} problem Two systems that do not talk, and a week lost every month"
    yield rep, f"met {name} responsible {plot.contact}"
    yield rep, f"met {name} budget {plot.amount} said by {contact} in call"
    yield rep, f"met {name} decision The board decides on {contact}'s proposal said by {contact} in meeting"
    yield rep, f"buyer {name} did problem admitted said by {contact} in call"
    yield rep, f"buyer {name} did budget holder said by {contact} in call"


def _planned(plot: Plot) -> Lines:
    """What both sides agree on before anything is presented."""
    rep, name, contact = plot.rep, plot.name, _contact(plot)
    yield rep, f"met {name} situation Three sites, one team, a contract with a rival that ends this year"
    yield rep, f"met {name} alignment yes"
    yield rep, f"met {name} mutual_plan Pilot in one site, decision after four weeks said by {contact} in meeting"
    yield rep, f"trigger {name} the board signs off the budget by in 4 weeks owner <@{rep}>"
    yield rep, f"buyer {name} did options said by {contact} in e-mail"


def _presented(plot: Plot) -> Lines:
    """What was shown, to whom, and what they asked for."""
    rep, name, contact = plot.rep, plot.name, _contact(plot)
    yield rep, f"met {name} half_validated The site team tried it for a week said by {contact} in meeting"
    yield rep, f"met {name} presented_on yesterday"
    yield rep, f"met {name} presented_to {plot.contact}"
    yield rep, f"met {name} details They asked for single sign-on and a monthly report"
    yield rep, f"buyer {name} did solution said by {contact} in meeting"


def _discussed(plot: Plot) -> Lines:
    """The objection, its end, and the words of three teams."""
    rep, name, contact = plot.rep, plot.name, _contact(plot)
    yield rep, f"objection {name} The first year costs too much raised by {contact}"
    yield rep, f"objection {name} 1 removed payment in two halves"
    yield rep, f"engage {name} legal because the amount asks for it"
    yield "leo", f"met {name} legal yes"
    yield "leo", f"met {name} licensing yes"
    yield "ana", f"met {name} post_sale yes"
    yield rep, f"buyer {name} did risks said by {contact} in meeting"


def _closing(plot: Plot) -> Lines:
    """Terms, paperwork and signatures."""
    rep, name, contact = plot.rep, plot.name, _contact(plot)
    yield rep, f"met {name} terms Two years, paid in two halves"
    yield rep, f"trigger {name} 1 happened signed off said by {contact} in e-mail"
    yield rep, f"met {name} paperwork https://contracts.example/{name.casefold().replace(' ', '-')}"
    yield rep, f"met {name} signed_by_customer {contact} said by {contact} in meeting"
    yield rep, f"met {name} signed_by_us <@max>"
    yield rep, f"met {name} signed_on yesterday"
    yield rep, f"met {name} account_manager <@ana>"
    yield rep, f"buyer {name} did contract said by {contact} in e-mail"


def _contact(plot: Plot) -> str:
    """The contact's name without the role."""
    return plot.contact.split(",")[0]


def _gate(plot: Plot, passed: int) -> Lines:
    """The lines that open the gate; `{ticket}` is replaced by what the approval's card is bound to."""
    yield plot.rep, f"advance {plot.name}"
    if passed >= 4:
        yield "mia", f"approve {{ticket {plot.name}}}"
    if passed == 5:
        yield "ana", f"accept {{ticket {plot.name}}}"


def _nothing(plot: Plot) -> Lines:
    """The first stage is proven as soon as the deal is entered; the last one has no exits."""
    yield from ()


STAGES: Mapping[int, Callable[[Plot], Lines]] = {
    0: _nothing,
    1: _qualified,
    2: _planned,
    3: _presented,
    4: _discussed,
    5: _closing,
    6: _nothing,
}
"""The lines that prove a stage's exits before its gate opens, by how many gates the deal has passed."""
