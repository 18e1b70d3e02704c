"""Sales made by hand on the sandbox's page: what someone presses and fills in, step by step."""

from playwright.sync_api import Locator

from tests.support.counted_visit import CountedVisit

PAGE = "https://contracts.example/nakatomi"
REASON = "I run this company by myself"


def sell_goods(hand: CountedVisit) -> None:
    """Rob sells goods for 20,000 EUR to Nakatomi: from nothing to Account Management."""
    hand.be("rob")
    _ask_for_closing(hand)
    hand.be("mia")
    hand.press(hand.visit.card("to Closing?"), "Approve", "Nakatomi is in Closing")
    hand.be("rob")
    _ask_for_the_win(hand, hand.visit.card("Nakatomi is now in Closing"), by="Max Moreau", to="Ana Abreu")
    hand.be("mia")
    hand.press(hand.visit.card("to Account Management?"), "Approve", "you approved it")
    hand.be("ana")
    hand.press(hand.visit.card("Nakatomi is yours if you take it"), "Take it", "Nakatomi is now in Account Management")


def sell_alone(hand: CountedVisit) -> None:
    """Ada, the only one of us, sells the same and confirms what others would decide."""
    hand.be("ada")
    hand.visit.say("/deal team @Ada Adeyemi is account manager", "team")
    card = _confirmed(hand, _ask_for_closing(hand), "now in Closing")
    card = _ask_for_the_win(hand, card, by="Ada Adeyemi", to="Ada Adeyemi")
    _confirmed(hand, card, "you approved it")
    hand.press(hand.visit.card("Nakatomi is yours if you take it"), "Take it", "Nakatomi is now in Account Management")


def _confirmed(hand: CountedVisit, asked: Locator, then: str) -> Locator:
    """Confirm a handoff alone, with a reason."""
    card = hand.press(asked, "Confirm alone", "confirm the handoff alone")
    return hand.send(card, {"reason": REASON}, then)


def _ask_for_closing(hand: CountedVisit) -> Locator:
    """Begin a deal and take it to the handoff out of Discussion; the card of the request."""
    home = hand.visit.say("/deal home", " · ")
    hand.look("home")
    card = hand.press(home, "New deal", "A new deal")
    card = hand.send(card, {"name": "Nakatomi"}, "Nakatomi")
    for answers, stage in _ON_THE_WAY:
        card = hand.press(card, "Answer now", "Evidence for Nakatomi")
        card = hand.send(card, answers, "evidence saved")
        asks = stage == "Closing"
        card = hand.press(card, f"Advance to {stage}", "waits for" if asks else f"now in {stage}")
    return card


_ON_THE_WAY = (
    ({"source": "Calling", "contact": "Holly Gennaro, CFO"}, "Qualification"),
    (
        {
            "problem": "Every order is typed in twice",
            "budget": "20000 EUR",
            "budget.where": "Call",
            "decision": "She decides alone up to 50,000 EUR",
            "buying_steps": "Admits the problem",
            "buying_steps.manner": "They took it",
        },
        "Development",
    ),
    (
        {
            "situation": "Two plants on one system since 2019",
            "alignment": "yes",
            "mutual_plan": "Offer in May, delivery in June",
            "mutual_plan.where": "Call",
            "triggers": "The budget year begins",
            "triggers.due": "in 2 weeks",
        },
        "Presentation",
    ),
    (
        {
            "half_validated": "The plant's planner tried it for a day",
            "half_validated.where": "Call",
            "presented_on": "yesterday",
            "details": "Delivery in two parts, and a spare key",
        },
        "Discussion",
    ),
    (
        {
            "objections.asked": "Holly Gennaro",
            "set_close_date": "in 3 weeks",
            "set_product": "Goods",
            "set_complexity": "no",
        },
        "Closing",
    ),
)


def _ask_for_the_win(hand: CountedVisit, card: Locator, by: str, to: str) -> Locator:
    """Answer what Closing asks, signed by one colleague and handed to another; the card of the request."""
    card = hand.press(card, "Answer now", "Evidence for Nakatomi")
    answers = {
        "terms": "Net 30, delivered in two parts",
        "triggers_happened.1": "The new budget year has begun",
        "triggers_happened.where": "Call",
        "paperwork": PAGE,
        "signed_by_customer.where": "Meeting",
        "signed_by_us": by,
        "signed_on": "today",
        "account_manager": to,
    }
    card = hand.send(card, answers, "evidence saved")
    return hand.press(card, "Advance to Account Management", "waits for")


def renew(hand: CountedVisit) -> None:
    """Tyrell orders again, for 900 EUR: a renewal on the playbook for small ones, until it is handed over."""
    hand.be("mia")
    hand.visit.say("/deal set tyrell amount 1200 EUR", "Tyrell")
    hand.be("ana")
    card = hand.visit.say("/deal show tyrell", "Tyrell")
    hand.look("start")
    card = hand.press(card, "Open a renewal", "Tyrell renewal")
    card = hand.press(card, "Answer now", "Evidence for Tyrell renewal")
    card = hand.send(card, {"set_amount": "900 EUR"}, "evidence saved")
    for stage in ("Qualification", "Development", "Presentation"):
        card = hand.press(card, f"Advance to {stage}", f"now in {stage}")
    card = hand.press(card, "Answer now", "Evidence for Tyrell renewal")
    card = hand.send(card, {"presented_on": "yesterday"}, "evidence saved")
    for stage in ("Discussion", "Closing"):
        card = hand.press(card, f"Advance to {stage}", f"now in {stage}")
    card = hand.press(card, "Answer now", "Evidence for Tyrell renewal")
    answers = {"signed_by_customer.where": "E-mail", "signed_on": "today", "account_manager": "Ana Abreu"}
    card = hand.send(card, answers, "evidence saved")
    hand.press(card, "Advance to Account Management", "waits for")
    hand.be("mia")
    hand.press(hand.visit.card("to Account Management?"), "Approve", "you approved it")
    hand.be("ana")
    hand.press(hand.visit.card("is yours if you take it"), "Take it", "now in Account Management")
