"""Examples: every view's card on example values, for each platform's renderer tests and screenshots."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from adapters.card import Card
from adapters.chat import Place
from bot.store.tenants import Tenant
from bot.views import replies
from bot.views.approval_cards import acceptance_card, approval_card, channel_card, standing_card
from bot.views.country_readings import country_words
from bot.views.deal_list import list_card
from bot.views.decided import decided_card
from bot.views.every_step import every_step_card
from bot.views.examples import deals
from bot.views.examples.asking import ASKING
from bot.views.examples.buyer import BUYER
from bot.views.examples.deal_cards import DEAL_CARDS
from bot.views.examples.deals import HOSTILE, NOW, Tale, context, standard
from bot.views.examples.done import DONE, FORM_CARDS
from bot.views.examples.figures import LINES
from bot.views.examples.figures_cards import FIGURES
from bot.views.examples.forms import FORMS
from bot.views.examples.four_eyes import FOUR_EYES
from bot.views.examples.moves import MOVES as PLAYBOOK_MOVES
from bot.views.examples.news import NEWS
from bot.views.examples.people import PEOPLE
from bot.views.examples.questions import QUESTIONS
from bot.views.examples.renewals import RENEWALS
from bot.views.examples.stalls import STALLS
from bot.views.explained import exit_card, meaning, stage_card, term_card
from bot.views.help import commands_card, help_card, verb_card
from bot.views.history import history_card
from bot.views.notice import assigned_card, engaged_card
from bot.views.playbook import playbook_card
from bot.views.settings import changed_card, company_words, settings_card
from bot.views.team import team_card
from bot.views.undelivered import held_card, undelivered_card
from process.colleague import Company
from process.context import Context
from process.deal import Deal
from process.funnel import Funnel, funnel
from process.line_by_line import alike


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


def _list(*found: Deal) -> Card:
    return list_card(found, _here, "Your open deals")


def _here(deal: Deal) -> Context:
    return context()


def _funnel() -> Funnel:
    return funnel(alike(LINES), standard())


def _many() -> Card:
    one = deals.qualifying().deal
    return _list(*(replace(one, id=f"{number:012x}", name=f"Customer {number}") for number in range(40)))


def _history(tale: Tale, by: str = "mia") -> Card:
    return history_card(tale.deal, context(by), tale.ledger)


def _steps(tale: Tale, page: int = 1, by: str = "mia") -> Card:
    return every_step_card(tale.deal, context(by), tale.ledger, page)


def _alone() -> Context:
    return replace(context(), company=Company({}))


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
    **DEAL_CARDS,
    **BUYER,
    **RENEWALS,
    **FIGURES,
    "say: note": lambda: replies.note("Logged on Acme", "Type `/deal show acme` to see it.", tone="good"),
    "say: sorry": lambda: replies.plain_no(
        "I couldn't find a deal called “Akme”. Type `/deal list` to see the open ones."
    ),
    "say: sorry, hostile": lambda: replies.plain_no(f"I couldn't find a deal called “{HOSTILE}”."),
    "undelivered: about a deal, hostile": lambda: undelivered_card(
        Place("slack", "T1", "C1", name="#deals"), HOSTILE, "the channel is archived", "d1", HOSTILE
    ),
    "undelivered: to a person": lambda: undelivered_card(
        Place("teams", "T1", "rob", "direct"), "3 deals need you", "the account was deactivated"
    ),
    "undelivered: a whole platform": lambda: held_card("slack", "Slack refuses the bot's token (token_revoked)"),
    "notice: a new owner": lambda: assigned_card(deals.qualifying().deal, context("rita"), "mia"),
    "notice: a specialist is needed": lambda: engaged_card(deals.discussing().deal, context("leo"), "legal"),
    "list: some": lambda: _list(deals.qualifying().deal, deals.discussing().deal, deals.accepting().deal),
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
    "history: skip attempt": lambda: _history(deals.qualifying().advance("closing", stops=True).advance(stops=True)),
    "history: nothing": lambda: history_card(Tale().deal, context(), ()),
    "history: hostile": lambda: _history(deals.hostile()),
    "history: long": lambda: _history(deals.long()),
    "history: there and back": lambda: _history(deals.went_back()),
    "every step: to a colleague": lambda: _steps(deals.qualifying().advance("closing", stops=True), by="rita"),
    "every step: all the way": lambda: _steps(deals.completed()),
    "every step: all the way, the page before": lambda: _steps(deals.completed(), 2),
    "every step: skip attempt": lambda: _steps(deals.qualifying().advance("closing", stops=True).advance(stops=True)),
    "every step: hostile": lambda: _steps(deals.hostile()),
    "every step: long": lambda: _steps(deals.long()),
    "team: the cast": lambda: team_card(context()),
    "team: no one": lambda: team_card(_alone()),
    **NEWS,
    "help: first steps": lambda: help_card(["Ada Adeyemi"]),
    "help: all commands": lambda: commands_card([("advance [<deal>]", "Move a deal on.")], ["list", "back", "wait"]),
    "help: one verb": lambda: verb_card("back", [("back [<deal>] to <stage> because <reason>", "Send it back.")]),
    "help: a word": lambda: term_card("skip attempt"),
    "help: a word and a verb": lambda: verb_card("churn", [("churn [<deal>]", "They left.")], [meaning("churn")]),
    "help: an exit": lambda: exit_card(standard().exits["budget"], standard().stage[1], standard()),
    "help: a stage": lambda: stage_card(standard().stage[5], standard()),
    "settings: changed": lambda: changed_card(
        settings_card(company_words(Tenant("", "", "Europe/Berlin"), country_words("", (5, 6)))),
        [("zone", "Europe/London", "Europe/Berlin")],
    ),
    "settings": lambda: settings_card(company_words(Tenant("", "", "Europe/Berlin"), country_words("DE-BY", (5, 6)))),
    "playbook: standard": lambda: playbook_card(standard(), context()),
}
