"""A lighter playbook opens no way round: who moves a deal to it, which deals it is for, and what happens when one grows."""

from importlib.resources import files

import pytest

from adapters.sandbox import demo_people
from adapters.sandbox.terminal_card import plain
from bot.company import playbooks
from bot.sandbox.sandbox import Sandbox
from bot.store import deals, tenants
from bot.store.names import name_key
from process.deal import Deal
from tests.support.card_text import form_of
from tests.support.sandbox_script import Say, button

STANDARD = files("process").joinpath("standard.toml").read_text("utf-8")
LICENSING = STANDARD.index('[[stage.exit]]\nkey = "licensing"')
WITHOUT = STANDARD[:LICENSING] + STANDARD[STANDARD.index('[[stage.exit]]\nkey = "post_sale"') :]
SMALL = WITHOUT.replace('name = "Standard"', 'name = "Small"\nfor = { amount_below = "5000 EUR" }', 1)
AGAIN = WITHOUT.replace('name = "Standard"', 'name = "Again"\nfor = { kinds = ["renewal"] }', 1)
LOOSE = WITHOUT.replace('name = "Standard"', 'name = "Loose"', 1)


@pytest.fixture(autouse=True)
def several(sandbox: Sandbox) -> None:
    """Three lighter playbooks beside the standard one: for small deals, for renewals, and for any."""
    texts = {"a.toml": STANDARD, "b.toml": SMALL, "c.toml": AGAIN, "d.toml": LOOSE}
    with sandbox.store.writing() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert tenant
        assert playbooks.make_current(tx, tenant.id, texts) == []


def found(sandbox: Sandbox, name: str) -> tuple[Deal, str]:
    """The open deal with this name, and the name of its playbook."""
    with sandbox.store.reading() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert tenant
        brief = deals.named(tx, tenant.id, {name_key(name)})[0]
        deal = deals.find(tx, tenant.id, brief.id)
        assert deal
        return deal, playbooks.load(tx, tenant.id).of(deal.playbook).name


def test_an_owner_never_moves_a_deal_to_a_playbook_that_asks_less(sandbox: Sandbox, say: Say) -> None:
    shown = " ".join(plain(say("rob", "playbook move globex to Loose")).split())
    assert "Loose asks less: Licensing. A manager who doesn't own this deal can move it." in shown
    assert found(sandbox, "Globex")[1] == "Standard"
    say("mia", "playbook move globex to Loose")
    assert found(sandbox, "Globex")[1] == "Loose"


def test_a_manager_does_not_move_a_deal_of_their_own_there(sandbox: Sandbox, say: Say) -> None:
    say("mia", "new Umbra")
    assert "asks less" in plain(say("mia", "playbook move umbra to Loose"))
    say("mia", "assign umbra to <@rob>")
    assert "asks less" in plain(say("rob", "playbook move umbra to Loose"))


def test_an_owner_takes_a_deal_to_a_playbook_that_asks_more(sandbox: Sandbox, say: Say) -> None:
    say("rob", "new Umbra on Loose")
    say("rob", "playbook move umbra to Standard")
    assert found(sandbox, "Umbra")[1] == "Standard"


def test_a_new_deal_begins_only_on_playbooks_for_new_deals(sandbox: Sandbox, say: Say) -> None:
    offered = {key for one in form_of(say("rob", "new")).fields for key, _ in one.options}
    assert offered == {"Standard", "Small", "Loose"}
    shown = " ".join(plain(say("rob", "new Umbra on Again")).split())
    assert "The playbook Again isn't for new deals. Start it on Standard, Loose or Small." in shown


def test_a_deal_that_outgrows_its_playbook_is_asked_what_the_right_one_asks(sandbox: Sandbox, say: Say) -> None:
    say("rob", "new Umbra on Small")
    say("rob", "set umbra product software")
    say("rob", "met umbra source calling")
    say("rob", "met umbra contact Ute Unger, CFO")
    assert "Everything is proven" not in plain(say("rob", "show umbra")), "the amount is asked before the first gate"
    assert "You: amount" in plain(say("rob", "advance umbra"))
    assert [one.key for one in form_of(say("rob", "met umbra")).fields] == ["set_amount"]
    assert found(sandbox, "Umbra")[0].stage == "prospecting"
    say("rob", "set umbra amount 4000 EUR")
    say("rob", "advance umbra")
    assert found(sandbox, "Umbra")[0].stage == "qualification"
    say("rob", "set umbra amount 90000 EUR")
    for line in (
        "problem Two systems that do not talk",
        "responsible Ute Unger, CFO",
        "budget 90000 EUR said by Ute Unger in call",
        "decision The board decides said by Ute Unger in call",
    ):
        say("rob", f"met umbra {line}")
    say("rob", "buyer umbra did problem admitted said by Ute Unger in call")
    stopped = say("rob", "advance umbra")
    assert "outgrown the playbook Small" in " ".join(plain(stopped).split())
    say("rob", button(stopped, "Move to one that fits").command)
    deal, playbook = found(sandbox, "Umbra")
    assert (playbook, deal.stage) == ("Standard", "qualification")
    say("rob", "playbook move umbra to Small")
    assert found(sandbox, "Umbra")[1] == "Standard"
