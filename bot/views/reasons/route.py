"""Reasons of the route, in words."""

from adapters.card import Words
from bot.views.reasons.table import WordsOf
from bot.views.words import command
from process.context import Context
from process.reasons import route


def won_already(reason: route.WonAlready, context: Context) -> Words:
    done = "lost" if reason.action == "lose" else "withdrawn"
    return f"This deal is won, so it can't be {done}. If the customer leaves, a manager types ", command("churn"), "."


def not_won_yet(reason: route.NotWonYet, context: Context) -> Words:
    return "Only a won deal churns. End this one with ", command("lose"), "."


def changes_win(reason: route.ChangesWin, context: Context) -> Words:
    ask = f"This deal is won. Ask a manager who doesn't own it to change the {reason.attribute}. "
    return ask, "Open more business as an up-sell with ", command("next"), "."


def nothing_doubted(reason: route.NothingDoubted, context: Context) -> str:
    return "There is nothing to confirm here."


def nothing_to_doubt(reason: route.NothingToDoubt, context: Context) -> str:
    return f"{reason.exit.name} isn't proven there, so it can't stop holding. Choose another one."


def own_referral(reason: route.OwnReferral, context: Context) -> str:
    return "A deal can't refer itself. Name another customer."


def no_referral(reason: route.NoReferral, context: Context) -> str:
    return "This deal didn't come by a referral. Set its source to referral first."


def referred_already(reason: route.ReferredAlready, context: Context) -> str:
    return "This deal already names the deal it grew out of."


WORDS: WordsOf = {
    route.WonAlready: won_already,
    route.NotWonYet: not_won_yet,
    route.ChangesWin: changes_win,
    route.NothingDoubted: nothing_doubted,
    route.NothingToDoubt: nothing_to_doubt,
    route.OwnReferral: own_referral,
    route.NoReferral: no_referral,
    route.ReferredAlready: referred_already,
}
