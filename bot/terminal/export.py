"""`export`: everything as JSON, or deals, contacts and ledger as tables for a spreadsheet."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from sqlalchemy import Connection

from bot.company.export_tables import ExportTables
from bot.settings import Settings
from bot.spreadsheet.writer import write_csv, write_xlsx
from bot.store import export
from bot.store.engine.store import Store, read_address
from bot.terminal.stopped import Stopped
from bot.terminal.which_tenant import the_tenant
from bot.views import exported

TABLES = ("deals", "contacts", "ledger")


def add_options(parser: ArgumentParser) -> None:
    """The words after `stagecoach export`."""
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--json", action="store_true", help="everything as JSON, which is what it does without a word")
    kinds.add_argument("--csv", type=Path, metavar="FOLDER", help="three files for a spreadsheet, into this folder")
    kinds.add_argument("--xlsx", type=Path, metavar="FILE", help="one workbook with three sheets")
    parser.add_argument("--tenant", default="", metavar="NAME", help="the organisation, where there are several")


def run(config: Settings, options: Namespace) -> None:
    """Print or write what the database holds."""
    address = read_address(config.database_url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        raise Stopped(exported.no_database(str(address.database)))
    store = Store.open(config.database_url)
    try:
        with store.reading(patient=True) as tx:
            _export(tx, options)
    except OSError as fault:
        raise Stopped(exported.cant_write(str(options.csv or options.xlsx), fault.strerror or str(fault))) from None
    finally:
        store.close()


def _export(tx: Connection, options: Namespace) -> None:
    if options.csv:
        _write_folder(ExportTables.of(tx, the_tenant(tx, options.tenant)), options.csv)
    elif options.xlsx:
        tables = ExportTables.of(tx, the_tenant(tx, options.tenant))
        sheets = {"Deals": tables.deals(), "Contacts": tables.contacts(), "Ledger": tables.ledger()}
        write_xlsx(options.xlsx, sheets)
        print(exported.written([str(options.xlsx)]))
    else:
        tenant = the_tenant(tx, options.tenant).id if options.tenant else None
        json.dump(export.export(tx, tenant), sys.stdout, indent=2, ensure_ascii=False)
        print()


def _write_folder(tables: ExportTables, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{name}.csv" for name in TABLES]
    for file, rows in zip(files, (tables.deals(), tables.contacts(), tables.ledger()), strict=True):
        write_csv(file, rows)
    print(exported.written([str(file) for file in files]))
