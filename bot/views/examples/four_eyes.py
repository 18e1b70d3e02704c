"""Examples of the cards on who can decide, who they are, and what changed about them."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from adapters.card import Card
from bot.views import accounts, erase_preview, form_cards, question_cards, replies
from bot.views.answers import answers_card
from bot.views.approval_cards import alone_card, approval_card, waiting_card
from bot.views.decided import decided_card, decided_notice, passed_card
from bot.views.doubts import changed_since
from bot.views.examples import deals
from bot.views.examples.deals import HOSTILE, NOW, context, standard
from bot.views.missing import gaps
from bot.views.new_deal import not_for_new
from bot.views.refusal import refusal_card
from bot.views.team import team_card
from bot.views.team_history import changes_card
from process.contact import Contact
from process.context import Context
from process.deal import Deal
from process.erasure import Erasure
from process.facts import Changed, Entry, SkipAttempted
from process.money import Money
from process.outcome import Refusal
from process.playbook import For
from process.playbook_fit import misfit
from process.question import Question
from process.reasons.gates import ApprovalAwaited
from process.team_change import TeamChange

CHANGES = (
    TeamChange(NOW, "ada", "leo", "team legal"),
    TeamChange(NOW, "ada", "mia", "manager", given=False),
    TeamChange(NOW, "ada", "rob", "reports to", other="mia"),
    TeamChange(NOW, "ada", "ivo", "left"),
    TeamChange(NOW, "rita", "rita", "link", other="rob"),
    TeamChange(NOW, "", "ada", "admin"),
)


def _alone() -> Card:
    tale = deals.handing_over()
    return alone_card(tale.deal, context(), tale.approval.ticket)


def _marked() -> Card:
    tale = deals.handing_over().approve()
    return decided_card(tale.deal, context(), replace(tale.approval, marks=("by owner", "alone")))


def _mine() -> Card:
    """Who asked is the only one of us, so the decision is theirs."""
    tale = deals.handing_over()
    people = {key: replace(one, active=key == "rob") for key, one in context().company.people.items()}
    alone = replace(context(), company=replace(context().company, people=people))
    awaited = Refusal(ApprovalAwaited(tale.deal.stage, new=True), (), tale.deal.stage)
    return refusal_card(tale.deal, alone, awaited)


def _notice(tale: deals.Tale) -> Card:
    return decided_notice(tale.deal, context("rob"), tale.approval)


def _to_erase() -> Erasure:
    return Erasure(Contact("Carla Chen", "CFO", "carla@acme.example"))


def _sent_back() -> Card:
    """A card of a deal that was sent back, pressed after it went back further."""
    tale = deals.discussing()
    deal = replace(tale.deal, stage="qualification", doubted=("problem", "budget"))
    return changed_since(deal, context(), gaps(deal, context()))


def _unfit(deal: Deal) -> Card:
    """A deal whose playbook is for smaller ones."""
    small = standard().model_copy(update={"made_for": For(amount_below=Money.of("5000 EUR"))})
    reason = misfit(deal, small)
    if reason is None:
        raise LookupError("this deal fits")
    return refusal_card(deal, replace(context(), playbook=small), Refusal(reason, (), deal.stage))


def _asked() -> tuple[Deal, Question]:
    """A deal whose handoff waits, and what Mia asked about it."""
    question = Question(1, HOSTILE, "mia", "rob", NOW, "Their CFO signs, and the board knows", "rob")
    return replace(deals.handing_over().deal, questions=(question,)), question


def _talk(draw: Callable[[Deal, Context, Question], Card], by: str) -> Card:
    deal, question = _asked()
    return draw(deal, context(by), question)


def _again() -> Card:
    """A handoff that was declined, and is asked for again with another amount."""
    tale = deals.handing_over().decline("The amount is not theirs to spend")
    tale.change(Changed("amount", "45000 EUR", amount=Money.of("40000 EUR"))).advance()
    return approval_card(tale.deal, context("mia"), tale.approval)


def _answers() -> Card:
    tale = deals.handing_over()
    tried = Entry(SkipAttempted("closing", "qualification", ("budget",)), "rob", NOW)
    return answers_card(tale.deal, context("mia"), [tried])


FOUR_EYES: Mapping[str, Callable[[], Card]] = {
    "approval: alone": _alone,
    "approval: asked again": _again,
    "approval: all answers": _answers,
    "approval: to everyone else": lambda: waiting_card(
        deals.handing_over().deal, context("rob"), deals.handing_over().approval
    ),
    "approval: the short answer": lambda: passed_card(
        deals.handing_over().approve().deal, context("mia"), deals.handing_over().approve().approval
    ),
    "question: hostile": lambda: _talk(question_cards.question_from_card, "rob"),
    "question: its form": lambda: question_cards.ask_about_card(deals.handing_over().deal, context("mia"), "rob"),
    "question: sent": lambda: _talk(question_cards.sent_card, "mia"),
    "question: form of the answer, hostile": lambda: _talk(question_cards.reply_card, "rob"),
    "question: replied": lambda: _talk(question_cards.replied_card, "rob"),
    "question: the answer, hostile": lambda: _talk(question_cards.answer_from_card, "mia"),
    "approval: marked": _marked,
    "approval: waits for you": _mine,
    "back: another card was pressed": _sent_back,
    "erase: preview": lambda: erase_preview.preview_card(deals.discussing().deal, _to_erase(), ["Acme"] * 7, "0" * 12),
    "erase: done": lambda: erase_preview.done_card(_to_erase(), 2, 31, 1),
    "erase: no such contact": lambda: replies.plain_no(erase_preview.no_such_contact("Dora", "Acme")),
    "approval: notice of a yes": lambda: _notice(deals.handing_over().approve()),
    "approval: notice of a no": lambda: _notice(deals.handing_over().decline("The amount is not theirs to spend")),
    "team: changes": lambda: changes_card(CHANGES, context(), "Our team has changed"),
    "team: no changes": lambda: changes_card((), context(), "Changes of our team"),
    "team: a team without members": lambda: team_card(context(), ("legal", "security", "design")),
    "accounts: is this you": lambda: accounts.is_this_you("Ada", "Rob"),
    "accounts: asked": lambda: accounts.asked("Rob's other account"),
    "accounts: one already": lambda: replies.plain_no(accounts.one_already("Rob", "Robin")),
    "accounts: one": lambda: accounts.are_one("Rob", "Robin"),
    "form card: clear": lambda: form_cards.clear(standard().exits["legal"], "Acme", "clear #0a1b2c3d4e5f legal"),
    "new deal: not on that playbook": lambda: replies.plain_no(not_for_new("Renewal", ("Standard", "Light"))),
    "refusal: outgrown": lambda: _unfit(deals.qualifying().deal),
}
