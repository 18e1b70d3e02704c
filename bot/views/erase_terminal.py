"""Erasing: what the command line prints before and after it erases a person or an organisation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.views.numbers import grouped
from bot.views.words import both, count, cut

WHOM = "What should be erased? Add --person NAME for one person, or --tenant NAME for a whole organisation."
ADD_YES = "Nothing is erased yet. Run it again with --yes to erase."
IMPORT_FIRST = "An import is under way, and would bring them back. Let it end first. Nothing was erased."
NOTHING_ERASED = "Nothing was erased."
TENANT_ROWS = (
    ("deals", "deal", ""),
    ("ledger", "entry of the history", "entries of the history"),
    ("people", "colleague", ""),
    ("outbox", "message", ""),
)
TEXTS_SHOWN = 3
ELSEWHERE = (
    "Messages that are already in a chat: delete them there.",
    "Backups, and files you exported or imported: delete or replace them.",
)
OLD_ROWS = "PostgreSQL drops the old rows with its next VACUUM."


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a person is.

    `contacts` are (customer, role, deals), `mentions` are (customer, texts) where they aren't a contact. `kept_names`
    are names of deals that hold theirs; `accounts` are a colleague's, `rows` those of imported files.
    """

    contacts: Sequence[tuple[str, str, int]] = ()
    mentions: Sequence[tuple[str, Sequence[str]]] = ()
    kept_names: Sequence[str] = ()
    accounts: int = 0
    rows: int = 0


def person_preview(who: str, found: Whereabouts, *, in_file: bool) -> str:
    """What goes and what stays."""
    lines = [f"Erase {who}", "", "Goes:", *_goes(found), "", "Stays, and why:", *_stays(found)]
    return "\n".join([*lines, *_elsewhere(in_file=in_file), "", "You can't take this back."])


def _goes(found: Whereabouts) -> Iterator[str]:
    for account, role, deals in found.contacts:
        yield f"  Their name and e-mail as {role or 'a contact'} of {account}, in {count(deals, 'deal')}."
    if found.contacts:
        yield "  That includes history, notes and messages."
    if len(found.contacts) > 1:
        yield "  Not one person? Use the e-mail instead, or `/deal erase` in the chat for one customer."
    for account, texts in found.mentions:
        shown = ", ".join(f"“{cut(text, 60)}”" for text in texts[:TEXTS_SHOWN])
        more = f" and {grouped(len(texts) - TEXTS_SHOWN)} more" if len(texts) > TEXTS_SHOWN else ""
        yield f"  Their name in {count(len(texts), 'text')} about {account}: {shown}{more}."
    if found.rows:
        yield f"  Their name and e-mail in {count(found.rows, 'row')} of files you imported."
    if found.accounts:
        yield f"  Their name, e-mail and {count(found.accounts, 'chat account')} as your colleague."


def _stays(found: Whereabouts) -> Iterator[str]:
    if found.contacts:
        yield "  What they proved, under their role: a gate was opened on it."
    if found.mentions:
        yield "  The texts, with “the erased contact” in their place: they say why a gate was opened."
    for name in found.kept_names:
        yield f"  Their name in the name of the deal “{cut(name, 60)}”: rename it with `/deal set` before."
        yield "  The deal's history keeps what it was called."
    if found.accounts:
        yield "  What they did and decided, under a number: the history has to say who decided."


def _elsewhere(*, in_file: bool) -> list[str]:
    """What can't be reached from here."""
    found = [f"  {one}" for one in ELSEWHERE]
    return found if in_file else [*found, f"  {OLD_ROWS}"]


def person_done(deals: int, entries: int, messages: int) -> str:
    """What was erased, without saying whom."""
    had = f"{count(entries, 'entry', 'entries')} of the history and {count(messages, 'saved message')}"
    return f"Erased from {count(deals, 'deal')}: {had}."


def tenant_preview(name: str, sizes: Mapping[str, int], *, in_file: bool) -> str:
    """What goes and what stays of an organisation; `sizes` counts its rows in each table."""
    lines = [f"Erase the organisation {name}", "", "Goes:"]
    for table, one, several in TENANT_ROWS:
        lines.append(f"  {count(sizes.get(table, 0), one, several)}")
    lines += ["  Everything else in the database that belongs to it.", "", "Stays, and why:"]
    lines += _elsewhere(in_file=in_file)
    lines.append("  The app in your chats: remove it there, or the next message begins an empty organisation.")
    return "\n".join([*lines, "", "You can't take this back."])


def tenant_done(name: str) -> str:
    """An organisation was erased."""
    return f"Erased {name}."


def type_to_erase(word: str) -> str:
    """The question before anything is erased."""
    return f"\nTo erase for good, type {word}: "


def which_tenant(named: str, every: Sequence[tuple[str, str]]) -> str:
    """No organisation has the name, or several could be meant."""
    if not every:
        return "This database has no organisation yet."
    head = f"No single organisation is called {named}." if named else "There are several organisations."
    return "\n".join([f"{head} Choose one with --tenant:", *(f"  {name}  (id {key})" for name, key in every)])


def still_here(name: str) -> str:
    """A colleague can only be erased once they left."""
    return f"{name} still works here. First an admin types `/deal team @{name} left`. Nothing was erased."


def which_colleague(name: str, emails: Sequence[str]) -> str:
    """Several colleagues have the name."""
    known = both([email for email in emails if email]) or "no e-mails"
    return f"Several colleagues are called {name}, with {known}. Use the e-mail. Nothing was erased."


def is_a_customer(who: str) -> str:
    """The words are the name of a customer or a deal, not of a person."""
    return f"{who} is the name of a customer or a deal, and no contact has it. Nothing was erased."


def no_such_person(who: str) -> str:
    """No one has the name."""
    return (
        f"No contact and no colleague is called {who}, and no text names them. Type the whole name or the e-mail, "
        "as the deal shows it."
    )
