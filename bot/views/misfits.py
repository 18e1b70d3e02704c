"""Misfits: what is wrong with an answer to an exit, in words."""

from bot.views.dates import example_day, plain_day
from bot.views.words import an
from process import misfits
from process.misfits import Misfit
from process.playbook import Exit


def misfit_words(item: Exit, misfit: Misfit) -> str:
    """What is wrong with an answer to this exit, in a sentence that names the exit."""
    match misfit:
        case misfits.OtherRole(name, role):
            return f"{name} is not {an(role)}."
        case misfits.OurColleague(name):
            return f"{name} is one of our own people. Name a contact at the customer's."
        case misfits.TooLong(most, length):
            return f"{item.name} can have at most {most} characters. This has {length}."
        case misfits.StillToCome(day):
            return f"{item.name} can't be in the future, and {plain_day(day)} is still to come."
        case _:
            return f"{item.name} {_takes(item, misfit)}."


def _takes(item: Exit, misfit: Misfit) -> str:
    """What the exit takes, to follow its name."""
    return {
        misfits.Empty: "needs an answer",
        misfits.NotAChoice: f"has to be one of: {', '.join(item.choices)}",
        misfits.NotYesOrNo: "needs a yes or a no",
        misfits.NotMoney: "needs an amount with its currency, for example 50000 EUR",
        misfits.NotADate: f"needs a date, for example {example_day()}",
        misfits.NotALink: "needs a web address that begins with https://",
        misfits.NoColleague: "needs the name of a colleague",
        misfits.NotAPerson: "needs a person: a name, or at least a role, for example the CFO",
        misfits.NoReason: "needs a reason for a no",
        misfits.NoWords: "needs words, not symbols",
        misfits.Placeholder: "needs what you know. Until then, leave it open",
        misfits.OneWord: "needs a sentence, not one word again and again",
        misfits.TheQuestion: "needs an answer. This is the question",
        misfits.AnotherAnswer: "needs an answer of its own. This one is another exit's",
        misfits.ByList: f"comes from the deal's list of {item.of}s. You can't type an answer",
    }[type(misfit)]
