"""Every deal goes to today's playbook in one press, after a preview of what would be asked again."""

from importlib.resources import files

import pytest

from adapters.sandbox import demo_people
from adapters.sandbox.terminal_card import plain
from bot.company import playbooks
from bot.sandbox.sandbox import Sandbox
from bot.store import deals, tenants
from tests.support.sandbox_script import Say, button

STANDARD = files("process").joinpath("standard.toml").read_text("utf-8")
SITUATION = '[[stage.exit]]\nkey = "situation"'
VISIT = '[[stage.exit]]\nkey = "visit"\nname = "Visit"\nquestion = "Who of ours has been there?"\n\n'
STRICTER = STANDARD.replace(SITUATION, VISIT + SITUATION, 1)


def versions(sandbox: Sandbox) -> int:
    """On how many playbook versions the open deals are."""
    with sandbox.store.reading() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert tenant
        return len({version for version, _ in deals.holding(tx, tenant.id)})


@pytest.fixture(autouse=True)
def stricter(sandbox: Sandbox) -> None:
    """The standard playbook asks for one thing more from today on."""
    with sandbox.store.writing() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert tenant
        assert playbooks.make_current(tx, tenant.id, {"standard.toml": STRICTER}) == []


def test_a_manager_sees_what_is_asked_again_and_moves_all_with_one_press(sandbox: Sandbox, say: Say) -> None:
    preview = say("mia", "playbook move all")
    told = plain(preview)
    assert "Nothing has moved" not in told
    assert "Wonka" in told
    assert "Closing to Development" in told
    assert "Visit" in told
    before = say("rita", "show wonka")
    press = button(preview, "Move").command
    assert plain(say("rita", "show wonka")) == plain(before)
    say("rob", "new Umbra")
    assert versions(sandbox) == 2
    assert "moved to today's playbook" in say("mia", press).title
    assert versions(sandbox) == 1
    assert "Development" in plain(say("rita", "show wonka"))
    assert "Nothing to move" in say("mia", press).title


def test_a_rep_moves_only_their_own(say: Say) -> None:
    press = button(say("mia", "playbook move all"), "Move").command
    assert "Only a manager can move all deals" in plain(say("rob", "playbook move all"))
    assert "Only a manager can move all deals" in plain(say("rob", press))


def test_a_preview_that_is_out_of_date_moves_nothing(sandbox: Sandbox, say: Say) -> None:
    press = button(say("mia", "playbook move all"), "Move").command
    say("rob", "lose globex because they left")
    say("rob", "new Umbra")
    assert "The deals have changed since the last preview" in plain(say("mia", press))
    assert versions(sandbox) == 2
