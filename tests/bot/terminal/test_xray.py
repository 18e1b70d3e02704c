"""The x-ray on the command line: what a file shows, what it can't tell, and one page of HTML."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.command_line import Terminal
from tests.support.deal_files import DEALS, HISTORY, written
from tests.support.workbooks import DEALS as SOLD
from tests.support.workbooks import HEAD, Workbook, quarters

HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    return written(tmp_path, "deals.csv", DEALS)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_it_says_what_shows_with_the_rows_behind_it(terminal: Terminal, deals: Path) -> None:
    ended = terminal.run("xray", deals)
    said = flat(ended.out)
    assert ended.code == 0 and ended.err == ""
    assert "4 deals: 2 won, 1 lost and 1 open. Below 10 decided deals there is no win rate." in said
    assert "1 OF 2 WINS SHOWS A SIGN OF LUCK" in said
    assert "Created and won on the same day" in said and "row 3 Globex, Rob, won on 2 February 2026" in said
    assert "%" not in "".join(line for line in said.split("WHAT ELSE")[0]), "no rate below ten"
    assert f"sandbox --deals {deals}" in said


def test_what_the_file_can_not_tell_is_said_with_what_to_export(terminal: Terminal, deals: Path) -> None:
    said = flat(terminal.run("xray", deals).out)
    assert "It can tell 2 of 5 signs of luck. The real number can only be higher." in said
    assert "The file doesn't say when deals entered their stages. Export the stage history" in said
    assert "The file has no column with the reason. Export it too." in said


def test_a_history_tells_the_rest(terminal: Terminal, deals: Path, tmp_path: Path) -> None:
    said = flat(terminal.run("xray", deals, "--history", written(tmp_path, "steps.csv", HISTORY)).out)
    assert "History: 9 rows of steps.csv. 1 row belongs to no deal" in said
    assert "No amount the day before the win" in said and "1 of 1 wins" in said
    assert "The stages as most deals went: Lead > Demo > Offer." in said
    assert "It can tell" not in said


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "The file is empty."),
        ("Deal,Stage\n", "The file has headings, and no deals below them."),
        ("Deal Name,Deal Stage\nAcme,Erledigt\nGlobex,Geplant\n", "Add --won WORD and --lost WORD."),
        ("Deal Name,Amount\nAcme,5\nGlobex,6\n", "No column says which deals were won."),
        (b"%PDF-1.7 deals", "I read CSV and XLSX files only."),
    ],
)
def test_a_file_that_says_nothing_gets_a_sentence(
    terminal: Terminal, tmp_path: Path, content: str | bytes, why: str
) -> None:
    ended = terminal.run("xray", written(tmp_path, "odd.csv", content))
    assert ended.code == 1 and why in ended.err and not ended.out


def test_wrong_words_on_the_line_get_a_sentence(terminal: Terminal, deals: Path, tmp_path: Path) -> None:
    assert "There is no file none.csv." in terminal.run("xray", "none.csv").err
    assert (
        "The file has no column “Phase”. It has: Deal ID" in terminal.run("xray", deals, "--column", "stage=Phase").err
    )
    assert "There is no field “color”." in terminal.run("xray", deals, "--column", "color=Phase").err
    assert "can't be written" in terminal.run("xray", deals, "--html", tmp_path / "no folder" / "x.html").err
    lacking = written(tmp_path, "h.csv", "Deal,Amount\nAcme,5\nGlobex,6\n")
    assert "h.csv has no column for day and stage." in terminal.run("xray", deals, "--history", lacking).err


class Seen(HTMLParser):
    """The tags of a page, and what they load."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.loads += [str(value) for name, value in attrs if name in ("src", "href", "action", "onclick")]


