"""Files dropped into the direct message: why one isn't read, and what came of one that is."""

from adapters.card import Bullets, Button, Buttons, Card, Text
from adapters.chat import Unfetched
from bot.spreadsheet.faults import BadFile
from bot.views.numbers import grouped
from bot.views.replies import note, plain_no
from bot.views.spreadsheet import bad_file
from bot.views.words import count, cut

NOT_FETCHED: dict[Unfetched, str] = {
    "too big": "The file is too big. Split it into smaller ones, or import it on the command line.",
    "refused": "The chat didn't give me the file. Send it again. If that doesn't help, "
    "an admin can install the app again. It needs the right to read files.",
    "no answer": "The chat didn't send the file in time. Send it again in a minute.",
    "elsewhere": "The file isn't in this chat's own storage. Send it from your computer.",
}
ONLY_HERE = "I read files in our direct message only. Send it to me there."
NO_TABLE = "I read tables of deals, contacts and people, as CSV or XLSX. Type what you need, for example `list`."


def cant_import_card() -> Card:
    """The file of someone who can't import."""
    return note(
        "I didn't open your file",
        "Only a manager or an admin can import deals and contacts. Ask one of them to send it to me.",
        tone="stop",
    )


def only_admin_card() -> Card:
    """People are an admin's to name."""
    return note("Nothing is imported", "Only an admin can import people and their roles.", tone="stop")


def not_fetched_card(why: Unfetched) -> Card:
    return plain_no(NOT_FETCHED[why])


def unread_card(name: str, fault: BadFile) -> Card:
    return note(f"I can't read {cut(name, 60)}", bad_file(fault), tone="stop")


def started_card(file: str, rows: int) -> Card:
    """The import goes on by itself."""
    words = f"{count(rows, 'row')} of {cut(file, 60)}. I write to you when all of them are in."
    return Card("The import has started", (Text((words,)),), "good")


def finished_card(import_id: str, file: str, rows: int, notified: int, refused: int = 0) -> Card:
    """The import is done; for a day it can be taken back. `refused` rows change what their importer can't change."""
    lines = [f"{count(rows, 'row')} of {cut(file, 60)} went through."]
    if refused:
        lines.append(f"{count(refused, 'row')} changed nothing: you can't change that on these deals.")
    if notified:
        lines.append(f"{count(notified, 'owner')} got one message each.")
    lines.append("You can undo it for a day, except for deals that someone worked on.")
    row = Buttons((Button("Claims", "claims"), Button("Funnel", "funnel"), Button("Undo", f"import {import_id} undo")))
    title = f"{cut(file, 60)} is imported"
    said = Bullets(tuple((line,) for line in lines))
    return Card(title, (said, row), "good", notification=f"{title}: {count(rows, 'row')}")


def stopped_card(import_id: str, file: str, done: int, rows: int, who: str) -> Card:
    """For an admin: the one who imported lost the right to before all rows were in."""
    words = f"{grouped(done)} of {count(rows, 'row')} are in. To go on, send me the same file: no row comes in twice."
    row = Buttons((Button("Undo", f"import {import_id} undo"),))
    title = f"{cut(who, 40) or 'Its importer'} can't import any longer, so {cut(file, 40)} stopped"
    return Card(title, (Text((words,)), row) if done else (Text((words,)),), "warning")


def you_stopped_card(file: str, done: int, rows: int) -> Card:
    """The same for the one who imported."""
    words = f"{grouped(done)} of {count(rows, 'row')} are in. You can't import any longer. Ask a manager or an admin."
    return note(f"{cut(file, 60)} stopped", words, tone="warning")


def undoing_card(file: str) -> Card:
    return note(f"Taking back {cut(file, 60)}", "I write to you when it is done.")


def taken_back_by_card(who: str, file: str) -> Card:
    """For the one who imported it."""
    return note(f"{who} takes back {cut(file, 60)}", "Deals of it that someone worked on stay.")


def not_yours_card() -> Card:
    """The preview of a file that another person sent."""
    return note("This isn't your file", "Only the one who sent it can import it. Send it yourself.", tone="stop")


def cancelled_card(file: str) -> Card:
    return note("Nothing is imported", f"{cut(file, 60)} is left alone.")


def over_card() -> Card:
    """A button of an import that went on since."""
    return note("This import went on since", "Send the file again to start over.", tone="warning")


def too_late_card(file: str) -> Card:
    return note("It is too late to undo", f"{cut(file, 60)} came in more than a day ago.", tone="stop")


def failed_card(file: str) -> Card:
    """An import whose file can't be read any longer."""
    return note(f"{cut(file, 60)} isn't imported", "I can't read the file any more. Send it again.", tone="stop")
