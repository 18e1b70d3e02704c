"""Examples: every view's card on example values, for each platform's renderer tests and screenshots."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from adapters.card import Card
from adapters.chat import Place
from bot.views import replies
from bot.views.approval_cards import acceptance_card, approval_card, channel_card, standing_card
from bot.views.country_readings import country_words
from bot.views.deal import deal_card, moved_card
from bot.views.deal_list import list_card
from bot.views.decided import decided_card
from bot.views.evidence import met_card
from bot.views.examples import deals
from bot.views.examples.asking import ASKING
from bot.views.examples.buyer import BUYER
from bot.views.examples.deals import HOSTILE, NOW, Tale, context, standard
from bot.views.examples.done import DONE, FORM_CARDS
from bot.views.examples.figures import LINES, MOVES
from bot.views.examples.figures_cards import FIGURES
from bot.views.examples.forms import FORMS
from bot.views.examples.four_eyes import FOUR_EYES
from bot.views.examples.moves import MOVES as PLAYBOOK_MOVES
from bot.views.examples.news import NEWS
from bot.views.examples.people import PEOPLE
from bot.views.examples.questions import QUESTIONS
from bot.views.examples.stalls import STALLS
from bot.views.help import help_card, verb_card
from bot.views.history import history_card
from bot.views.lost import lost_card
from bot.views.notice import assigned_card, engaged_card
from bot.views.playbook import playbook_card
from bot.views.refusal import refusal_card
from bot.views.settings import settings_card
from bot.views.team import team_card
from bot.views.undelivered import held_card, undelivered_card
from process import course, ending
from process.colleague import Company
from process.context import Context
from process.deal import Deal
from process.funnel import Funnel, funnel
from process.outcome import Refusal
from process.reasons.gates import NoApprover
from process.reasons.state import NotOpen


def _deal(tale: Tale, by: str = "rob") -> Card:
    return deal_card(tale.deal, context(by))


def _refused(tale: Tale, by: str = "rob", to: str = "") -> Card:
    tale.advance(to, by)
    return refusal_card(tale.deal, context(by), _refusal(tale))


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


def _on(tale: Tale) -> Card:
    return moved_card(tale.deal, context(), "prospecting")


def _approval(by: str = "mia") -> Card:
    tale = deals.handing_over()
    return approval_card(tale.deal, context(by), tale.approval)


def _posted() -> Card:
    """As it stands in the deal's channel, where Mia may decide."""
    tale = deals.handing_over()
    return channel_card(tale.deal, context("rob"), tale.approval, ["mia"])


def _standing(by: str) -> Card:
    tale = deals.handing_over()
    return standing_card(tale.deal, context(by), tale.approval)


def _decided(tale: Tale) -> Card:
    return decided_card(tale.deal, context("max"), tale.approval)


def _void() -> Card:
    tale = deals.handing_over().waive("triggers_happened", "A frame contract is in force")
    changed = [one for one in tale.ledger[-1:] if one.fact.material]
    return decided_card(tale.deal, context("mia"), tale.approval, changed=changed)


def _expired() -> Card:
    tale = deals.handing_over()
    later = context("mia", NOW + timedelta(days=9))
    return decided_card(tale.deal, later, tale.approval)


def _accept() -> Card:
    tale = deals.accepting()
    return acceptance_card(tale.deal, context("ana"), tale.approval)


def _lost() -> Deal:
    tale = deals.discussing()
    return ending.lose(tale.deal, context(), "They build it themselves").deal


def _resting() -> Deal:
    return course.wait(deals.qualifying().deal, context(), date(2027, 6, 1), "Their budget round").deal


def _list(*found: Deal) -> Card:
    return list_card(found, _here, "Your open deals")


def _here(deal: Deal) -> Context:
    return context()


def _funnel() -> Funnel:
    return funnel(LINES, MOVES, standard())


def _many() -> Card:
    one = deals.qualifying().deal
    return _list(*(replace(one, id=f"{number:012x}", name=f"Customer {number}") for number in range(40)))


def _history(tale: Tale) -> Card:
    return history_card(tale.deal, context("mia"), tale.ledger)


def _alone() -> Context:
    return replace(context(), company=Company({}))


def _met() -> Card:
    tale = deals.qualifying().prove(["problem", "decision"])
    return met_card(tale.deal, context(), ["problem", "decision"])


def _met_last() -> Card:
    tale = Tale().prove(["source", "contact"])
    return met_card(tale.deal, context(), ["contact"])


