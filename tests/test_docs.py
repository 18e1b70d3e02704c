"""The docs say what the product does: commands, settings, metrics, keys, rules, decisions, links and shell commands."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import bot.commands  # noqa: F401  # registers the commands
from bot.commands.registry import every
from bot.settings import Settings
from bot.store.engine.store import Store
from bot.telemetry import metrics
from process.limits import RULES, Limits
from process.playbook import BuyerStep, Exit, For, Handoff, Playbook, Stage, When
from tests.support.for_each import for_each
from tests.test_house import HOUSE, git_keeps

DOCS = HOUSE / "docs"
PAGES = [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", HOUSE / "SECURITY.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")
BLOCK = re.compile(r"^(?P<indent> *)```\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
MODELS: tuple[type[BaseModel], ...] = (Playbook, For, Stage, Handoff, Exit, When, BuyerStep, Limits)
NOT_IN_A_FILE = {"version": "it is made from the text"}

SHELL = ("make ", "cp ", "cd ", "export ", "python3 ", ".venv/bin/", "stagecoach ", "TEAMS_", "NODE_", "PLAYBOOK=")
"""How a block of commands for a shell begins; other blocks are pictures, lines of a log, or typed in a chat."""
RUN_ON = (
    "README.md",
    "docs/slack.md",
    "docs/teams.md",
    "docs/running.md",
    "docs/playbook.md",
    "docs/architecture.md",
)
CANNOT_RUN = {
    "make run-slack": "npm brings the Slack that it starts",
    "make run-teams": "npm brings the page that it starts",
    "make run ": "it serves a page until it is stopped",
    "npm ci": "it needs npm",
    "xoxb-": "it needs a workspace's tokens",
    "MICROSOFT_APP_PASSWORD": "it needs an app's password",
    "TEAMS_DEVELOPMENT": "it serves until it is stopped",
    "stagecoach web": "it serves until it is stopped",
    "export --csv": "it needs an organisation",
    "stagecoach erase": "it needs someone to erase, and asks first",
    "stagecoach sandbox\n": "it serves a page until it is stopped",
}
GIVEN = {"MICROSOFT_APP_ID": "00000000-0000-0000-0000-000000000001", "MICROSOFT_APP_PASSWORD": "p",
         "MICROSOFT_APP_TENANT_ID": "00000000-0000-0000-0000-000000000002"}  # fmt: skip  # what docs/teams.md has exported


def rows(page: str) -> str:
    """The rows of a page's tables."""
    return "\n".join(line for line in (DOCS / page).read_text("utf-8").splitlines() if line.startswith("|"))


def test_the_table_of_commands_names_every_command_and_who_may_give_it_and_no_other() -> None:
    page = [line for line in rows("commands.md").splitlines() if line.startswith("| `")]
    assert page == [
        f"| {'<br>'.join(f'`{pattern.words}`' for pattern in command.shown)} | {command.help} | {command.who} |"
        for command in every()
        if command.shown  # what only buttons have, no one types
    ]


def test_the_pages_name_every_setting_and_no_other() -> None:
    cells = [line.split("|")[1] for page in ("running", "slack", "teams") for line in rows(f"{page}.md").splitlines()]
    named = [name for cell in cells for name in re.findall(r"`([A-Z][A-Z_]+)`", cell)]
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_running_names_every_metric_and_no_other() -> None:
    named = set(re.findall(r"`(stagecoach_\w+)", rows("running.md")))
    assert named == set(every_metric())


def every_metric() -> Iterator[str]:
    """By its name on the page: what is counted ends in `_total` there."""
    for family in metrics.OURS.collect():
        yield f"{family.name}_total" if family.type == "counter" else family.name
    source = Path(metrics.__file__).read_text("utf-8")
    yield from (f"stagecoach_{name}" for name in re.findall(r'_gauge\("(\w+)"', source))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_playbook_explains_every_key(model: type[BaseModel]) -> None:
    first_cells = " ".join(line.split("|")[1] for line in rows("playbook.md").splitlines())
    when = next(line for line in rows("playbook.md").splitlines() if line.startswith("| `when`"))
    named = set(re.findall(r"`(\w+)`", when if model is When else first_cells))
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert not keys - named - set(NOT_IN_A_FILE)


def test_the_clock_names_every_rule_and_no_other() -> None:
    rules = [line.split("|")[1].strip(" `") for line in rows("clock.md").splitlines() if line.startswith("| `")]
    assert sorted(rules) == sorted(RULES)


