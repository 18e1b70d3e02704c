"""The sandbox with your own deals: one command brings them in, and its people work on them."""

import shutil
from pathlib import Path

import pytest

from tests.support.command_line import Terminal
from tests.support.deal_files import written

DEALS = """\
Deal ID,Deal Name,Deal Owner,Deal Stage,Amount,Close Date
1,Wernham Hogg,Rob Reyes,Presentation,12000 EUR,2099-03-31
2,Sabre,Rita Roy,Closed Won,9000 EUR,2026-03-01
"""


def test_one_command_opens_the_sandbox_with_the_deals_of_a_file(
    story_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(story_database, tmp_path / "sandbox.db")
    monkeypatch.setenv("SANDBOX_DATABASE_URL", f"sqlite:///{tmp_path}/sandbox.db")
    terminal = Terminal(monkeypatch, capsys)
    deals = written(tmp_path, "deals.csv", DEALS)
    ended = terminal.run("sandbox", "--deals", deals, "--say", "/deal show wernham hogg", "--as", "rob")
    assert ended.code == 0 and "2 of 2 rows" in ended.out
    assert "Wernham Hogg" in ended.out and "12,000 EUR" in ended.out
    assert "take it back: stagecoach import --sandbox --undo" in ended.out
    again = terminal.run("sandbox", "--deals", deals, "--say", "/deal list", "--as", "rob")
    assert again.code == 0 and "There is nothing new in this file." in again.out
    assert "There is no file none.csv." in terminal.run("sandbox", "--deals", "none.csv").err
