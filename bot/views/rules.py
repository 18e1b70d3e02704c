"""The clock's rules: each with whether it is on, how often it caused a nudge, and how often that wasn't useful."""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.card import Card, Table, Text, Words
from bot.views.clock_rules import RULES as VIEWS
from bot.views.numbers import grouped
from bot.views.words import command, count, name
from process.context import Context
from process.limits import RULES, Rule

CHANGES: Words = (
    "To change one, type ",
    command("rules idle off"),
    ", ",
    command("rules idle later by 3"),
    " or ",
    command("rules idle on"),
    ".",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one rule stands: off or later, by whom ("": the playbook); how often it caused a nudge and was not useful."""

    off: bool = False
    later: int = 0
    by: str = ""
    sent: int = 0
    useless: int = 0


def rules_card(standings: Mapping[Rule, Standing], context: Context, days: int, may_change: bool) -> Card:
    """Every rule in its row; `days` is for how long nudges were counted."""
    rows = tuple(_row(rule, standings[rule], context) for rule in RULES)
    shown = [standings[rule] for rule in RULES]
    numbers = ((3, tuple(one.sent for one in shown)), (4, tuple(one.useless for one in shown)))
    table = Table(("Rule", "When", "Now", "Nudges", "Not useful"), rows, (3, 4), numbers, "Rules")
    counted = Text(
        (f"Nudges and “not useful” count the last {days} days. The limits are in the playbook.",), small=True
    )
    hint = Text(CHANGES if may_change else ("A manager or an admin can change them.",), small=True)
    return Card("The clock's rules", (table, counted, hint))


def _row(rule: Rule, one: Standing, context: Context) -> tuple[str, ...]:
    return rule, VIEWS[rule].speaks_when, _now(one, context), *_counts(one)


def _now(one: Standing, context: Context) -> str:
    by = f"set by {name(context, one.by)}" if one.by else "set in the playbook"
    if one.off:
        return f"off, {by}"
    return f"{count(one.later, 'day')} later, {by}" if one.later else "on"


def _counts(one: Standing) -> tuple[str, str]:
    return grouped(one.sent), grouped(one.useless)
