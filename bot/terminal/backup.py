"""`backup` and `restore`: one file with everything in it, and the way back from it."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL

from bot.settings import Settings
from bot.store import backup, dump, restore
from bot.store.engine.store import read_address
from bot.terminal.stopped import Stopped
from bot.views import backups


def back_up(config: Settings, options: Namespace) -> None:
    """Copy the database into one file while it is in use, or print what does so for PostgreSQL."""
    address = read_address(config.database_url)
    if address.get_backend_name() == "postgresql":
        print(dump.dump_line(address, options.file))
        raise Stopped(backups.RUN_THE_DUMP)
    source = Path(address.database or "")
    copied = backup.back_up(source, options.file, replace=options.replace)
    print(backups.backed_up_words(str(source), str(copied.file), _contents(copied)))


def _contents(copied: backup.Copied) -> str:
    return backups.contents_words(copied.size, copied.deals, copied.last)


def bring_back(config: Settings, options: Namespace, now: datetime) -> None:
    """Make the database from a backup. `now` names the file, or the schema, in which the one before it stays."""
    address = read_address(config.database_url)
    if address.get_backend_name() == "postgresql":
        _from_dump(address, options.file, now, replace=options.replace)
        return
    target = Path(address.database or "")
    aside = target.with_name(f"{target.name}.before-{now:%Y%m%d-%H%M%S}")
    restored = restore.restore(options.file, target, aside, replace=options.replace)
    print(backups.restored_words(str(options.file), _contents(restored.backup), str(restored.aside or "")))


def _from_dump(address: URL, file: Path, now: datetime, *, replace: bool) -> None:
    """Print the lines that restore a dump; nothing of it is done here."""
    if not file.is_file():
        raise restore.NoBackup(file)
    state = dump.state(address)
    if state.connections:
        raise Stopped(backups.stop_first(state.connections))
    if state.deals and not replace:
        raise Stopped(backups.database_filled(state.deals))
    print(dump.restore_lines(address, file, now, replace=replace))
    raise Stopped(backups.RUN_THE_RESTORE)
