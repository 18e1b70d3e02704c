"""A deal begins on the playbook that is named, and a name with "on" in it stays whole."""

from importlib.resources import files

import pytest

from adapters.card import Form
from adapters.sandbox import demo_people
from adapters.sandbox.terminal_card import plain
from bot.company import playbooks
from bot.sandbox.sandbox import Sandbox
from bot.store import deals, tenants
from tests.support.sandbox_script import Say, button

STANDARD = files("process").joinpath("standard.toml").read_text("utf-8")
NAMES = ("Quick sale", "Avon on Quick sale")


@pytest.fixture(autouse=True)
def several(sandbox: Sandbox) -> None:
    """Two more playbooks beside the standard one."""
    texts = {"standard.toml": STANDARD}
    for name in NAMES:
        texts[f"{name}.toml"] = STANDARD.replace('name = "Standard"', f'name = "{name}"', 1)
    with sandbox.store.writing() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert tenant
        assert playbooks.make_current(tx, tenant.id, texts) == []


def begun(sandbox: Sandbox, name: str) -> str:
    """The playbook of the open deal with this name; nothing where there is none."""
    with sandbox.store.reading() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert tenant
        known = playbooks.load(tx, tenant.id)
        for brief in deals.names(tx, tenant.id):
            if brief.name == name:
                deal = deals.find(tx, tenant.id, brief.id)
                assert deal
                return known.of(deal.playbook).name
    return ""


@pytest.mark.parametrize(
    ("line", "name", "playbook"),
    [
        ("new Umbra on Quick sale", "Umbra", "Quick sale"),
        ("new Umbra on quick-sale", "Umbra", "Quick sale"),
        ("new Hands on Tech on quick sale", "Hands on Tech", "Quick sale"),
        ("new Stratford on Avon", "Stratford on Avon", "Standard"),
        ('new "Umbra on Quick sale"', "Umbra on Quick sale", "Standard"),
        ('new "Umbra on Quick sale" on Quick sale', "Umbra on Quick sale", "Quick sale"),
        ("new Umbra", "Umbra", "Standard"),
    ],
)
def test_what_is_typed_names_the_deal_and_its_playbook(
    sandbox: Sandbox, say: Say, line: str, name: str, playbook: str
) -> None:
    say("rob", line)
    assert begun(sandbox, name) == playbook


@pytest.mark.parametrize(
    ("values", "name", "playbook"),
    [
        ({"name": "Umbra on Quick sale"}, "Umbra", "Quick sale"),
        ({"name": "Umbra", "playbook": "Quick sale"}, "Umbra", "Quick sale"),
        ({"name": "Umbra on Quick sale", "playbook": "Standard"}, "Umbra on Quick sale", "Standard"),
        ({"name": "Stratford on Avon"}, "Stratford on Avon", "Standard"),
    ],
)
def test_the_form_says_the_same(sandbox: Sandbox, say: Say, values: dict[str, str], name: str, playbook: str) -> None:
    form = next(part for part in say("rob", "new").body if isinstance(part, Form))
    assert [field.key for field in form.fields] == ["name", "playbook"]
    say("rob", form.command, values)
    assert begun(sandbox, name) == playbook


@pytest.mark.parametrize(
    ("line", "label", "saved"),
    [
        ("new Umbra on Avon on Quick sale", '"Umbra" on "Avon on Quick sale"', ("Umbra", "Avon on Quick sale")),
        ("new Umbra on Avon on Quick sale", '"Umbra on Avon" on "Quick sale"', ("Umbra on Avon", "Quick sale")),
        ("new Umbra on Standrad", '"Umbra" on "Standard"', ("Umbra", "Standard")),
        ("new Umbra on Standrad", "Name it Umbra on Standrad", ("Umbra on Standrad", "Standard")),
    ],
)
def test_where_it_is_unclear_each_reading_is_a_button_and_nothing_is_saved_before(
    sandbox: Sandbox, say: Say, line: str, label: str, saved: tuple[str, str]
) -> None:
    asked = say("rob", line)
    assert "Which playbook do you mean?" in plain(asked)
    assert not begun(sandbox, saved[0])
    say("rob", button(asked, label).command)
    assert begun(sandbox, saved[0]) == saved[1]


def test_in_the_form_the_question_is_beside_the_name(sandbox: Sandbox, say: Say) -> None:
    again = say("rob", "new", {"name": "Umbra on Standrad"})
    form = next(part for part in again.body if isinstance(part, Form))
    assert "Which playbook" in form.fields[0].error
    assert not begun(sandbox, "Umbra on Standrad")
