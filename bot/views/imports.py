"""Imports: the preview of a file, what an import did, and how it is taken back."""

from collections.abc import Mapping

from adapters.card import Bold, Bullets, Button, Buttons, Card, Element, Facts, Text, Tone
from bot.records.mapping import EXIT, STAGE, NotSo, Setting
from bot.records.plan import Plan, Sum, What
from bot.spreadsheet.fields import TableKind
from bot.spreadsheet.stages import RowState
from bot.views.dates import plain_day
from bot.views.import_problems import problem_lines
from bot.views.numbers import grouped, plain_number
from bot.views.spreadsheet import order_line, sheet_lines, sign_line, text_line
from bot.views.words import both, capital, count, cut

FIELDS: Mapping[str, str] = {
    "id": "Id",
    "name": "Name",
    "account": "Account",
    "product": "Product",
    "amount": "Amount",
    "currency": "Currency",
    "stage": "Stage",
    "state": "State",
    "owner": "Owner",
    "owner_email": "Owner's e-mail",
    "created": "Created",
    "close_date": "Close date",
    "closed": "Closed on",
    "is_won": "Won: yes or no",
    "is_lost": "Lost: yes or no",
    "is_closed": "Closed: yes or no",
    "lost_reason": "Reason of a loss",
    "contact": "Contact",
    "contact_email": "Contact's e-mail",
    "first_name": "First name",
    "last_name": "Last name",
    "role": "Role",
    "email": "E-mail",
    "deal": "Deal",
    "manager": "Manager",
    "team": "Team",
    "industry": "Industry",
    "parent": "Parent account",
    "country": "Country",
    "domain": "Domain",
}
THINGS: Mapping[TableKind, str] = {"deals": "deal", "contacts": "contact", "people": "person", "accounts": "account"}
ROWS_SHOWN, PROBLEMS_SHOWN, STAGES_SHOWN, UNREAD_SHOWN, KNOWN_SHOWN = 5, 8, 8, 20, 60
NO_COLUMN = "I know none of its columns. Say which holds the name, for example name=Title, and the amount."
STATES: Mapping[RowState, str] = {"open": "open deal", "won": "won deal", "lost": "lost deal"}
DOUBTS: Mapping[Setting, str] = {
    "days": "I can't tell whether the day or the month comes first. Say which: day first, or month first.",
    "decimal": "I can't tell whether 1.234 is a thousand or a little more than one. Say which sign marks decimals.",
}


def preview_card(plan: Plan, mark: str) -> Card:
    """What the file would do, with the buttons that bring it in, change how it is read, or leave it."""
    body: list[Element] = [Bullets(tuple((line,) for line in summary(plan)))]
    body += [Text((Bold(DOUBTS[doubt]),)) for doubt in plan.proposal.doubts]
    if lines := problem_lines(plan.problems, ROWS_SHOWN):
        shown = tuple((line,) for line in lines[:PROBLEMS_SHOWN])
        body += [Text((Bold("To look at"),)), Bullets(shown)]
    columns = [(field_name(key), f"“{cut(heading, 40)}”") for key, heading in plan.mapping.columns.items()]
    body += [Text((Bold("How I read it"),)), Facts((*columns, *_settled(plan))), _buttons(plan, mark)]
    name = cut(plan.file.name, 50)
    title = f"{name}: {thing(plan, plan.whole.rows)}"
    tone: Tone = "warning" if plan.proposal.doubts else "plain"
    return Card(title, tuple(body), tone, notification=f"{name}: {thing(plan, comes_in(plan))} to import. Have a look")


def _settled(plan: Plan) -> list[tuple[str, str]]:
    """Days, amounts and stages as they are read."""
    days = ", ".join(f"{text} is {plain_day(day)}" for text, day in plan.proposal.days_read.samples[:1])
    amounts = ", ".join(f"{text} is {plain_number(value)}" for text, value in plan.proposal.decimal_read.samples[:1])
    stages = [_stage(word, key) for word, key in plan.mapping.stages.items()]
    found = [("Days", days), ("Amounts", amounts), ("Stages", ", ".join(stages[:STAGES_SHOWN]))]
    found.append(("Not read", _unread(plan)))
    return [pair for pair in found if pair[1]]


def _buttons(plan: Plan, mark: str) -> Buttons:
    go = Button(f"Import {thing(plan, comes_in(plan))}", f"import {mark} go", "primary")
    change = Button("Change the mapping", f"import {mark} change", "primary" if plan.proposal.doubts else "plain")
    answers = Button("Map answers", f"import {mark} exits")
    cancel = Button("Cancel", f"import {mark} cancel")
    rest = (change, answers, cancel) if plan.mapping.kind == "deals" else (change, cancel)
    return Buttons(rest if plan.proposal.doubts or not comes_in(plan) else (go, *rest))


def comes_in(plan: Plan) -> int:
    """How many rows an import would write."""
    return sum(plan.whats.get(what, 0) for what in ("new", "history", "changed"))


def thing(plan: Plan, number: int) -> str:
    """How many of what the file holds: "3 deals", "1 person"."""
    noun = THINGS[plan.mapping.kind]
    return count(number, noun, "people" if noun == "person" else "")


