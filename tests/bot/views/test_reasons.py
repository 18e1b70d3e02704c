"""Reasons: every one of them reads as a sentence, and a command is typed as each chat types it."""

from typing import get_args

import pytest

from adapters.card import Code, unmarked
from bot.views.examples.deals import context
from bot.views.misfits import misfit_words
from bot.views.reasons import WORDS, reason_line, reason_words
from bot.views.reasons.gates import NOT_IN_STATE
from bot.views.reasons.rights import NOT_YOURS
from bot.views.reasons.state import NOT_OPEN
from process import misfits
from process.approval import ApprovalState
from process.misfits import Misfit
from process.reasons import Reason
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
    NeverWaived,
    NotAcceptedYet,
    NotEarlier,
    NothingToTakeBack,
    NotOpen,
    OpenAlready,
    ProvenAlready,
    SameOwner,
    SamePlaybook,
    StepKnown,
)
from process.reasons.values import (
    BadAmount,
    BadAnswer,
    BuyerUnnamed,
    HowMissing,
    NoSuchItem,
    NotAColleague,
    NotToCome,
    OwnerWaived,
    SaidTooEarly,
    TriggerIncomplete,
    UnknownProduct,
    UnknownTeam,
)
from tests.support.people_and_deal import MONDAY, STANDARD

BUDGET, LEGAL, PAPERWORK = STANDARD.exits["budget"], STANDARD.exits["legal"], STANDARD.exits["paperwork"]
SOURCE, SIGNED_BY_US = STANDARD.exits["source"], STANDARD.exits["signed_by_us"]

READS: tuple[tuple[Reason, str], ...] = (
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
    (NotYours("advance"), "Only the deal's owner, a manager or its account manager can advance it."),
    (NotYourList("objection"), "Only those who work on the deal put something on its objection list."),
    (NotYourList("trigger", closes=True), "Only those who work on the deal, or who own the trigger, close it."),
    (NotYoursToAttest(BUDGET), "Budget is for the deal's owner or a manager to prove."),
    (NotYoursToAttest(LEGAL), "Legal counts only in the words of Legal; engage them with /deal engage."),
    (NotYoursToTakeBack(LEGAL), "Legal is taken back by those who can attest it, or by a manager."),
    (WaiverNotYours(LEGAL), "Legal was waived; a manager takes that back, and never on a deal of their own."),
    (OwnDeal("waive"), "You can't waive on a deal of your own; ask another manager."),
    (OwnDeal("decide"), "You can't approve a deal of your own."),
    (OwnRequest(), "You can't approve what you asked for yourself."),
    (ActsForOwner(), "You stand in for the one who owns the deal or asked for this, so another manager has to decide."),
    (NotVouched(), "Your account is not matched to a vouched colleague, so it cannot approve."),
    (NotOpen("completed", "advance"), "This deal is completed; there is no gate to open."),
    (NotOpen("lost", "lose"), "This deal is lost already."),
    (OpenAlready(), "This deal is open already."),
    (CompletedForGood(), "This deal is completed; open its next cycle instead with /deal next."),
    (AlreadyThere("closing"), "The deal already stands in Closing."),
    (AlreadyThere("closing", again=True), "The deal already stands in Closing. To go on at once, name the next stage."),
    (
        AlreadyPast("closing", "development"),
        "The deal stands in Closing, past Development. To return, send it back with a reason.",
    ),
    (NotEarlier("development", "closing"), "Closing is not an earlier stage than Development."),
    (SameOwner(), "They own this deal already."),
    (NotAcceptedYet(), "The next cycle opens once the account manager has accepted the deal."),
    (SamePlaybook(), "The deal is on this version of the playbook already."),
    (ItemClosed("buyer step", 2), "Buyer step 2 is closed already."),
    (StepKnown("Signs", taken=True), "The buyer has already taken the step Signs."),
    (StepKnown("Signs", taken=False), "The buyer's step Signs is on the track already."),
    (EngagedAlready("legal"), "Legal is engaged on this deal already."),
    (NothingToTakeBack(LEGAL), "Legal was not proven yet, so there is nothing to take back."),
    (NeverWaived(SIGNED_BY_US), f"{SIGNED_BY_US.name} cannot be waived, on any deal, by anyone."),
    (ProvenAlready(LEGAL), "Legal is proven already; there is nothing to waive."),
    (BadAnswer(BUDGET, misfits.Empty()), "Budget needs an answer."),
    (BuyerUnnamed(BUDGET), "Budget counts only in the buyer's words: say who said it and where (said by … in call)."),
    (SaidTooEarly(BUDGET, MONDAY.date()), "Budget is proven by what was said, and 4 May 2026 is still to come."),
    (BadAmount(), "The amount is money with its currency, for example 50000 EUR."),
    (UnknownProduct(("goods", "software")), "The playbook knows these products: goods, software."),
    (UnknownTeam(()), "The playbook knows these teams: none."),
    (NotAColleague("deal"), "The new owner is one of our own people."),
    (NotAColleague("item"), "Its owner is one of our own people."),
    (
        OwnerWaived(("legal", "gone_exit")),
        "The owner of a deal can't have waived anything on it; take these waivers back first: Legal, Gone exit.",
    ),
    (NotToCome(), "A deal waits until a day that is still to come."),
    (TriggerIncomplete(), "A trigger needs one of ours who looks after it, and a date: … by 12 May owner @rob."),
    (NoSuchItem("objection", 7), "There is no objection number 7 on this deal."),
    (HowMissing("objection", 1), "Say how objection 1 was closed."),
    (ExitsMissing("discussion", 1), "The gate out of Discussion stays shut: 1 thing is missing."),
    (ExitsMissing("discussion", 2), "The gate out of Discussion stays shut: 2 things are missing."),
    (MissingSince(), "Something is missing since this was asked for."),
    (ApprovalAwaited("closing"), "The handoff is already asked for and waits for a manager's decision."),
    (ApprovalAwaited("closing", new=True), "Everything is proven. The handoff out of Closing now waits for a manager."),
    (AcceptanceAwaited(), "A manager approved the handoff; it now waits for the account manager to accept it."),
    (
        NoApprover(),
        "Everything is proven, but no one can approve this handoff yet. It takes a manager who neither owns the deal nor asked for it. Ask a colleague to type one command here, and so to join. Then an admin makes them a manager with /deal team @someone is manager. After that, advance again.",
    ),
    (NothingAsked("approval"), "No approval is asked for on this deal."),
    (NothingAsked("acceptance"), "No handoff waits for acceptance on this deal."),
    (OlderCard(), "This card is older than the deal; a later approval took its place."),
    (NotInState("declined"), "This handoff was already declined."),
)
ANSWERS: dict[Misfit, str] = {
    misfits.Empty(): "Source needs an answer.",
    misfits.TooLong(2000, 10_000): "Source takes at most 2000 characters; this has 10000.",
    misfits.NotAChoice(): f"Source is one of: {', '.join(SOURCE.choices)}.",
    misfits.NotYesOrNo(): "Source is answered with yes or no.",
    misfits.NotMoney(): "Source is an amount with its currency, for example 50000 EUR.",
    misfits.NotADate(): "Source is a date, for example 3 May 2027.",
    misfits.StillToCome(MONDAY.date()): "Source is a day that has been, and 4 May 2026 is still to come.",
    misfits.NotALink(): "Source is a web address that begins with https://.",
    misfits.NoColleague(): "Source names one of our own people.",
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
    assert words == "Objections is proven by the deal's list of objections, not by a word."


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
