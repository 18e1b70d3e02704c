"""Changes: what made an approval void, as the deal now is."""

from collections.abc import Mapping, Sequence

from bot.views.attribute_words import value_words
from bot.views.words import both, capital, cut, exit_name, name, stage_name
from process import facts
from process.context import Context
from process.facts import Entry, Fact

MOST = 4
ENDS: Mapping[type, str] = {
    facts.Lost: "the deal is lost",
    facts.Churned: "the customer left",
    facts.Withdrawn: "the deal is withdrawn",
    facts.ImportUndone: "its import was undone",
}


def changes_words(changed: Sequence[Entry], context: Context) -> str:
    """What changed and what follows, in a sentence; nothing where it is not known what changed."""
    said = list(dict.fromkeys(_now(one.fact, context) for one in changed))
    if not said:
        return ""
    more = [f"{len(said) - MOST} more things changed"] if len(said) > MOST else []
    lost = any(type(one.fact) in ENDS for one in changed)
    again = "" if lost else " The owner has to ask again."
    return capital(f"{both([*said[:MOST], *more])}.{again}")


def _now(fact: Fact, context: Context) -> str:
    """One change, as the deal is after it."""
    match fact:
        case facts.Changed():
            return f"the {fact.attribute} is now {cut(value_words(fact) or 'not known', 80)}"
        case facts.Assigned():
            return f"{name(context, fact.owner)} owns the deal now"
        case facts.Met():
            given = [exit_name(context.playbook, one.exit) for one in fact.evidence]
            return f"there is new evidence for {both(given)}"
        case facts.Unmet():
            return f"{exit_name(context.playbook, fact.exit)} is no longer proven"
        case facts.Waived():
            return f"{exit_name(context.playbook, fact.waiver.exit)} is waived"
        case facts.SentBack() | facts.Reopened() | facts.PlaybookMoved():
            return f"the deal is now in {stage_name(context.playbook, fact.stage)}"
        case _:
            return ENDS.get(type(fact), "the deal went on")
