"""What `stagecoach import` prints: the preview, questions, progress, and what is in the way."""

from collections.abc import Iterator, Sequence

from bot.records.mapping import Setting
from bot.records.plan import Plan
from bot.records.problems import Problem
from bot.spreadsheet.fields import TableKind
from bot.store.imports import Import
from bot.views import import_problems
from bot.views.imports import DOUBTS, comes_in, how, progress_line, summary, thing
from bot.views.words import both, count, cut

__all__ = ["progress_line"]

ROWS_SHOWN = 12
ADD_YES = "Nothing is imported yet. Add --yes to import, or --preview to look only."
NOTHING_CHANGED = "Nothing is imported."
NOTHING_NEW = "There is nothing new in this file."
FILE_OR_UNDO = "Nothing was changed. Name a file, or take the last import back with --undo alone."
NO_IMPORT = "There is no such import to undo."
REPORT_COLUMNS = ("Row", "Left out", "What", "Words")
QUESTIONS: dict[Setting, str] = {"days": "day first or month first? ", "decimal": "the decimal sign, . or , ? "}


def preview_lines(plan: Plan) -> Iterator[str]:
    """What the file would do, line by line, with everything that is odd about its rows."""
    yield from summary(plan)
    if lines := import_problems.problem_lines(plan.problems, ROWS_SHOWN):
        yield "\nTo look at:"
        yield from (f"  {line}" for line in lines)
    yield "\nHow I read it:"
    yield from (f"  {line}" for line in how(plan))
    yield ""


def report_rows(problems: Sequence[Problem]) -> Iterator[tuple[str, str, str, str]]:
    """Each problem as a row of a table."""
    for one in problems:
        left_out = "yes" if one.kind.leaves_out else "no"
        yield str(one.row), left_out, import_problems.WORDS[one.kind], import_problems.words(one)


def stopped(who: str) -> str:
    """The importer lost the right to import before all rows were in."""
    return f"{who} can't import any longer. Rows that came in before stay. Take them back with --undo."


def question(doubt: Setting) -> str:
    return f"{DOUBTS[doubt]}\n{QUESTIONS.get(doubt, '')}"


def to_decide(doubts: Sequence[Setting]) -> str:
    examples = {"days": '--set "days=day first"', "decimal": "--set decimal=,"}
    some = both([examples[doubt] for doubt in doubts if doubt in examples])
    return f"{' '.join(DOUBTS[doubt] for doubt in doubts)} Nothing is imported yet. Add {some}."


def go_on(plan: Plan) -> str:
    return f"Import {thing(plan, comes_in(plan))}? [y/N] "


def done_lines(plan: Plan, undo: str, notified: int) -> Iterator[str]:
    """What the import did, and what to type to take it back."""
    yield f"Imported: {thing(plan, comes_in(plan))}. {count(plan.left_out.rows, 'row')} left out."
    if notified:
        yield f"{count(notified, 'owner')} got one message each."
    yield f"Within a day you can take it back: {undo}"


def too_late(one: Import) -> str:
    return f"{cut(one.file, 60)} was imported more than a day ago. Withdraw its deals one by one."


def cant_import(name: str, kind: TableKind) -> str:
    if kind == "people":
        return f"{name} can't import people. Only an admin names colleagues and their roles."
    return f"{name} can't import. Only a manager or an admin can."


def which_company(names: Sequence[str]) -> str:
    if not names:
        return "There is no company here yet. Connect a chat first, or try it with --sandbox."
    return f"Say for which company, with --company: {both([cut(name, 60) for name in names])}."


def who_imports(said: str, names: Sequence[str]) -> str:
    if not names:
        return "There is no manager and no admin yet who could import. An admin names one in the chat."
    wrong = f"“{cut(said, 60)}” isn't one person who can import. " if said else ""
    return f"{wrong}Say who imports, with --as: {both([cut(name, 60) for name in names])}."


def bad_mapping(file: str) -> str:
    return f"{cut(file, 60)} isn't a saved mapping. Delete it, and I write a new one there."
