"""Reasons of values, in words."""

from adapters.card import Code, Words
from bot.views.dates import plain_day
from bot.views.misfits import misfit_words
from bot.views.reasons.table import WordsOf
from bot.views.words import command, exit_name
from process.context import Context
from process.misfits import OurColleague
from process.reasons import values


def bad_answer(reason: values.BadAnswer, context: Context) -> str:
    return misfit_words(reason.exit, reason.misfit)


def buyer_unnamed(reason: values.BuyerUnnamed, context: Context) -> str:
    return f"{reason.exit.name} has to come from the buyer. Add who said it and where: said by … in call."


def unknown_lost_reason(reason: values.UnknownLostReason, context: Context) -> str:
    return f"Lost deals are counted under: {', '.join(reason.known) or 'nothing in this playbook'}."


def bad_item(reason: values.BadItem, context: Context) -> str:
    return f"That says nothing about the {reason.list}. Enter what you know, or leave it open until you do."


def closed_too_early(reason: values.ClosedTooEarly, context: Context) -> str:
    thing = f"{reason.list.capitalize()} {reason.number}"
    return f"{thing} needs a day in the past. {plain_day(reason.day)} is in the future."


def moved_to_past(reason: values.MovedToPast, context: Context) -> str:
    return f"Choose a day after today for {reason.list} {reason.number}."


def source_missing(reason: values.SourceMissing, context: Context) -> Words:
    how = Code(f"{reason.list} {reason.number} happened … said by Carla in call")
    return (f"For {reason.list} {reason.number}, name the contact who confirmed it, and where: ", how, ".")


def bad_contact(reason: values.BadContact, context: Context) -> str:
    match reason.misfit:
        case OurColleague(name):
            return f"{name} is one of our own people. Name the contact at the customer's who said it."
        case _:
            return "Name a person at the customer's, or at least their role, for example the CFO."


def asked_unnamed(reason: values.AskedUnnamed, context: Context) -> Words:
    said = Code(f"met {reason.exit.key} none said by Carla")
    return (f"For {reason.exit.name}, name the contact you asked: ", said, ".")


def said_too_early(reason: values.SaidTooEarly, context: Context) -> str:
    return f"{plain_day(reason.day)} is still to come. Enter the day the buyer said it for {reason.exit.name}."


def bad_amount(reason: values.BadAmount, context: Context) -> str:
    return "The amount needs a number and its currency, for example 50000 EUR."


def unknown_product(reason: values.UnknownProduct, context: Context) -> str:
    return f"Choose one of the playbook's products: {', '.join(reason.known)}."


def unknown_team(reason: values.UnknownTeam, context: Context) -> str:
    return f"Choose one of the playbook's teams: {', '.join(reason.known) or 'none'}."


def not_a_colleague(reason: values.NotAColleague, context: Context) -> str:
    whose = {"deal": "The new owner", "item": "Its owner", "next step": "The one who does it"}[reason.of]
    return f"{whose} has to be a colleague."


def owner_waived(reason: values.OwnerWaived, context: Context) -> str:
    names = ", ".join(exit_name(context.playbook, key) for key in reason.exits)
    return f"The new owner waived exits on this deal. Take these waivers back first: {names}."


def not_to_come(reason: values.NotToCome, context: Context) -> str:
    return "Choose a day after today for the deal to wait until."


def planned_in_past(reason: values.PlannedInPast, context: Context) -> Words:
    return "That time has passed. Choose a later one, or save what happened with ", command("log"), "."


def trigger_incomplete(reason: values.TriggerIncomplete, context: Context) -> str:
    return "A trigger needs a date and a colleague who looks after it: … by 12 May owner @rob."


def no_such_item(reason: values.NoSuchItem, context: Context) -> str:
    return f"There is no {reason.list} number {reason.number} on this deal."


def how_missing(reason: values.HowMissing, context: Context) -> str:
    return f"Add how {reason.list} {reason.number} was closed."


def reason_needed(reason: values.ReasonNeeded, context: Context) -> str:
    return "Give a reason that says why. The history keeps it."


WORDS: WordsOf = {
    values.BadAnswer: bad_answer,
    values.BuyerUnnamed: buyer_unnamed,
    values.UnknownLostReason: unknown_lost_reason,
    values.BadItem: bad_item,
    values.ClosedTooEarly: closed_too_early,
    values.MovedToPast: moved_to_past,
    values.SourceMissing: source_missing,
    values.BadContact: bad_contact,
    values.AskedUnnamed: asked_unnamed,
    values.SaidTooEarly: said_too_early,
    values.BadAmount: bad_amount,
    values.UnknownProduct: unknown_product,
    values.UnknownTeam: unknown_team,
    values.NotAColleague: not_a_colleague,
    values.OwnerWaived: owner_waived,
    values.NotToCome: not_to_come,
    values.PlannedInPast: planned_in_past,
    values.TriggerIncomplete: trigger_incomplete,
    values.NoSuchItem: no_such_item,
    values.HowMissing: how_missing,
    values.ReasonNeeded: reason_needed,
}
