"""Coaching: a message to a person who tried to skip a stage, at once."""

from adapters.card import Bold, Button, Buttons, Card, Text
from bot.views.guide import ask_button
from bot.views.words import both, count, cut, exit_name, stage_name
from process.context import Context
from process.deal import Deal
from process.facts import SkipAttempted
from process.habit import Habit


def coaching_card(deal: Deal, context: Context, attempt: SkipAttempted, habit: Habit) -> Card:
    """What this stage is for, what is missing in it, and how often it was tried of late."""
    asked, here = stage_name(context.playbook, attempt.asked), context.playbook.at(attempt.stage)
    lacking = both([exit_name(context.playbook, key) for key in attempt.missing])
    agent = habit.attempts[-1].through if habit.attempts else ""
    who = f"{cut(agent, 40)} asked for {asked} in your name" if agent else f"You asked for {asked}"
    stopped = Text((f"{who}. {here.name} still needs: {lacking}.",))
    again = len(habit.attempts)
    often = f"You have tried to skip {again} times in {count(context.playbook.clock.skip_days, 'working day')}."
    body = (Text((Bold(here.purpose), f" {here.coaching}")), stopped)
    tried = (Text((often,), small=True),) if again > 1 else ()
    buttons = Buttons(
        (
            Button("Give the evidence", f"met #{deal.id}", "primary"),
            ask_button(deal),
            Button("Show deal", f"show #{deal.id}"),
        )
    )
    return Card(f"{cut(deal.name, 60)}: one stage at a time", (*body, *tried, buttons))
