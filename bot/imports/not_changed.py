"""What a file wants of deals that are here already and doesn't get, told before it is brought in."""

from collections.abc import Iterator

from sqlalchemy import Connection

from bot.imports.contexts import context_on
from bot.imports.deals import Judged, changed
from bot.records.problems import Kind, Problem
from process import file_answers
from process.context import Context


def not_changed(tx: Connection, tenant: str, context: Context, one: Judged) -> Problem | None:
    """Why nothing of a row that would change a deal is taken: a rule that holds for a person too; None where it is."""
    if one.deal is None:
        return None
    outcome = changed(one.deal, one, context_on(tx, tenant, context, one.deal))
    return Problem(Kind.NOT_CHANGED, one.one.row.number, one.deal.name) if outcome.refusal else None


def bad_answers(tx: Connection, tenant: str, context: Context, one: Judged) -> Iterator[Problem]:
    """What of a row's new answers to a deal isn't taken."""
    if one.deal is None or not one.verdict.answers:
        return
    on, said = context_on(tx, tenant, context, one.deal), one.verdict.answers
    for wrong in file_answers.sort_answers(one.deal, on, said).wrong:
        yield Problem(Kind.BAD_ANSWER, one.one.row.number, said[wrong.exit], on.playbook.exits[wrong.exit].name)
