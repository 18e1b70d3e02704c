"""Examples of a deal's cards: as it stands, refused, moved on, and after a change."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from adapters.card import Card
from bot.views.deal import deal_card
from bot.views.evidence import met_card
from bot.views.examples import deals
from bot.views.examples.deals import NOW, Tale, context
from bot.views.lost import lost_card
from bot.views.moved import moved_card
from bot.views.refusal import refusal_card
from bot.views.saved import begun_card, saved_card
from bot.views.whole_deal import whole_deal_card
from process import course, ending, walk
from process.deal import Deal
from process.facts import Changed
from process.money import Money
from process.outcome import Outcome, Refusal
from process.reasons.gates import NoApprover
from process.reasons.state import NotOpen


def _deal(tale: Tale, by: str = "rob") -> Card:
    return deal_card(tale.deal, context(by))


def _whole(tale: Tale, by: str = "rob") -> Card:
    return whole_deal_card(tale.deal, context(by))


def _refused(tale: Tale, by: str = "rob", to: str = "", seen_by: str = "") -> Card:
    tale.advance(to, by, stops=True)
    return refusal_card(tale.deal, context(seen_by or by), _refusal(tale))


def _refusal(tale: Tale) -> Refusal:
    if tale.refusal is None:
        raise LookupError("this tale was not refused")
    return tale.refusal


def _not_open(tale: Tale) -> Card:
    return refusal_card(tale.deal, context(), Refusal(NotOpen(tale.deal.state, "advance")))


def _no_approver() -> Card:
    return refusal_card(deals.handing_over().deal, context(), Refusal(NoApprover()))


def _ahead() -> Card:
    """The buyer wants the contract while the deal is in Qualification."""
    tale = deals.qualifying().list("buyer step", "Asks for the contract", "contract", due=date(2027, 5, 7))
    return _refused(tale.list("trigger", "Their old contract ends"), to="closing")


def _went_back() -> Outcome:
    tale = deals.handing_over()
    return deals.accepted(walk.send_back(tale.deal, context(), "qualification", "Their budget was cut", ["decision"]))


def _late() -> Card:
    """A trigger, an obligation and a payment whose days have passed."""
    tale = deals.caring().list("trigger", "The second site opens", due=NOW.date() - timedelta(days=1))
    tale.list("obligation", "A report of the pilot", due=NOW.date() - timedelta(days=12))
    return _deal(tale.list("payment", "Third part, 5,000 EUR", due=NOW.date() - timedelta(days=3)), "ana")


def _saved(outcome: Outcome, by: str = "rob") -> Card:
    return saved_card(deals.accepted(outcome).deal, context(by), outcome.facts)


def _amount() -> Card:
    changed = Changed("amount", "45000 EUR", amount=Money.of("90000 EUR"))
    return _saved(course.change(deals.handing_over().deal, context(), changed))


def _unsorted() -> Card:
    outcome = ending.lose(deals.discussing().deal, context(), "They build it themselves")
    return lost_card(deals.accepted(outcome).deal, context(), outcome.facts)


def _lost() -> Deal:
    category = "built it themselves"
    return deals.accepted(ending.lose(deals.discussing().deal, context(), "They build it themselves", category)).deal


def _rests() -> Outcome:
    return deals.accepted(course.wait(deals.qualifying().deal, context(), date(2027, 6, 1), "Their budget round"))


def _met() -> Card:
    tale = deals.qualifying().prove(["problem", "decision"])
    return met_card(tale.deal, context(), ["problem", "decision"])


def _met_last() -> Card:
    tale = Tale().prove(["source", "contact"])
    return met_card(tale.deal, context(), ["contact"])


def _next_turn() -> Card:
    renewal = replace(Tale("Acme renewal", days_ago=0).deal, kind="renewal", cycle=2, parent="00000000000a")
    return begun_card(renewal, context())


def _won(by: str) -> Card:
    outcome = ending.churn(deals.caring().deal, context(by), "They went back to paper")
    return _saved(outcome, by)


DEAL_CARDS: Mapping[str, Callable[[], Card]] = {
    "evidence: met": _met,
    "evidence: met, nothing missing": _met_last,
    "refusal: gate": lambda: _refused(deals.discussing()),
    "refusal: gate, to the manager": lambda: _refused(deals.discussing(), "mia"),
    "refusal: gate, to the specialist": lambda: _refused(deals.discussing(), seen_by="leo"),
    "refusal: skip attempt": lambda: _refused(deals.qualifying(), to="closing"),
    "refusal: buyer ahead": _ahead,
    "refusal: waiting": lambda: _refused(deals.handing_over()),
    "refusal: waiting, to the manager": lambda: _refused(deals.handing_over(), "mia"),
    "refusal: no approver": _no_approver,
    "refusal: not now": lambda: _not_open(deals.completed()),
    "refusal: long": lambda: _refused(deals.long()),
    "refusal: hostile": lambda: _refused(deals.hostile()),
    "deal: new": lambda: _deal(Tale(days_ago=0)),
    "deal: begun": lambda: begun_card(Tale(days_ago=0).deal, context()),
    "deal: begun, the next turn": _next_turn,
    "deal: qualification": lambda: _deal(deals.qualifying()),
    "deal: discussion": lambda: _deal(deals.discussing()),
    "deal: discussion, to a colleague": lambda: _deal(deals.discussing(), "rita"),
    "deal: handoff, to the manager": lambda: _deal(deals.handing_over(), "mia"),
    "deal: acceptance, to the account manager": lambda: _deal(deals.accepting(), "ana"),
    "deal: account management": lambda: _deal(deals.caring(), "ana"),
    "deal: dates passed": _late,
    "deal: to confirm": lambda: deal_card(_went_back().deal, context()),
    "deal: completed": lambda: deal_card(deals.completed().deal, context(), [("Acme up-sell", "up-sell")]),
    "deal: lost, unsorted": _unsorted,
    "deal: lost": lambda: deal_card(_lost(), context()),
    "deal: resting": lambda: deal_card(_rests().deal, context()),
    "deal: long": lambda: _deal(deals.long()),
    "deal: hostile": lambda: _deal(deals.hostile()),
    "whole deal: discussion": lambda: _whole(deals.discussing()),
    "whole deal: account management": lambda: _whole(deals.caring(), "ana"),
    "whole deal: to a colleague": lambda: _whole(deals.discussing(), "rita"),
    "whole deal: lost": lambda: whole_deal_card(_lost(), context()),
    "whole deal: completed": lambda: whole_deal_card(
        deals.completed().deal, context(), [("Acme up-sell", "up-sell")], "Acme"
    ),
    "whole deal: long": lambda: _whole(deals.long()),
    "whole deal: hostile": lambda: _whole(deals.hostile()),
    "moved: qualification": lambda: moved_card(deals.qualifying().deal, context(), "prospecting"),
    "moved: by an approval": lambda: moved_card(deals.handing_over().approve().deal, context("mia"), "discussion"),
    "moved: one turn complete": lambda: moved_card(deals.completed().deal, context(), "account_management"),
    "saved: an amount, and the approval is void": _amount,
    "saved: sent back": lambda: _saved(_went_back()),
    "saved: waits": lambda: _saved(_rests()),
    "saved: reopened": lambda: _saved(course.reopen(_lost(), context(), "They are back")),
    "saved: withdrawn": lambda: _saved(ending.withdraw(Tale().deal, context(), "It was there twice")),
    "saved: churned": lambda: _won("max"),
}
