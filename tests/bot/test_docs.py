"""The docs say what the commands say."""

from pathlib import Path

import bot.commands  # noqa: F401  # registers the commands
from bot.commands.registry import every

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_table_of_commands_names_every_command_and_who_may_give_it() -> None:
    page = PAGE.read_text("utf-8")
    for command in every():
        says = "<br>".join(f"`{pattern.words}`" for pattern in command.shown)
        assert f"| {says} | {command.help} | {command.who} |" in page
