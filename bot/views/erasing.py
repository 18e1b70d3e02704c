"""Erasing: what the command line prints before and after it erases a person or an organisation."""

from collections.abc import Mapping, Sequence

from bot.views.words import both, count

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
ELSEWHERE = (
    "Messages that are already in a chat: delete them there.",
    "Backups, and files you exported or imported: delete or replace them.",
)
OLD_ROWS = "PostgreSQL drops the old rows with its next VACUUM."


def person_preview(who: str, contacts: Sequence[tuple[str, str, int]], accounts: int, *, in_file: bool) -> str:
    """What goes and what stays. `contacts` are (customer, role, deals); `accounts` are a colleague's."""
    lines = [f"Erase {who}", "", "Goes:"]
    for account, role, deals in contacts:
        lines.append(f"  Their name and e-mail as {role or 'a contact'} of {account}, in {count(deals, 'deal')}.")
    if contacts:
        lines.append("  That includes history, notes and messages.")
    if len(contacts) > 1:
        lines.append("  Not one person? Use the e-mail instead, or `/deal erase` in the chat for one customer.")
    if accounts:
        lines.append(f"  Their name, e-mail and {count(accounts, 'chat account')} as your colleague.")
    lines += ["", "Stays, and why:"]
    if contacts:
        lines.append("  What they proved, under their role: a gate was opened on it.")
    if accounts:
        lines.append("  What they did and decided, under a number: the history has to say who decided.")
    return "\n".join([*lines, *_elsewhere(in_file=in_file), "", "You can't take this back."])


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


def no_such_person(who: str) -> str:
    """No one has the name."""
    return f"No contact and no colleague is called {who}. Type the whole name or the e-mail, as the deal shows it."