EXAMPLES: Mapping[str, Callable[[], Card]] = {
    **FORMS,
    **STALLS,
    **PEOPLE,
    **QUESTIONS,
    **DONE,
    **FORM_CARDS,
    **PLAYBOOK_MOVES,
    **FOUR_EYES,
    **ASKING,
    **BUYER,
    **FIGURES,
    "say: note": lambda: replies.note("Logged on Acme", "Type `/deal show acme` to see it.", tone="good"),
    "say: sorry": lambda: replies.plain_no(
        "I couldn't find a deal called “Akme”. Type `/deal list` to see the open ones."
    ),
    "say: sorry, hostile": lambda: replies.plain_no(f"I couldn't find a deal called “{HOSTILE}”."),
    "evidence: met": _met,
    "evidence: met, nothing missing": _met_last,
    "undelivered: about a deal, hostile": lambda: undelivered_card(
        Place("slack", "T1", "C1", name="#deals"), HOSTILE, "the channel is archived", "d1", HOSTILE
    ),
    "undelivered: to a person": lambda: undelivered_card(
        Place("teams", "T1", "rob", "direct"), "3 deals need you", "the account was deactivated"
    ),
    "undelivered: a whole platform": lambda: held_card("slack", "Slack refuses the bot's token (token_revoked)"),
    "notice: a new owner": lambda: assigned_card(deals.qualifying().deal, context("rita"), "mia"),
    "notice: a specialist is needed": lambda: engaged_card(deals.discussing().deal, context("leo"), "legal"),
    "refusal: gate": lambda: _refused(deals.discussing()),
    "refusal: gate, to the manager": lambda: _refused(deals.discussing(), "mia"),
    "refusal: skip attempt": lambda: _refused(deals.qualifying(), to="closing"),
    "refusal: buyer ahead": _ahead,
    "refusal: waiting": lambda: _refused(deals.handing_over()),
    "refusal: waiting, to the manager": lambda: _refused(deals.handing_over(), "mia"),
    "refusal: no approver": _no_approver,
    "refusal: not now": lambda: _not_open(deals.completed()),
    "refusal: long": lambda: _refused(deals.long()),
    "refusal: hostile": lambda: _refused(deals.hostile()),
    "deal: new": lambda: _deal(Tale(days_ago=0)),
    "deal: qualification": lambda: _deal(deals.qualifying()),
    "deal: discussion": lambda: _deal(deals.discussing()),
    "deal: handoff, to the manager": lambda: _deal(deals.handing_over(), "mia"),
    "deal: acceptance, to the account manager": lambda: _deal(deals.accepting(), "ana"),
    "deal: account management": lambda: _deal(deals.caring(), "ana"),
    "deal: completed": lambda: deal_card(deals.completed().deal, context(), [("Acme up-sell", "up-sell")]),
    "deal: lost, unsorted": lambda: lost_card(_lost(), context()),
    "deal: lost": lambda: deal_card(_lost(), context()),
    "deal: resting": lambda: deal_card(_resting(), context()),
    "deal: long": lambda: _deal(deals.long()),
    "deal: hostile": lambda: _deal(deals.hostile()),
    "moved: qualification": lambda: _on(deals.qualifying()),
    "moved: one turn complete": lambda: moved_card(deals.completed().deal, context(), "account_management"),
    "list: some": lambda: _list(deals.qualifying().deal, deals.discussing().deal, deals.accepting().deal, _resting()),
    "list: none": _list,
    "list: many": _many,
    "list: hostile": lambda: _list(deals.hostile().deal, deals.long().deal),
    "approval: asked": _approval,
    "approval: asked, in the deal's channel": _posted,
    "approval: as it stands, to the manager": lambda: _standing("mia"),
    "approval: as it stands, to the rep": lambda: _standing("rob"),
    "approval: acceptance": _accept,
    "approval: approved": lambda: _decided(deals.accepting()),
    "approval: done": lambda: _decided(deals.handing_over().approve()),
    "approval: accepted": lambda: _decided(deals.caring()),
    "approval: declined": lambda: _decided(deals.handing_over().decline("The amount is not theirs to spend")),
    "approval: void": _void,
    "approval: expired": _expired,
    "history: all the way": lambda: _history(deals.completed()),
    "history: skip attempt": lambda: _history(deals.qualifying().advance("closing").advance()),
    "history: nothing": lambda: history_card(Tale().deal, context(), ()),
    "history: hostile": lambda: _history(deals.hostile()),
    "history: long": lambda: _history(deals.long()),
    "team: the cast": lambda: team_card(context()),
    "team: no one": lambda: team_card(_alone()),
    **NEWS,
    "help: first steps": lambda: help_card([("advance [<deal>]", "Move a deal on.")], ["list", "back", "wait"]),
    "help: one verb": lambda: verb_card("back", [("back [<deal>] to <stage> because <reason>", "Send it back.")]),
    "settings": lambda: settings_card("Europe/Berlin", country_words("DE-BY", (5, 6)), "EUR", "members"),
    "playbook: standard": lambda: playbook_card(standard(), context()),
}
