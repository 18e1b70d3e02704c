"""The check of a playbook, in words: that it is valid, and what it asks less than the standard one."""

from bot.views.words import both, count, either, exit_name, stage_name
from process.asks_less import asks_less
from process.playbook import Playbook
from process.win import is_winning


def valid_words(file: str, playbook: Playbook) -> str:
    """That a playbook file can be used, and what it has."""
    stages, exits = count(len(playbook.stage), "stage"), count(len(playbook.exits), "exit")
    return f"{file}: {playbook.name} is valid: {stages}, {exits} (version {playbook.version})."


def winning_words(file: str, playbook: Playbook) -> str:
    """When a deal is won in a playbook."""
    wins = [stage.name for stage in playbook.stage if is_winning(stage)]
    if wins:
        return f"{file}: A deal is won once the handoff out of {either(wins)} is approved."
    return (
        f"{file}: No handoff has `win = true`. A deal is won only when {playbook.last.name} is done. Until then it is "
        "in the pipeline, and can be lost."
    )


def looser_words(file: str, playbook: Playbook, standard: Playbook) -> str:
    """What a playbook asks less, or more mildly, than the standard one; nothing where it doesn't."""
    less = [_named(key, standard) for key in asks_less(standard, playbook)]
    return f"{file}: {playbook.name} asks less than the standard playbook: {both(less)}." if less else ""


def _named(key: str, standard: Playbook) -> str:
    """An exit, the handoff out of a stage, or another key of the playbook."""
    if key in standard.order:
        return f"the handoff out of {stage_name(standard, key)}"
    return exit_name(standard, key) if key in standard.exits else f"`{key}`"
