"""A small assistant for the sandbox's tests, with fixed answers of every kind of card."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.card import (
    Bar,
    Bars,
    Bold,
    Bullets,
    Button,
    Buttons,
    Card,
    Code,
    Facts,
    Field,
    Form,
    Link,
    StepState,
    Table,
    Text,
    Track,
)
from adapters.chat import Answer, Inbound, Place, Post, Speaker
from adapters.sandbox.chat import SandboxChat
from adapters.sandbox.chat_store import ChatStore
from adapters.sandbox.demo_people import place

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

STAGES = ("Prospecting", "Qualification", "Development", "Presentation", "Discussion", "Closing", "Account Management")
OFFERS = (
    ("", "your deals, with what each needs next"),
    ("advance globex", "Move a deal through the gate to its next stage."),
    ("advance globex to closing", "Ask for a stage further on."),
    ("advance initech", "Move a deal through the gate to its next stage."),
    ("approve initech", "Decide on an approval."),
    ("funnel", "Deals and value by stage."),
    ("show globex", "One deal, with its stage and the buyer's own steps."),
    ("help", "What can be typed."),
)


def track(now: int, warning: int = -1) -> Track:
    """The seven stages with the deal at number `now`."""

    def state(at: int) -> StepState:
        if at == warning:
            return "warning"
        return "done" if at < now else "now" if at == now else "ahead"

    return Track("Our stages", tuple((stage, state(at)) for at, stage in enumerate(STAGES)))


DEALS = Card(
    "Your deals",
    (
        Table(
            ("Deal", "Stage", "Value", "Needs next"),
            (
                ("Globex", "Qualification", "48,000 €", "Budget, from the buyer"),
                ("Initech", "Discussion", "120,000 €", "Approval, from <@mia>"),
                ("Umbrella", "Presentation", "9,500 €", "Who it was presented to"),
            ),
            right=(2,),
        ),
        Text(("Ask about one with ", Code("/deal show globex"), "."), small=True),
    ),
)
HELP = Card(
    "What you can say",
    (
        Bullets(
            (
                (Code("/deal advance <deal>"), " moves a deal through its gate"),
                (Code("/deal funnel"), " shows the funnel"),
            )
        ),
        Text((Link("The handbook", "https://stagecoach.example/handbook"), " has the rest."), small=True),
    ),
)
FUNNEL = Card(
    "Funnel",
    (
        Bars(
            "Open deals by stage",
            tuple(
                Bar(stage, share, note)
                for stage, share, note in zip(
                    STAGES,
                    (1.0, 0.82, 0.6, 0.44, 0.31, 0.18, 0.12),
                    (
                        "16 deals · 410,000 €",
                        "13 · 366,000 €",
                        "10 · 248,000 €",
                        "7 · 190,000 €",
                        "5 · 131,000 €",
                        "3 · 98,000 €",
                        "2 · 60,000 €",
                    ),
                    strict=True,
                )
            ),
        ),
        Facts((("Adherence", "92 % clean gates"), ("Median cycle", "41 days"), ("Skip attempts", "3 this month"))),
    ),
)
GLOBEX = Card(
    "Globex",
    (
        Facts(
            (("Value", "48,000 €"), ("Close date", "30 April 2026"), ("Owner", "<@rob>"), ("Complexity", "standard"))
        ),
        track(1),
        Track(
            "Their steps",
            (("Need agreed", "done"), ("Budget holder met", "warning"), ("Shortlist", "ahead"), ("Order", "ahead")),
        ),
        Text(("You are ahead of the buyer: ", Bold("nobody has met the budget holder"), ".")),
        Buttons(
            (
                Button("Advance", "advance globex", "primary"),
                Button("Lose", "lose globex", "danger", ask="Mark Globex as lost?"),
            )
        ),
    ),
    "warning",
)
APPROVED = Card(
    "Initech may close", (Text(("Approved by ", Bold("Mia Marsh"), ". The gate to Closing is open.")), track(5)), "good"
)
ASKED = Card(
    "Asked Mia Marsh to approve",
    (Text(("Initech waits at the gate to Closing. You will hear from me here.",)),),
    "good",
)
UNKNOWN = Card("I don't know that command", (Text(("Try ", Code("/deal help"), ".")),), "warning")
OPENED = Card("Globex is in Development", (Text(("The gate is open: everything is proven.",)), track(2)), "good")


def refusal(values: dict[str, str] | None = None) -> Card:
    """The refusal at Qualification's gate with its form; `values` are given back with what is wrong with them."""
    form = Form(
        "advance globex", "globex@3", "Answer what is missing", tuple(_fields(values)), submit="Save and try the gate"
    )
    title = "Not yet: Globex stops at Qualification"
    why = Text(
        (
            "You asked for ",
            Bold("Closing"),
            ". Three things are missing at the first gate.",
        )
    )
    missing = Bullets(
        (
            ("The budget, ", Bold("from the buyer")),
            ("How they buy, ", Bold("from you")),
            ("Who decides, ", Bold("from you")),
        )
    )
    coaching = Text(
        ("Deals that skip the budget talk slip 3 times as often. Ask who signs for it, and up to what sum.",),
        small=True,
    )
    return Card(title, (why, track(1, warning=1), missing, form, coaching), "stop")


