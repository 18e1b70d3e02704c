"""The sandbox's start at the command line."""

import shutil
import socket
from pathlib import Path

import pytest

from tests.support.command_line import Terminal


def test_a_taken_port_gets_a_sentence(
    story_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(story_database, tmp_path / "sandbox.db")
    monkeypatch.setenv("SANDBOX_DATABASE_URL", f"sqlite:///{tmp_path}/sandbox.db")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("SANDBOX_PORT", str(port))
        ended = Terminal(monkeypatch, capsys).run("sandbox")
    assert ended.code == 1
    assert f"Port {port} is taken by another program" in ended.err
    assert "SANDBOX_PORT for the sandbox" in ended.err