def test_the_index_names_every_decision_with_its_title_date_and_status() -> None:
    index = [line.strip("| ").split(" | ") for line in rows("decisions/README.md").splitlines()[2:]]
    named = {re.sub(r"^\[\d+]\((.*)\)$", r"\1", number): title for number, title, _, _ in index}
    kept = {path.name: path.read_text("utf-8") for path in (DOCS / "decisions").glob("[0-9]*.md")}
    titles = {name: re.sub(r"^# \d+\. ", "", text.splitlines()[0]) for name, text in kept.items()}
    assert named == titles
    assert all(re.fullmatch(r"20\d\d-\d\d-\d\d", date) and status.strip() for *_, date, status in index)


@for_each(PAGES)
def test_every_link_leads_somewhere(page: Path) -> None:
    lost: list[str] = []
    for target, heading in LINK.findall(page.read_text("utf-8")):
        file = page.parent / target if target else page
        if not file.exists() or (heading and heading not in headings(file)):
            lost.append(f"{target}#{heading}")
    assert not lost


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them."""
    found = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.casefold()).replace(" ", "-") for one in found}


def commands() -> Iterator[tuple[str, str]]:
    """Each block of shell commands with its page, its indent taken off."""
    for page in RUN_ON:
        for block in BLOCK.finditer((HOUSE / page).read_text("utf-8")):
            text = re.sub(rf"^{block['indent']}", "", block["text"], flags=re.MULTILINE)
            if text.startswith(SHELL):
                yield page, text


VERB = re.compile(r"\.venv/bin/stagecoach ([\w-]+)")
COMMANDS = list(commands())
RUNNABLE = [one for one in COMMANDS if not any(mark in one[1] for mark in CANNOT_RUN)]


@pytest.fixture(scope="module")
def fresh_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a clone has in which the bot ran once, with this checkout's `.venv`."""
    copy = tmp_path_factory.mktemp("clone")
    for name in git_keeps():
        if (HOUSE / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOUSE / name, copy / name)
            _copy_compiled(HOUSE / name, copy / name)
    if not (copy / "README.md").exists() or not (HOUSE / ".venv").exists():
        pytest.skip("THE COMMANDS OF THE DOCS WERE NOT RUN: this is no checkout with its .venv")
    (copy / ".venv").symlink_to(HOUSE / ".venv")
    Store.open(f"sqlite:///{copy / 'stagecoach.db'}").close()  # as the first start leaves it
    return copy


def _copy_compiled(source: Path, copied: Path) -> None:
    """Take along what Python compiled of a module, so that the commands don't compile it again."""
    compiled = Path(cache_from_source(str(source)))
    if source.suffix == ".py" and compiled.exists():
        there = Path(cache_from_source(str(copied)))
        there.parent.mkdir(exist_ok=True)
        shutil.copy(compiled, there)


def sampled() -> Iterator[Any]:
    """The blocks as cases: one is in every run if it has a command that no block before it has, else in the ring."""
    seen: set[str] = set()
    for page, text in RUNNABLE:
        named = set(VERB.findall(text)) or {text}
        yield pytest.param(page, text, id=f"{page} {text[:50]}", marks=[pytest.mark.ring] if named <= seen else [])
        seen |= named


@pytest.mark.parametrize(("page", "text"), list(sampled()))
def test_what_a_page_has_for_the_shell_runs_as_it_is_written(fresh_copy: Path, page: str, text: str) -> None:
    settings = {name.upper() for name in Settings.model_fields}
    plain = {name: value for name, value in os.environ.items() if name not in settings}
    given = GIVEN if page == "docs/teams.md" else {}
    ended = subprocess.run(
        [shutil.which("bash") or "bash", "-euo", "pipefail", "-c", text],
        cwd=fresh_copy,
        env={**plain, **given, "PYTHONPATH": str(fresh_copy)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


def test_what_is_not_run_has_its_reason_and_is_still_on_a_page() -> None:
    assert all(any(mark in text for _, text in COMMANDS) for mark in CANNOT_RUN)
    assert len(RUNNABLE) >= 8


def test_every_block_finds_the_command_line_in_a_clean_clone() -> None:
    """Nothing puts `stagecoach` on the path there; it is in `.venv/bin`."""
    assert not [page for page, text in COMMANDS if re.search(r"(^|[= ] *)stagecoach ", text, re.MULTILINE)]
