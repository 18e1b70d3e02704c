"""A command for a company's deals, where no company is: a sentence, and no empty database."""

from pathlib import Path

from tests.support.command_line import Terminal


def test_an_import_without_a_company_makes_no_database(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_text("Deal Name,Amount\nBig,12000\n", encoding="utf-8")
    ended = terminal.on(f"sqlite:///{tmp_path / 'none.db'}").run("import", file, "--preview")
    assert ended.code > 0
    assert "There is no company here yet." in ended.out + ended.err
    assert [one.name for one in tmp_path.iterdir()] == ["deals.csv"]
