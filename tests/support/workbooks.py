"""Workbooks as people have them: what Excel, Numbers and LibreOffice leave in a file besides a plain table."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

HEAD = ("Deal Name", "Company", "Amount", "Stage", "Close Date", "Owner")
DEALS = (
    ("Acme line", "Acme", 48000.5, "Proposal", date(2026, 6, 30), "Rob Reyes"),
    ("Globex", "Globex", 1000, "Closed Won", date(2026, 3, 15), "Rob Reyes"),
    ("Hooli", "Hooli", 500, "Closed Lost", date(2026, 2, 1), "Rob Reyes"),
)
SUMS = "1 open deal (48,000.50 EUR), 1 won deal (1,000 EUR) and 1 lost deal (500 EUR)"
"""What those are, in the words of a preview."""
Cells = Sequence[Sequence[object]]


class Workbook:
    """A workbook that is written sheet by sheet; `options` are those of xlsxwriter."""

    def __init__(self, **options: object) -> None:
        self._bytes = BytesIO()
        self.book = xlsxwriter.Workbook(self._bytes, {"in_memory": True, **options})
        self._day = self.book.add_format({"num_format": "yyyy-mm-dd"})

    def sheet(self, name: str, rows: Cells, row: int = 0, column: int = 0, *, as_days: bool = True):  # type: ignore[no-untyped-def]  # xlsxwriter has no types
        """A sheet with these rows from a cell on."""
        sheet = self.book.add_worksheet(name)
        self.write(sheet, rows, row, column, as_days=as_days)
        return sheet

    def write(self, sheet, rows: Cells, row: int = 0, column: int = 0, *, as_days: bool = True) -> None:  # type: ignore[no-untyped-def]  # the same
        """Write rows from a cell on; a day without its format is a number."""
        for down, cells in enumerate(rows, row):
            for across, value in enumerate(cells, column):
                if isinstance(value, date):
                    sheet.write_datetime(down, across, value, self._day if as_days else None)
                elif value is not None:
                    sheet.write(down, across, value)

    def number(self, sheet, row: int, column: int, value: float, shown: str) -> None:  # type: ignore[no-untyped-def]  # the same
        """Write a number in a format."""
        sheet.write_number(row, column, value, self.book.add_format({"num_format": shown}))

    def content(self) -> bytes:
        """The file."""
        self.book.close()
        return self._bytes.getvalue()


def quarters() -> bytes:
    """A sheet for each quarter, one with stages, and one that is hidden."""
    book = Workbook()
    book.sheet("Q1", [HEAD, *DEALS])
    second = [(f"Deal {number}", f"Firm {number}", 1, "Proposal", date(2026, 6, 1), "Rob Reyes") for number in range(5)]
    book.sheet("Q2", [HEAD, *second])
    book.sheet("Lookups", [("Stage", "Probability"), ("Proposal", 0.5)])
    book.sheet("Old", [HEAD, *DEALS * 9]).hide()
    return book.content()


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The file with one of its parts changed."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, change(text.decode()) if name == part else text)
    return out.getvalue()


def without_results(content: bytes) -> bytes:
    """The file with formulas that no program has calculated, as scripts write them."""

    def without(text: str) -> str:
        return re.sub(r"(</f>)<v>[^<]*</v>", r"\1", re.sub(r' t="str"(?=[^>]*><f>)', "", text))

    return changed(content, "xl/worksheets/sheet1.xml", without)


def packed(**parts: str) -> bytes:
    """A packed file of another kind; `__` in a name stands for a slash and `_` for a point."""
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


def ods(rows: Cells) -> bytes:
    """A file of LibreOffice whose sheet goes on with empty cells to its end, as LibreOffice writes it."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{office}:{name}:1.0"' for name in ("office", "table", "text"))
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    empty = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1000"/>'
    )
    table = f'<table:table table:name="Deals">{lines}{empty}</table:table-row></table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    manifest = f'<m:manifest xmlns:m="{office}:manifest:1.0"/>'
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", manifest)
        made.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return out.getvalue()


def _ods_cell(value: object) -> str:
    kind, said = "string", ""
    if isinstance(value, int | float):
        kind, said = "float", f' office:value="{value}"'
    elif isinstance(value, date):
        kind, said = "date", f' office:date-value="{value.isoformat()}"'
    return (
        f'<table:table-cell office:value-type="{kind}"{said}><text:p>{value}</text:p></table:table-cell>'
        if value is not None
        else "<table:table-cell/>"
    )
