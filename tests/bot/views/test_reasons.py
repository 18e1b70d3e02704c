"""Reasons: every one of them reads as a sentence, and a command is typed as each chat types it."""

from typing import get_args

import pytest

from adapters.card import Code, unmarked
from bot.views.examples.deals import NOW, context
from bot.views.misfits import misfit_words
from bot.views.reasons import WORDS, reason_line, reason_words
from bot.views.reasons.gates import NOT_IN_STATE
from bot.views.reasons.rights import NOT_YOURS
from bot.views.reasons.state import NOT_OPEN
from process import misfits
from process.approval import ApprovalState
from process.facts import Advanced, Changed, Logged, Met, Unmet, Withdrawn
from process.misfits import Misfit
from process.money import Money
from process.reasons import Reason, gates, rights, state, undo, values
from process.reasons.gates import (
    AcceptanceAwaited,
    ApprovalAwaited,
    ExitsMissing,
    MissingSince,
    NoApprover,
    NothingAsked,
    NotInState,
    OlderCard,
)
from process.reasons.rights import (
    Action,
    ActsForOwner,
    LowersDeal,
    NotVouched,
    NotYourList,
    NotYours,
    NotYoursToAttest,
    NotYoursToTakeBack,
    OwnDeal,
    OwnRequest,
    WaiverNotYours,
)
from process.reasons.route import (
    ChangesWin,
    NoReferral,
    NothingDoubted,
    NothingToDoubt,
    NotWonYet,
    OwnReferral,
    ReferredAlready,
    WonAlready,
)
from process.reasons.state import (
    AlreadyPast,
    AlreadyThere,
    CompletedForGood,
    EngagedAlready,
    ItemClosed,
    ListedAlready,
    NeverWaived,
    NotAcceptedYet,
    NotEarlier,
    NothingToTakeBack,
    NotLost,
    NotOpen,
    OpenAlready,
    ProvenAlready,
    SameOwner,
    SamePlaybook,
    StepKnown,
)
from process.reasons.values import (
    AskedUnnamed,
    BadAmount,
    BadAnswer,
    BadContact,
    BadItem,
    BuyerUnnamed,
    ClosedTooEarly,
    HowMissing,
    MovedToPast,
    NoSuchItem,
    NotAColleague,
    NotToCome,
    OwnerWaived,
    SaidTooEarly,
    SourceMissing,
    TriggerIncomplete,
    UnknownLostReason,
    UnknownProduct,
    UnknownTeam,
)
from tests.support.people_and_deal import MONDAY, STANDARD

BUDGET, LEGAL, PAPERWORK = STANDARD.exits["budget"], STANDARD.exits["legal"], STANDARD.exits["paperwork"]
SOURCE, SIGNED_BY_US = STANDARD.exits["source"], STANDARD.exits["signed_by_us"]

