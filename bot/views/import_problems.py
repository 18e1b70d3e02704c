"""Problems of a file's rows, in words: what is odd, and what becomes of the row."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.records.problems import Kind, Problem
from bot.views.numbers import grouped
from bot.views.words import count, cut

WORDS: Mapping[Kind, str] = {
    Kind.NO_NAME: "has no name, account or id",
    Kind.TWICE: "is in the file twice",
    Kind.SAME_KEY: "has the id of another row",
    Kind.TOTAL: "adds up the rows above",
    Kind.NOTE: "is a note below the table",
    Kind.HEADINGS_AGAIN: "repeats the headings or their title",
    Kind.BELOW: "is below the table, under other headings",
    Kind.NAME_TAKEN: "has the name of a deal that is open here",
    Kind.OPEN_HERE: "is over in the file, but a deal of that name is open here",
    Kind.OTHER_DEAL: "has the id of a deal with another name, account and creation day",
    Kind.WON_BEFORE: "was over in the last import, and is open again in this file",
    Kind.NO_EMAIL: "has no e-mail, so their chat account can't be found",
    Kind.NAMED_AGAIN: "has the name of another open row, so it gets a number",
    Kind.NAME_CHANGED: "has a name that can't be used as it is",
    Kind.NEAR_NAME: "has a name that is nearly another one",
    Kind.STATE_AND_STAGE: "has a state and a stage that disagree",
    Kind.UNKNOWN_STAGE: "has a stage that fits none of ours, so it claims nothing",
    Kind.UNKNOWN_STATE: "has a state that I don't know, so it counts as open",
    Kind.NO_DAY: "has a day that can't be read, which stays empty",
    Kind.NAME_AS_DAY: "has a name in a column of days, which stays empty",
    Kind.CLOSED_BEFORE_CREATED: "was closed before it was created",
    Kind.NO_AMOUNT: "has an amount that can't be read, which stays empty",
    Kind.BELOW_ZERO: "has an amount below zero, which stays empty",
    Kind.UNKNOWN_CURRENCY: "has a currency that I don't know, so the amount stays empty",
    Kind.WON_WITHOUT_AMOUNT: "was won without an amount",
    Kind.UNKNOWN_OWNER: "has an owner who isn't known here. What is open becomes yours",
    Kind.TWO_OWNERS: "has an owner whose name two colleagues have. What is open becomes yours",
    Kind.CHANGED_HERE: "has a value that was changed here since, which stays",
    Kind.CLOSED_THERE: "is over in the file and open here, and stays open here",
    Kind.AFTER_WIN: "changes a deal that is won here, which stays",
    Kind.NOT_CHANGED: "changes what you can't change on this deal, which stays",
    Kind.BAD_ANSWER: "has an answer that doesn't count as one, which is left out",
    Kind.CELL_FAULT: "has a cell with a spreadsheet's error, which stays empty",
    Kind.NO_RESULT: "has a formula without its result, which stays empty. Open the file in a spreadsheet program, "
    "save it there and send it again",
    Kind.UNKNOWN_ROLE: "has a role that we don't have, so they become a rep",
    Kind.UNKNOWN_MANAGER: "reports to someone who isn't known here",
}
SEVERAL: Mapping[str, str] = {"has ": "have ", "is ": "are ", "was ": "were ", "adds ": "add "}
MORE_SEVERAL: Mapping[str, str] = {"repeats ": "repeat ", "changes ": "change ", "reports ": "report "}
MOST_NAMED = 4


def problem_lines(problems: Sequence[Problem], most: int) -> list[str]:
    """One line for each kind of problem, those that leave a row out first: how many rows, what, which and whose."""
    by_kind: dict[Kind, list[Problem]] = {}
    for problem in problems:
        by_kind.setdefault(problem.kind, []).append(problem)
    kinds = sorted(by_kind, key=lambda kind: (not kind.leaves_out, -len(by_kind[kind])))
    return [_line(kind, by_kind[kind], most) for kind in kinds]


def _line(kind: Kind, problems: Sequence[Problem], most: int) -> str:
    rows = list(dict.fromkeys(problem.row for problem in problems))
    what = WORDS[kind] if len(rows) == 1 else plural(WORDS[kind])
    out = " Left out." if kind.leaves_out else ""
    shown = f"{'Row' if len(rows) == 1 else 'Rows'} {_some(map(str, rows), most)}"
    examples = _some(dict.fromkeys(filter(None, (words(problem) for problem in problems))), MOST_NAMED)
    return f"{count(len(rows), 'row')} {what}.{out} {shown}{f': {examples}' if examples else ''}."


def plural(words: str) -> str:
    """The same words behind several rows."""
    for one, several in {**SEVERAL, **MORE_SEVERAL}.items():
        if words.startswith(one):
            return several + words.removeprefix(one)
    return words


def _some(texts: Iterable[str], most: int) -> str:
    """The first of some texts, and how many more there are."""
    every = list(texts)
    more = f" and {grouped(len(every) - most)} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more


SHOWN: Mapping[Kind, Callable[[Problem], str]] = {
    Kind.TWICE: lambda one: f"same as row {one.other}",
    Kind.SAME_KEY: lambda one: f"{cut(one.words, 40)}, same as row {one.other}",
    Kind.OTHER_DEAL: lambda one: f"{cut(one.words, 40)}, here it is {cut(one.other, 40)}",
    Kind.NAMED_AGAIN: lambda one: cut(one.other, 60),
    Kind.NAME_CHANGED: lambda one: f"“{cut(one.words, 40)}” becomes “{cut(one.other, 40)}”",
    Kind.NEAR_NAME: lambda one: f"{cut(one.words, 40)} beside {cut(one.other, 40)}",
    Kind.STATE_AND_STAGE: lambda one: f"{cut(one.words, 40)} beside {cut(one.other, 40)}",
    Kind.CELL_FAULT: lambda one: f"{cut(one.other, 40)} {one.words}",
    Kind.NO_RESULT: lambda one: cut(one.other, 40),
    Kind.NO_DAY: lambda one: cut(one.words, 40),
    Kind.CLOSED_BEFORE_CREATED: lambda one: f"{one.words} before {one.other}",
    Kind.CHANGED_HERE: lambda one: f"{cut(one.words, 60)} in the file, {cut(one.other, 40)} here",
    Kind.AFTER_WIN: lambda one: f"{cut(one.words, 40)}: {one.other}",
    Kind.NOT_CHANGED: lambda one: cut(one.words, 40),
    Kind.BAD_ANSWER: lambda one: f"{cut(one.other, 40)} “{cut(one.words, 40)}”",
}


def words(problem: Problem) -> str:
    """What of the row makes the problem."""
    shown = SHOWN.get(problem.kind)
    return shown(problem) if shown else cut(problem.words, 40)