def _fields(values: dict[str, str] | None) -> list[Field]:
    given = values or {}
    asked = (
        Field("budget", "What is the budget?", "money", required=True, hint="An amount and a currency, as 50000 EUR"),
        Field("decision", "When will they decide?", "date", hint="A day, or words such as next Friday"),
        Field(
            "way",
            "How do they buy?",
            "choice",
            (("order", "Purchase order"), ("tender", "Tender"), ("card", "Credit card")),
            required=True,
        ),
        Field("sponsor", "Which colleague knows them best?", "colleague"),
        Field("aligned", "Do problem and solution align?", "yes/no", required=True),
        Field("steps", "Their own steps, in their words", "long"),
    )
    wrong = {} if values is None else wrongs(given)
    return [
        Field(f.key, f.label, f.kind, f.options, f.required, f.hint, given.get(f.key, f.value), wrong.get(f.key, ""))
        for f in asked
    ]


def wrongs(values: dict[str, str]) -> dict[str, str]:
    """What is wrong with the values of the form, by field."""
    empty = {key: "This is needed to open the gate." for key in ("budget", "way", "aligned") if not values.get(key)}
    return (
        empty
        if "budget" in empty or any(sign.isdigit() for sign in values["budget"])
        else {**empty, "budget": "That is not an amount."}
    )


def approval(decided: str = "") -> Card:
    """What the manager gets, open or decided."""
    if decided:
        return Card(f"Initech: approved by {decided}", (), "good")
    ask = "Approve Initech's move to Closing?"
    row = (Button("Approve", "approve initech", "primary", ask), Button("Decline", "decline initech", "danger"))
    facts = Facts((("Value", "120,000 €"), ("Close date", "15 May 2026"), ("Asked by", "<@rob>")))
    return Card("Rob Reyes asks you to approve: Initech into Closing", (facts, track(4), Buttons(row)))


class FakeAssistant:
    """Gives fixed answers, records its requests, and posts like the assistant does."""

    def __init__(self, chat_store: ChatStore) -> None:
        self.heard: list[Inbound] = []
        self.failing = False
        self._answers: dict[str, Answer] = {}
        self._time = MONDAY
        self._chat = SandboxChat(chat_store, self.now)
        self._approval = ""

    def answer(self, inbound: Inbound) -> Answer:
        if self.failing:
            raise OSError("the disk is full")
        if inbound.key not in self._answers:
            self.heard.append(inbound)
            self._answers[inbound.key] = self._first(inbound)
        return self._answers[inbound.key]

    def now(self) -> datetime:
        return self._time

    def forward(self, step: timedelta) -> None:
        self._time += step
        self.post("rob", Card("Globex is quiet", (Text(("Nobody has talked to Globex for a while.",)),), "warning"))

    def complete(self, speaker: Speaker, place: Place, text: str) -> Sequence[tuple[str, str]]:
        return [offer for offer in OFFERS if offer[0].startswith(text)]

    def reset(self) -> None:
        self.__init__(self._chat._chat_store)  # type: ignore[misc]  # starting over is what this does

    def post(self, where: str, card: Card, replaces: str = "") -> str:
        """Send a message as the assistant's outbox would."""
        return self._chat.send(Post(f"post-{where}-{self._time}-{card.title}", place(where), card, replaces))

    def _first(self, inbound: Inbound) -> Answer:
        if inbound.values is not None:
            values = dict(inbound.values)
            return Answer(refusal(values)) if wrongs(values) else Answer(OPENED, "place")
        known = _ANSWERS.get(inbound.text)
        return known(self) if known else Answer(UNKNOWN)

    def ask(self) -> Answer:
        self._approval = self.post("mia", approval())
        return Answer(ASKED)

    def approve(self) -> Answer:
        self.post("mia", approval("Mia Marsh"), self._approval)
        self.post("#deals", APPROVED)
        return Answer(APPROVED)


_ANSWERS: dict[str, Callable[[FakeAssistant], Answer]] = {
    "": lambda _: Answer(DEALS),
    "list": lambda _: Answer(DEALS),
    "help": lambda _: Answer(HELP),
    "funnel": lambda _: Answer(FUNNEL, "place"),
    "show globex": lambda _: Answer(GLOBEX),
    "advance globex": lambda _: Answer(refusal()),
    "advance globex to closing": lambda _: Answer(refusal()),
    "advance initech": FakeAssistant.ask,
    "approve initech": FakeAssistant.approve,
}


def chat_store(folder: Path) -> ChatStore:
    """A new chat store in that folder."""
    return ChatStore(folder / "room.db")