ADMIN = "An admin can name a manager who neither owns the deal nor asked for this."
DOUBTFUL = "You are a manager here by the owner's word, or only since this was asked for."
AMOUNT = Changed("amount", "", amount=Money.of("5 EUR"))
READS: tuple[tuple[Reason, str], ...] = (
    (state.NothingPlanned(), "Nothing is planned on this deal. Plan its next step with /deal plan."),
    (state.AskedYourself(), "You are the one to ask about this deal. Its answers are yours to give."),
    (state.NoSuchQuestion(), "This deal has no question of that number."),
    (state.QuestionAnswered("rob"), "Rob already answered this question."),
    (values.PlannedInPast(), "That time has passed. Choose a later one, or save what happened with /deal log."),
    (undo.NothingDone(), "There is nothing here to undo. Its history shows what happened."),
    (undo.UndoneAlready(), "This is undone already. To do it after all, enter it again."),
    (undo.NotYoursToUndo("mia", AMOUNT), "Mia changed the deal, so only Mia can undo it."),
    (
        undo.TooLateToUndo(AMOUNT, NOW),
        (
            "You did this at 3 May 2027, 09:30. You can undo something for ten minutes. "
            "To change it now, type /deal set."
        ),
    ),
    (
        undo.TooLateToUndo(None, NOW),
        "You did this at 3 May 2027, 09:30. You can undo something for ten minutes. It ends by itself on its day.",
    ),
    (
        undo.BuiltOn(Logged("call", "we talked"), Advanced("qualification", "development"), "rita"),
        (
            "Rita has advanced the deal since then, which builds on it. A logged activity stays. "
            "Log what is right, and the history shows both."
        ),
    ),
    (
        undo.BuiltOn(Met(()), Withdrawn("closing", "twice"), "rob"),
        (
            "You have withdrawn the deal since then, which builds on it. Evidence stays. "
            "To change it now, type /deal unmet."
        ),
    ),
    (
        undo.NeverUndone(Advanced("qualification", "development")),
        "You advanced the deal. That can't be undone. To change it now, type /deal back.",
    ),
    (
        undo.NeverUndone(AMOUNT, "approval"),
        "This made an approval void, so it stays. Change the deal again, and advance it to ask again.",
    ),
    (
        undo.NeverUndone(Unmet("budget", "no"), "waiver"),
        "This took a waiver back, so it stays. A manager can waive the exit again.",
    ),
    (
        WonAlready("lose"),
        "This deal is won, so it can't be lost. If the customer leaves, a manager types /deal churn.",
    ),
    (NotWonYet(), "Only a won deal churns. End this one with /deal lose."),
    (
        ChangesWin("amount"),
        (
            "This deal is won. Ask a manager who doesn't own it to change the amount. "
            "Open more business as an up-sell with /deal next."
        ),
    ),
    (NothingDoubted(), "There is nothing to confirm here."),
    (NothingToDoubt(BUDGET), "Budget isn't proven there, so it can't stop holding. Choose another one."),
    (OwnReferral(), "A deal can't refer itself. Name another customer."),
    (NoReferral(), "This deal didn't come by a referral. Set its source to referral first."),
    (ReferredAlready(), "This deal already names the deal it grew out of."),
    (
        LowersDeal("amount", ("legal",)),
        "With this amount the deal no longer needs Legal. Ask a manager who doesn't own the deal to change it.",
    ),
    (NotLost(), "This deal isn't lost, so there is no reason to count."),
    (UnknownLostReason(("price", "timing")), "Lost deals are counted under: price, timing."),
    (
        BadItem("objection", misfits.Placeholder()),
        "That says nothing about the objection. Enter what you know, or leave it open until you do.",
    ),
    (
        ClosedTooEarly("payment", 1, MONDAY.date()),
        "Payment 1 needs a day in the past. 4 May 2026 is in the future.",
    ),
    (MovedToPast("trigger", 1), "Choose a day after today for trigger 1."),
    (
        SourceMissing("trigger", 1),
        "For trigger 1, name the contact who confirmed it, and where: trigger 1 happened … said by Carla in call.",
    ),
    (
        BadContact(misfits.OurColleague("Mia Marsh")),
        "Mia Marsh is one of our own people. Name the contact at the customer's who said it.",
    ),
    (
        BadContact(misfits.NotAPerson()),
        "Name a person at the customer's, or at least their role, for example the CFO.",
    ),
    (
        AskedUnnamed(STANDARD.exits["objections"]),
        "For Objections, name the contact you asked: met objections none said by Carla.",
    ),
    (NotYours("advance"), "Only the deal's owner, a manager or its account manager can advance it."),
    (NotYourList("objection"), "Only the deal's owner, a manager or its account manager can add to its objections."),
    (NotYourList("trigger", closes=True), "Only the people who work on the deal or own the trigger can close it."),
    (NotYoursToAttest(BUDGET), "Only the deal's owner or a manager can give evidence for Budget."),
    (NotYoursToAttest(LEGAL), "Only Legal can attest this. Engage them with /deal engage."),
    (NotYoursToTakeBack(LEGAL), "Only a manager, or a person who can attest Legal, can take it back."),
    (WaiverNotYours(LEGAL), "Legal was waived. Only a manager can take that back, and not on their own deal."),
    (OwnDeal("waive", ("max",)), "You can't waive an exit on your own deal. Max can waive it."),
    (OwnDeal("decide"), f"You can't approve your own deal. {ADMIN}"),
    (OwnDeal("decide", ("mia", "max")), "You can't approve your own deal. Mia and Max can approve it."),
    (rights.DoubtfulRole(("max",)), f"{DOUBTFUL} Max can decide."),
    (rights.OwnedBefore(("max",)), "You owned this deal and proved some of it. Max can decide."),
    (rights.WaivedHere(("max",)), "You waived an exit on this deal. Max can approve it."),
    (rights.OwnSpecialist(LEGAL, ("leo",)), "No one answers for Legal on a deal of their own. Leo can answer."),
    (
        rights.TeamEmpty(LEGAL, ("mia",)),
        "No one in Legal can answer on this deal. Mia can clear it. They type /deal clear … legal.",
    ),
    (rights.TeamAnswers(LEGAL, ("leo",)), "Legal has to answer here. Leo can answer."),
    (rights.NotATeams(BUDGET), "Budget isn't for a team to prove, so no one clears it."),
    (
        rights.AsksLess("Light", ("budget", "closing", "legal", "terms")),
        (
            "Light asks less: Budget, the approval of Closing, Legal and 1 more. "
            "A manager who doesn't own this deal can move it."
        ),
    ),
    (state.WaiversSpent(2, ("max",)), "You waived 2 exits on this deal, which is the most. Max can waive more."),
    (values.ReasonNeeded(), "Give a reason that says why. The history keeps it."),
    (
        gates.Outgrown("Light"),
        "This deal has outgrown the playbook Light. Take it to one that fits with /deal playbook move, then advance.",
    ),
    (
        gates.StillDeclined("mia", "The amount is not theirs to spend."),
        (
            "Mia declined this handoff: The amount is not theirs to spend. Nothing has changed since. "
            "Change an answer, an objection, the amount, a date or a waiver, then ask again."
        ),
    ),
    (
        gates.NotForDeal("Light"),
        "The playbook Light is for deals of another amount or kind. Choose another playbook.",
    ),
    (OwnRequest(), "You asked for this yourself, so another manager has to decide."),
    (ActsForOwner(), "You stand in for the person who owns the deal or asked for this. Another manager has to decide."),
    (NotVouched(), "Your account isn't matched to a colleague yet, so you can't approve. Ask an admin."),
    (NotOpen("completed", "advance"), "This deal is completed: you can't advance it."),
    (NotOpen("lost", "lose"), "This deal is already lost."),
    (OpenAlready(), "This deal is already open."),
    (CompletedForGood(), "This deal is completed. Open its next cycle instead with /deal next."),
    (AlreadyThere("closing"), "The deal is already in Closing."),
    (AlreadyThere("closing", again=True), "The deal is already in Closing. To move on, name the next stage."),
    (
        AlreadyPast("closing", "development"),
        "The deal is in Closing, past Development. To return, send it back with a reason.",
    ),
    (NotEarlier("development", "closing"), "Closing isn't before Development. Choose an earlier stage."),
    (SameOwner(), "They already own this deal."),
    (NotAcceptedYet(), "You can open the next cycle once the account manager has accepted the deal."),
    (SamePlaybook(), "The deal is already on this version of the playbook."),
    (ItemClosed("buyer step", 2), "Buyer step 2 is already closed."),
    (ListedAlready("payment", 2), "Payment 2 on this deal is the same, and it is still open."),
    (StepKnown("Signs", taken=True), "The buyer has already taken the step Signs."),
    (StepKnown("Signs", taken=False), "The buyer's step Signs is already listed."),
    (EngagedAlready("legal"), "Legal is already engaged on this deal."),
    (NothingToTakeBack(LEGAL), "Legal isn't proven yet, so there is nothing to take back."),
    (NeverWaived(SIGNED_BY_US), f"No one can waive {SIGNED_BY_US.name}, on any deal."),
    (ProvenAlready(LEGAL), "Legal is already proven, so there is nothing to waive."),
    (BadAnswer(BUDGET, misfits.Empty()), "Budget needs an answer."),
    (BuyerUnnamed(BUDGET), "Budget has to come from the buyer. Add who said it and where: said by … in call."),
    (SaidTooEarly(BUDGET, MONDAY.date()), "4 May 2026 is still to come. Enter the day the buyer said it for Budget."),
    (BadAmount(), "The amount needs a number and its currency, for example 50000 EUR."),
    (UnknownProduct(("goods", "software")), "Choose one of the playbook's products: goods, software."),
    (UnknownTeam(()), "Choose one of the playbook's teams: none."),
    (NotAColleague("deal"), "The new owner has to be a colleague."),
    (NotAColleague("item"), "Its owner has to be a colleague."),
    (
        OwnerWaived(("legal", "gone_exit")),
        "The new owner waived exits on this deal. Take these waivers back first: Legal, Gone exit.",
    ),
    (NotToCome(), "Choose a day after today for the deal to wait until."),
    (TriggerIncomplete(), "A trigger needs a date and a colleague who looks after it: … by 12 May owner @rob."),
    (NoSuchItem("objection", 7), "There is no objection number 7 on this deal."),
    (HowMissing("objection", 1), "Add how objection 1 was closed."),
    (ExitsMissing("discussion", 1), "The deal can't leave Discussion yet: 1 thing is missing."),
    (ExitsMissing("discussion", 2), "The deal can't leave Discussion yet: 2 things are missing."),
    (MissingSince(), "Something has become missing since the rep asked for this."),
    (ApprovalAwaited("closing"), "The handoff is already requested and waits for a manager."),
    (
        ApprovalAwaited("closing", new=True),
        "Everything is proven. Before the deal leaves Closing, a manager has to approve the handoff.",
    ),
    (AcceptanceAwaited(), "A manager approved the handoff. Now the account manager has to accept it."),
    (
        NoApprover(),
        "Everything is proven. Now you need a manager who neither owns the deal nor asked for it. A colleague joins by typing any command here. An admin then types /deal team @someone is manager.",
    ),
    (NothingAsked("approval"), "There is nothing to approve on this deal."),
    (NothingAsked("acceptance"), "There is nothing to accept on this deal."),
    (OlderCard(), "This card is out of date. A later approval took its place."),
    (NotInState("declined"), "This handoff is already declined."),
)
ANSWERS: dict[Misfit, str] = {
    misfits.Empty(): "Source needs an answer.",
    misfits.TooLong(2000, 10_000): "Source can have at most 2000 characters. This has 10000.",
    misfits.NotAChoice(): f"Source has to be one of: {', '.join(SOURCE.choices)}.",
    misfits.NotYesOrNo(): "Source needs a yes or a no.",
    misfits.NotMoney(): "Source needs an amount with its currency, for example 50000 EUR.",
    misfits.NotADate(): "Source needs a date, for example 3 May 2027.",
    misfits.StillToCome(MONDAY.date()): "Source can't be in the future, and 4 May 2026 is still to come.",
    misfits.NotALink(): "Source needs a web address that begins with https://.",
    misfits.NoColleague(): "Source needs the name of a colleague.",
    misfits.NotAPerson(): "Source needs a person: a name, or at least a role, for example the CFO.",
    misfits.OurColleague("Mia Marsh"): "Mia Marsh is one of our own people. Name a contact at the customer's.",
    misfits.NoReason(): "Source needs a reason for a no.",
    misfits.NoWords(): "Source needs words, not symbols.",
    misfits.Placeholder(): "Source needs what you know. Until then, leave it open.",
    misfits.OneWord(): "Source needs a sentence, not one word again and again.",
    misfits.TheQuestion(): "Source needs an answer. This is the question.",
    misfits.AnotherAnswer(): "Source needs an answer of its own. This one is another exit's.",
    misfits.OtherRole("Rob", "account manager"): "Rob is not an account manager.",
}


