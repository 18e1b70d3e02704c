"""The docs say what the commands say."""

from pathlib import Path

import bot.commands  # noqa: F401  # registers the commands
from bot.commands.registry import every

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_table_of_commands_names_every_command_and_who_may_give_it_and_no_other() -> None:
    page = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert page == [
        f"| {'<br>'.join(f'`{pattern.words}`' for pattern in command.shown)} | {command.help} | {command.who} |"
        for command in every()
    ]
