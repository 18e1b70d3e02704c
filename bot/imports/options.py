"""Options of `stagecoach import`: what can be typed behind it."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.imports.terminal import Options
from bot.records.changes import SHEET


def add(here: Callable[..., Any]) -> None:
    """Add them to a parser."""
    here("file", nargs="?", type=Path, help="a CSV or XLSX file of deals, accounts, contacts or people")
    here("--preview", action="store_true", help="show what would be imported, and change nothing")
    here("--yes", action="store_true", help="import without asking")
    here("--map", dest="mapping", type=Path, metavar="FILE", help="the mapping: read from here, or written here")
    here("--sheet", default="", metavar="NAME", help="the sheet to read, where the file has several")
    here("--set", dest="changes", action="append", default=[], metavar="KEY=VALUE", help="change the mapping")
    here("--report", type=Path, metavar="FILE", help="write every problem, by row, to this CSV file")
    here("--as", dest="by", default="", metavar="WHO", help="who imports: the name or e-mail of a manager or admin")
    here("--company", default="", metavar="NAME", help="for which company, where there are several")
    here("--undo", nargs="?", const="last", default="", metavar="ID", help="take back an import of the last day")
    here("--sandbox", action="store_true", help="import into the sandbox, to try it")


def asks() -> Callable[[str], str] | None:
    """What asks a question; None where no one sits at the terminal."""
    return input if sys.stdin.isatty() else None


def read(options: Namespace) -> Options:
    """What was typed."""
    return Options(
        options.file,
        options.preview,
        options.yes,
        options.mapping,
        (*([f"{SHEET}={options.sheet}"] if options.sheet else []), *options.changes),
        options.report,
        options.by,
        options.company,
        options.undo,
    )
