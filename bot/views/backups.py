"""Backups: what the command line prints after a backup and a restore."""

from datetime import datetime
from decimal import Decimal

from bot.views.dates import plain_day
from bot.views.numbers import decimal, grouped
from bot.views.words import count

RUN_THE_DUMP = (
    "Nothing is backed up yet. PostgreSQL's own pg_dump does it: run the line above. "
    "If it asks for a password, set PGPASSWORD."
)
RUN_THE_RESTORE = (
    "Nothing is restored yet. Run what stands above, then `stagecoach migrate`. "
    "If it asks for a password, set PGPASSWORD."
)


def backed_up_words(source: str, file: str, contents: str) -> str:
    """What a backup holds, and what it doesn't."""
    return (
        f"{file} is a backup of {source}: {contents}. Every page was checked.\n"
        f"It holds your customers' names, so store it in a safe place. Your playbook files and settings aren't in it."
    )


def restored_words(file: str, contents: str, aside: str) -> str:
    """What was restored, and where the database before it stays, if there was one."""
    lines = [f"Restored {file}: {contents}."]
    if aside:
        lines.append(f"The database before it is {aside}. Delete it once you don't need it.")
    lines.append("What people did after the backup is not in it. Start Stagecoach again.")
    return "\n".join(lines)


def contents_words(size: int, deals: int, last: datetime | None) -> str:
    """What is in a database of this many bytes: its deals, and when its last fact happened."""
    changed = f", last changed on {_day(last)}" if last else ""
    return f"{count(deals, 'deal')}, {decimal(Decimal(max(size / 1_000_000, 0.1)), '.0')} MB{changed}"


def _day(moment: datetime) -> str:
    return f"{plain_day(moment.date())} at {moment:%H:%M} UTC"


def stop_first(connections: int) -> str:
    """Others use the PostgreSQL database."""
    has = "connection is" if connections == 1 else "connections are"
    return (
        f"{grouped(connections)} other {has} open to this database. Stop Stagecoach's web and worker processes first."
    )


def database_filled(deals: int) -> str:
    """The PostgreSQL database has deals that a restore would replace."""
    return (
        f"This database has {count(deals, 'deal')}. To put the dump in its place, add --replace. "
        "The tables of now then stay in a schema beside it."
    )