def test_the_page_stands_alone_and_names_can_not_change_it(terminal: Terminal, tmp_path: Path) -> None:
    hostile = DEALS.replace("Globex", HOSTILE).replace("Rita", "Rita & <b>Sons</b>")
    page = tmp_path / "page.html"
    ended = terminal.run("xray", written(tmp_path, "a<b>.csv", hostile), "--html", page)
    assert ended.code == 0 and f"The page is {page}." in ended.out
    text, seen = page.read_text("utf-8"), Seen()
    seen.feed(text)
    assert not seen.tags & {"script", "b", "link", "img", "iframe"} and seen.loads == []
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in text and "url(" not in text
    assert "<h1>1 of 2 wins shows a sign of luck</h1>" in text


def test_a_list_of_wins_alone_has_no_win_rate(terminal: Terminal, tmp_path: Path) -> None:
    wins = "Deal Name,Deal Owner,Deal Stage,Amount\n" + "".join(f"Deal {n},Rita,Closed Won,1{n}00\n" for n in range(12))
    said = flat(terminal.run("xray", written(tmp_path, "won.csv", wins)).out)
    assert "The file has no lost deals, so it can't tell a win rate." in said and "100%" not in said


def test_days_that_can_not_be_right_are_named(terminal: Terminal, tmp_path: Path) -> None:
    odd = "Deal Name,Stage,Create Date,Close Date\nAcme,Won,2026-05-01,2026-01-01\nGlobex,Lost,2026-01-01,2099-01-01\n"
    said = flat(terminal.run("xray", written(tmp_path, "odd.csv", odd)).out)
    assert "1 deal ended before it was created: row 2." in said
    assert "1 deal ended on a day that is still to come: row 3." in said


def test_a_name_can_not_give_orders_to_the_terminal(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal.run("xray", written(tmp_path, "odd\x1b[2J.csv", DEALS.replace("Globex", "Glo\x1b[2Jbex"))).out
    assert "\x1b" not in said
    assert "odd\N{REPLACEMENT CHARACTER}[2J.csv" in said and "Glo[2Jbex" in said


def test_nothing_is_stored(terminal: Terminal, deals: Path, tmp_path: Path) -> None:
    terminal.on(f"sqlite:///{tmp_path}/none.db").run("xray", deals)
    assert [file.name for file in tmp_path.iterdir()] == ["deals.csv"]


def test_an_x_ray_says_which_sheet_it_read(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "deals.xlsx"
    file.write_bytes(quarters())
    said = " ".join(terminal.run("xray", file, "--sheet", "Q1").out.split())
    assert "3 deals: 1 won, 1 lost and 1 open." in said
    assert "I read the sheet “Q1”, and not “Q2” (5 rows) and “Lookups” (1 row). " in said
    assert "Hidden sheets aren't read: “Old”." in said


def test_an_x_ray_takes_no_error_for_an_amount(terminal: Terminal, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.sheet("Deals", [HEAD, *SOLD])
    sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    file = tmp_path / "deals.xlsx"
    file.write_bytes(book.content())
    said = " ".join(terminal.run("xray", file).out.split())
    assert "Won without an amount" in said
    assert "1 of 1 wins" in said


@pytest.mark.parametrize("month", ["april", "Apr", "4"])
def test_quarters_are_named_by_the_business_year(terminal: Terminal, tmp_path: Path, month: str) -> None:
    deals = written(tmp_path, "deals.csv", DEALS.replace("2026-02-20", "2026-04-20"))
    said = flat(terminal.run("xray", deals).out)
    assert "BY QUARTER" in said
    assert "Q1 2026" in said
    said = flat(terminal.run("xray", deals, "--year-starts", month).out)
    assert "Q4 FY2026" in said and "Q1 FY2027" in said
    assert "The year starts in April. It is named by the year in which it ends." in said


def test_a_month_that_is_none_is_answered_with_an_example(terminal: Terminal, deals: Path) -> None:
    ended = terminal.run("xray", deals, "--year-starts", "ju")
    assert ended.code == 1
    assert "--year-starts april" in ended.err
