"""What a sentence is understood as, in a company of a few deals; and small talk made by chance."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

from bot.company import playbook_files
from bot.language.understanding.around import Around
from bot.language.understanding.deal_names import DealNames, NamedDeal
from bot.language.understanding.people_names import contact_names
from bot.language.understanding.proposal import Operation, Propose, Understood
from bot.language.understanding.understand import understand
from bot.language.values.notation import USUAL
from process.colleague import Colleague
from process.deal import Deal
from process.evidence import Evidence
from process.list_item import ListItem
from process.playbook_file import read

NOW = datetime(2026, 5, 5, 11, tzinfo=UTC)
BOOK = read(next(iter(playbook_files.texts(None).values())))
ROB, RITA = Colleague("rob", "Rob Reyes"), Colleague("rita", "Rita Roy")
NAMES = ("Acme", "Acme Nordics", "Globex", "Gap", "Target", "Next", "Legal & General", "Müller Maschinenbau")
CONTACTS = {"Acme": "Carla Chen, CFO", "Globex": "Gus Grant", "Gap": "Gina Gold", "Target": "Tara Voss, CIO"}


def deal_id(name: str) -> str:
    """The id of one of the deals."""
    return f"{NAMES.index(name):012x}"


def _deal(name: str) -> Deal:
    evidence = {}
    if contact := CONTACTS.get(name):
        evidence["contact"] = Evidence("contact", contact, "rep", "rob", NOW)
    item = ListItem("objection", 1, "Our data may not leave the country", "rob", NOW, contact="Tara Voss")
    return Deal(
        deal_id(name),
        name,
        name,
        "rob",
        BOOK.version,
        "qualification",
        NOW,
        NOW,
        NOW,
        evidence=evidence,
        items=(item,) if name == "Target" else (),
    )


DEALS = {deal_id(name): _deal(name) for name in NAMES}
AROUND = Around(
    me=ROB,
    now=NOW,
    notation=USUAL,
    playbook=BOOK,
    names=DealNames(NamedDeal(one.id, one.name, one.owner) for one in DEALS.values()),
    colleagues={"rob": ROB, "rita": RITA},
    find=DEALS.get,
    mentioned={"<@rita>": RITA}.get,
    mine=tuple(DEALS.values()),
    contacts=contact_names(tuple(DEALS.values()), BOOK),
)


def meant(text: str, *, here: str = "", last: str = "", proposed: Operation | None = None) -> Understood:
    """What a sentence is understood as; `here` and `last` are names of deals."""
    places = {"here": deal_id(here) if here else "", "last": deal_id(last) if last else ""}
    return understand(text, replace(AROUND, **places, proposed=proposed))  # type: ignore[arg-type]  # each is a text


def operations(text: str, **about: str) -> list[Operation]:
    """What a sentence proposes; nothing where it proposes nothing."""
    found = meant(text, **about)  # type: ignore[arg-type]  # `here` and `last` are texts
    return list(found.operations) if isinstance(found, Propose) else []


def today() -> date:
    """The day of every sentence."""
    return NOW.date()


SUBJECTS = ("the weather", "lunch", "my bike", "the match", "the coffee", "our kitchen", "the train", "my daughter")
VERBS = ("is great", "was terrible", "starts late", "smells funny", "takes for ever", "made my day", "broke again")
OPENINGS = ("", "lol ", "hey all, ", "honestly ", "haha ", "guess what, ", "ok so ", "wow, ")
ENDS = ("", "!", " :)", "...", " today", " this morning", " 😀", ", thanks")
ALONE = (
    "hi",
    "hello there",
    "thanks a lot",
    "good morning",
    "ok",
    "sounds good",
    "see you tomorrow",
    "lol",
    "who are you",
)


def small_talk(seed: int, number: int) -> Iterator[str]:
    """So many lines that are about no deal, the same for the same seed."""
    chance = Random(seed)
    for _ in range(number):
        if chance.random() < 0.2:
            yield chance.choice(ALONE) + chance.choice(ENDS)
        else:
            said = f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)}"
            yield chance.choice(OPENINGS) + said + chance.choice(ENDS)
