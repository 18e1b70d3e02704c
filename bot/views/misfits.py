"""Misfits: what is wrong with an answer to an exit, in words."""

from bot.views.words import an, plain_day
from process import misfits
from process.misfits import Misfit
from process.playbook import Exit


def misfit_words(item: Exit, misfit: Misfit) -> str:
    """What is wrong with an answer to this exit, in a sentence that names the exit."""
    match misfit:
        case misfits.OtherRole(name, role):
            return f"{name} is not {an(role)}."
        case misfits.TooLong(most, length):
            return f"{item.name} takes at most {most} characters; this has {length}."
        case misfits.StillToCome(day):
            return f"{item.name} is a day that has been, and {plain_day(day)} is still to come."
        case _:
            return f"{item.name} {_takes(item, misfit)}."


def _takes(item: Exit, misfit: Misfit) -> str:
    """What the exit takes, to follow its name."""
    return {
        misfits.Empty: "needs an answer",
        misfits.NotAChoice: f"is one of: {', '.join(item.choices)}",
        misfits.NotYesOrNo: "is answered with yes or no",
        misfits.NotMoney: "is an amount with its currency, for example 50000 EUR",
        misfits.NotADate: "is a date, for example 3 May 2027",
        misfits.NotALink: "is a web address that begins with https://",
        misfits.NoColleague: "names one of our own people",
        misfits.ByList: f"is proven by the deal's list of {item.of}s, not by a word",
    }[type(misfit)]