@pytest.mark.parametrize(("reason", "words"), READS, ids=lambda one: type(one).__name__)
def test_a_reason_reads_as_a_sentence(reason: Reason, words: str) -> None:
    assert unmarked(reason_words(reason, context()), "/deal ") == words


@pytest.mark.parametrize(("misfit", "words"), ANSWERS.items(), ids=lambda one: type(one).__name__)
def test_what_is_wrong_with_an_answer_reads_as_a_sentence(misfit: Misfit, words: str) -> None:
    assert misfit_words(SOURCE, misfit) == words


def test_an_exit_that_a_list_proves_names_its_list() -> None:
    words = misfit_words(STANDARD.exits["objections"], misfits.ByList())
    assert words == "Objections comes from the deal's list of objections. You can't type an answer."


def test_every_reason_and_every_misfit_has_its_words() -> None:
    assert set(WORDS) == set(get_args(Reason)) == {type(reason) for reason, _ in READS}
    assert {misfits.ByList, *(type(misfit) for misfit in ANSWERS)} == set(get_args(Misfit))


def test_every_action_and_every_end_of_an_approval_has_its_words() -> None:
    assert set(NOT_YOURS) >= set(get_args(Action))
    assert {*NOT_OPEN, "lose"} == set(get_args(Action))
    assert set(NOT_IN_STATE) == set(get_args(ApprovalState))


def test_a_command_in_a_reason_is_for_each_chat_to_spell() -> None:
    words = reason_words(CompletedForGood(), context())
    assert words[1] == Code("next", command=True)
    assert reason_line(CompletedForGood(), context()).endswith("with next.")
