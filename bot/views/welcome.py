"""Welcome: the first words to a person, by what they do here, and to a channel."""

from dataclasses import dataclass

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Text
from bot.views.words import capital, command, count, cut, either
from process.colleague import Colleague

HELP = Button("What can you do?", "help")
TRY = "“Acme's CFO said on the phone the budget is 50k”"


@dataclass(frozen=True, slots=True)
class Here:
    """What is there for someone who meets the bot: their open deals, the handoffs they decide, and who manages."""

    deals: int = 0
    decisions: int = 0
    managed: bool = True


def welcome_card(me: Colleague, here: Here) -> Card:
    """The first words to a person: for an admin of a new company, a manager, a specialist or a rep."""
    if "admin" in me.roles and not here.managed:
        return _admin(me)
    if me.manages:
        return _manager(me, here)
    return _specialist(me) if me.teams else _rep(me, here)


def _hello(me: Colleague) -> str:
    return f"Hi {me.name.split()[0]}. I'm Stagecoach."


def _card(me: Colleague, body: tuple[Element, ...], why: str) -> Card:
    return Card(_hello(me), body, notification=f"Stagecoach: {why}")


def _rep(me: Colleague, here: Here) -> Card:
    first = Button("Start a deal", "new", "primary")
    known = Text((f"You have {count(here.deals, 'open deal')}. I remind you when one goes quiet.",))
    if here.deals:
        first = Button("My deals", "home", "primary")
    lines = (
        Text(("Tell me what happened, and I file it on the deal. For example: ", Bold(TRY))),
        Text(("Nothing is saved until you press. A deal moves on once all that its stage asks for is proven.",)),
    )
    more = (Button("My deals", "home"),) if not here.deals else (Button("New deal", "new"),)
    body = (known, *lines) if here.deals else lines
    return _card(me, (*body, Buttons((first, HELP, *more))), "tell me what happened, and I file it on the deal")


def _manager(me: Colleague, here: Here) -> Card:
    waiting = f"{count(here.decisions, 'handoff waits', 'handoffs wait')} for you now."
    lines = (
        Text(("You decide on handoffs. I send you each one on a card, with what is proven and what is thin.",)),
        Text((waiting if here.decisions else "No handoff waits for you now.",)),
        Text(("In your team's channel, ", command("digest at 9:00"), " gives you one message a day."), small=True),
    )
    row = Buttons((Button("What waits for me", "home", "primary"), Button("Pipeline", "funnel"), HELP))
    return _card(me, (*lines, row), "your team's handoffs come to you")


def _specialist(me: Colleague) -> Card:
    teams = either([capital(team) for team in sorted(me.teams)])
    lines = (
        Text((f"When a deal needs {teams}, I send you the amount, the reason and a link.",)),
        Text(("You answer with one press, and I notify the owner.",)),
    )
    row = Buttons((Button("What waits for me", "home", "primary"), HELP))
    return _card(me, (*lines, row), f"deals that need {teams} come to you")


def _admin(me: Colleague) -> Card:
    steps = (
        (command("team @mia is manager"), " names who decides on handoffs."),
        (command("team @rob reports to @mia"), " says whose deals those are."),
        (command("digest at 9:00"), ", in a channel, gives it one message a day."),
    )
    body: tuple[Element, ...] = (
        Text(("I take every deal through your stages, one by one. Three lines set me up:",)),
        Bullets(steps),
        Text(("Until someone is a manager, no one can decide on a handoff.",), small=True),
        Buttons((Button("Our team", "team", "primary"), Button("Our stages", "playbook"), HELP)),
    )
    return _card(me, body, "three lines set me up")


def channel_welcome_card(by: str) -> Card:
    """The first words in a channel, with who brought the bot there."""
    words = "Mention me to work on a deal. What you look up, only you see. What you change, everyone here sees."
    row = Buttons((Button("Set a digest here", "digest", "primary"), HELP))
    lines = (Text((f"{cut(by, 60)} brought me here.",)), Text((words,)))
    return Card("Hello, I'm Stagecoach", (*lines, row), notification="Stagecoach is here: mention it to begin")