def summary(plan: Plan) -> list[str]:
    """What becomes of the rows, and that the sums are the file's."""
    sheets = sheet_lines(plan.file.table, plan.file.others, plan.file.book.hidden)
    if plan.mapping.kind != "deals":
        return [*sheets, _whats(plan)]
    sheets += _without_owner(plan)
    parts = [f"{count(one.rows, STATES[state])}{worth(one)}" for state, one in plan.sums.items() if one.rows]
    left = f"{count(plan.left_out.rows, 'row')} left out{worth(plan.left_out)}" if plan.left_out.rows else ""
    lines = [f"The file: {count(plan.whole.rows, 'row')}{worth(plan.whole)}."]
    lines.append(f"They are {both([*parts, *filter(None, [left])])}.")
    return [*sheets, *lines, _whats(plan), *_claims(plan)]


def _without_owner(plan: Plan) -> list[str]:
    """That open deals go to the importer, where no column says whose they are."""
    known = {"owner", "owner_email"} & plan.mapping.columns.keys()
    coming = plan.sums["open"].rows if "open" in plan.sums else 0
    return [] if known or not coming else ["No column says whose the open deals are, so all of them become yours."]


def field_name(key: str) -> str:
    """A field or an exit in words."""
    return FIELDS[key] if key in FIELDS else capital(key.removeprefix(EXIT).replace("_", " "))


def worth(one: Sum) -> str:
    """What some rows are worth, behind their number; nothing where no row has an amount."""
    found = " + ".join(f"{plain_number(money.amount)} {money.currency}" for money in one.money)
    return f" ({found})" if found else ""


def _whats(plan: Plan) -> str:
    words: Mapping[What, str] = {
        "new": f"{grouped(plan.whats['new'])} new",
        "history": f"{grouped(plan.whats['history'])} as history",
        "changed": f"{grouped(plan.whats['changed'])} changed",
        "same": f"{grouped(plan.whats['same'])} already here",
        "left out": f"{grouped(plan.whats['left out'])} left out",
    }
    some = [text for what, text in words.items() if plan.whats[what]]
    return f"This import: {both(some)}." if some else "This import: nothing."


def _claims(plan: Plan) -> list[str]:
    """What open rows claim, and that it has to be confirmed."""
    lines = []
    if plan.begins:
        some = both([f"{grouped(number)} in {stage}" for stage, number in plan.begins.items()])
        lines.append(f"Deals with answers in the file begin where those leave off: {some}.")
        lines.append("What only the buyer, a team or a manager can say is claimed.")
    if not plan.claims:
        return lines
    some = both([_claim(word, number) for word, number in plan.claims.items()])
    begins = "Of the open deals," if plan.begins else "Every open deal begins in the first stage. Of them,"
    return [*lines, f"{begins} {some}.", "Their owners confirm what is true."]


def _claim(word: str, number: int) -> str:
    return f"{grouped(number)} {'claims' if number == 1 else 'claim'} “{cut(word, 40)}”"


def how(plan: Plan) -> list[str]:
    """How the file is read: text, days, amounts, columns and stages."""
    mapping = plan.mapping
    columns = [f"{field_name(key)} from “{cut(heading, 40)}”" for key, heading in mapping.columns.items()]
    unread = _unread(plan)
    lines = [text_line(plan.file.book), order_line(plan.proposal.days_read), sign_line(plan.proposal.decimal_read)]
    if "amount" in mapping.columns:
        lines.append(f"Amounts without a currency are in {mapping.currency}.")
    lines.append(f"Columns: {', '.join(columns)}." if columns else NO_COLUMN)
    if unread:
        lines.append(f"Not read: {unread}.")
    if mapping.stages:
        lines.append(f"Stages: {', '.join(_stage(word, key) for word, key in mapping.stages.items())}.")
    if before := plan.file.table.before:
        above = before[-1].number
        stand = "line stands" if above == 1 else f"{grouped(above)} lines stand"
        lines.append(f"The first {stand} above the headings.")
    return [line for line in lines if line]


def _unread(plan: Plan) -> str:
    """The headings of the columns that nothing is read from; "" where there are none."""
    unread = [heading for heading in plan.file.table.columns if heading not in plan.mapping.columns.values()]
    shown = ", ".join(cut(heading, 40) for heading in unread[:UNREAD_SHOWN])
    return f"{shown} and {grouped(len(unread) - UNREAD_SHOWN)} more" if len(unread) > UNREAD_SHOWN else shown


def _stage(word: str, key: str) -> str:
    return f"“{cut(word, 40)}” is {capital(key.replace('_', ' ')) or 'none of ours'}"


def not_so(wrong: NotSo) -> str:
    """A change of the mapping that doesn't fit, and what would."""
    if not wrong.known:
        column = "It has no column of stages. Name one, for example stage=Phase." if wrong.key.startswith(STAGE) else ""
        return " ".join(filter(None, [f"I don't know “{wrong.key}={wrong.value}” in this file.", column]))
    known = ", ".join(cut(one, 60) or "nothing" for one in wrong.known[:KNOWN_SHOWN])
    if len(wrong.known) > KNOWN_SHOWN:
        known += f" and {grouped(len(wrong.known) - KNOWN_SHOWN)} more"
    return f"I don't know “{wrong.key}={wrong.value}”. It can be: {known}."


def progress_line(done: int, rows: int) -> str:
    return f"{grouped(done)} of {count(rows, 'row')}"
