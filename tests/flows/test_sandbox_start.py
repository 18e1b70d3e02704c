"""The sandbox's start at the command line."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import Terminal
from tests.test_house import HOUSE


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Terminal:
    monkeypatch.setenv("SANDBOX_DATABASE_URL", f"sqlite:///{tmp_path}/sandbox.db")
    return Terminal(monkeypatch, capsys)


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


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--as", "rob"), "--as needs a message"),
        (("--in", "deals"), "--in needs a message"),
        (("--with", "amount=5"), "--with needs a message"),
        (("--say", "/deal list", "--with", "nonsense"), 'I couldn\'t read --with "nonsense"'),
        (("--say", "/deal list", "--with", "=5"), 'I couldn\'t read --with "=5"'),
        (("--say", "/deal list", "--in"), "Write the channel without its sign, for example --in deals"),
        (("--in",), "Write the channel without its sign"),
    ],
)
def test_options_that_could_do_nothing_are_refused_before_anything_is_made(
    terminal: Terminal, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    ended = terminal.run("sandbox", *words)
    assert (ended.code, ended.out) == (1, "")
    assert says in ended.err
    assert not list(tmp_path.iterdir())


def test_the_bare_command_shows_what_there_is(terminal: Terminal) -> None:
    ended = terminal.run()
    assert (ended.code, ended.err) == (0, "")
    assert "try everything in your browser, on this machine only" in ended.out


def test_a_field_that_a_form_does_not_have_is_named(terminal: Terminal, story_database: Path, tmp_path: Path) -> None:
    shutil.copy(story_database, tmp_path / "sandbox.db")
    ended = terminal.run("sandbox", "--say", "/deal met acme", "--with", "colour=red")
    assert "This deal isn't asked for “colour”." in ended.out


@pytest.mark.parametrize(("option", "value"), [("--as", "rob"), ("--agent", "Claude"), ("--scope", "read")])
def test_an_agents_options_for_the_sandbox_are_refused_elsewhere(terminal: Terminal, option: str, value: str) -> None:
    ended = terminal.run("mcp", option, value)
    assert ended.code == 1
    assert f"{option} is for the sandbox: add --sandbox." in ended.err


def test_only_the_first_start_says_that_it_takes_a_while(terminal: Terminal) -> None:
    first = terminal.run("sandbox", "--say", "/deal list", "--in", "deals")
    assert first.err.startswith("Preparing the sandbox: ten deals and their story.")
    assert "Acme" in first.out
    assert terminal.run("sandbox", "--say", "/deal list").err == ""


def test_a_channel_that_is_not_there_is_named_with_a_way_on(
    terminal: Terminal, story_database: Path, tmp_path: Path
) -> None:
    shutil.copy(story_database, tmp_path / "sandbox.db")
    ended = terminal.run("sandbox", "--say", "/deal list", "--in", "sales")
    assert ended.code == 1
    assert "There is no channel #sales here. Open it in the browser first, or use #deals." in ended.err


def test_web_without_a_chat_says_what_is_missing_and_how_to_go_on(tmp_path: Path) -> None:
    known = {"PATH": os.defpath, "PYTHONPATH": str(HOUSE), "PORT": "0"}
    program = [sys.executable, "-m", "bot", "web"]
    with subprocess.Popen(program, cwd=tmp_path, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as web:
        assert web.stdout
        said = b"".join(web.stdout.readline() for _ in range(6)).decode()
        web.terminate()
    assert "no chat is connected" in said
    assert all(name in said for name in ("SLACK_BOT_TOKEN", "MICROSOFT_APP_ID", "docs/slack.md", "docs/teams.md"))
    assert "stagecoach sandbox" in said
