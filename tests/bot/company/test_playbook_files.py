"""Playbook files, as editors save them."""

from pathlib import Path

import pytest

from bot.company import playbook_files
from tests.support.people_and_deal import SMALL_TEXT


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_as_editors_save_it(tmp_path: Path, coding: str) -> None:
    file = tmp_path / "ours.toml"
    file.write_bytes(SMALL_TEXT.replace("\n", "\r\n").encode(coding))
    assert playbook_files.read(playbook_files.texts(file))["ours.toml"].name == "Small"


def test_a_file_in_another_coding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_bytes(SMALL_TEXT.replace("Small", "Größe").encode("latin-1"))
    with pytest.raises(playbook_files.NoPlaybook, match=r"ours\.toml isn't text in UTF-8"):
        playbook_files.texts(file)
