"""Other playbooks than the standard one, and deals that move to them."""

from process import course
from process.outcome import Outcome
from process.playbook import Playbook
from process.playbook_file import read
from tests.support.people_and_deal import STANDARD_TEXT, Story


def move(story: Story, new: Playbook, who: str = "rob") -> Outcome:
    old = story.playbook
    outcome = story.ask(who, lambda deal, context: course.move_playbook(deal, context, old, new))
    if outcome.refusal is None:
        story.playbook = new
    return outcome


def standard(*swaps: tuple[str, str]) -> Playbook:
    """The standard playbook with these words in place of those."""
    text = STANDARD_TEXT
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    return read(text)


def stage(key: str, exits: str = "", more: str = "") -> str:
    return (
        f'[[stage]]\nkey = "{key}"\nname = "S"\npurpose = "It is so."\ncoaching = "Do it."\nexit = [{exits}]\n{more}\n'
    )
