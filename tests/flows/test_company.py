"""The company runs itself: who joins, who can do what, and which playbook applies."""

from importlib.resources import files

from adapters.chat import Inbound, Place, Speaker
from adapters.sandbox import demo_people
from adapters.sandbox.terminal_card import plain
from bot.company import playbooks
from bot.sandbox.sandbox import Sandbox
from bot.store import tenants
from tests.support.sandbox_script import Say

STANDARD = files("process").joinpath("standard.toml").read_text("utf-8")
FORTH = """
[[stage]]
key = "pilot"
name = "Pilot"
purpose = "The buyer tries it with their own people."
coaching = "A pilot without an end date is a gift."

[[stage.exit]]
key = "pilot_result"
name = "pilot result"
question = "What did the pilot show?"
"""


def newcomer(sandbox: Sandbox, text: str, key: str, admin: bool = False) -> str:
    """The answer to Nia, who is new here."""
    speaker = Speaker(demo_people.PLATFORM, demo_people.WORKSPACE, "nia", "Nia New", admin=admin)
    return plain(
        sandbox.answer(
            Inbound(key, speaker, Place(demo_people.PLATFORM, demo_people.WORKSPACE, "nia", "direct"), text)
        ).card
    )


def test_where_people_join_by_invitation_a_newcomer_waits_for_an_admin(sandbox: Sandbox, say: Say) -> None:
    assert "only people an admin adds" in plain(say("ada", "settings admission invitation"))
    assert "You need an invitation" in newcomer(sandbox, "new Umbra", "n1")
    nia = Speaker(demo_people.PLATFORM, demo_people.WORKSPACE, "nia", "Nia New")
    place = demo_people.place("rob")
    by_rob = Inbound("n2", demo_people.speaker("rob"), place, "assign globex to <@nia>", mentioned={"nia": nia})
    assert "Mention a colleague" in plain(sandbox.answer(by_rob).card)
    by_ada = Inbound(
        "n3", demo_people.speaker("ada"), demo_people.place("ada"), "team <@nia> is rep", mentioned={"nia": nia}
    )
    assert "Nia New" in plain(sandbox.answer(by_ada).card)
    assert "Umbra" in newcomer(sandbox, "new Umbra", "n4")


def test_without_invitation_a_full_member_joins_with_the_first_command(sandbox: Sandbox) -> None:
    assert "Umbra" in newcomer(sandbox, "new Umbra", "n1")


def test_the_last_admin_can_neither_leave_nor_lay_it_down(say: Say) -> None:
    assert "Your company needs an admin" in plain(say("ada", "team <@ada> is no admin"))
    assert "Your company needs an admin" in plain(say("ada", "team <@ada> left"))
    assert "Manager" in plain(say("ada", "team <@rita> is manager"))
    assert "Rita" in plain(say("ada", "team <@rita> is no manager"))
    assert "left" in plain(say("ada", "team <@rita> left"))
    assert "deactivated" in plain(say("rita", "list"))
    say("ada", "team <@rita> is back")
    assert "deactivated" not in plain(say("rita", "list"))


def test_a_new_stage_is_a_few_lines_of_toml(sandbox: Sandbox, say: Say) -> None:
    before, mark, after = STANDARD.partition('[[stage]]\nkey = "presentation"')
    assert mark
    assert _make_current(sandbox, {"sales.toml": before + FORTH.lstrip() + "\n" + mark + after}) == []
    say("rob", "new Umbra")
    assert "Pilot" in plain(say("rob", "show umbra all"))
    assert "What did the pilot show?" in plain(say("rob", "playbook"))


def test_a_stage_that_holds_deals_cannot_be_taken_out(sandbox: Sandbox) -> None:
    before, _, rest = STANDARD.partition('[[stage]]\nkey = "presentation"')
    after = rest[rest.index("[[stage]]\n") :]
    without = (before + after).replace('stage = "presentation"', 'stage = "development"')
    without = without.replace('proven_by = ["half_validated", "presented_to"]', "")
    stops = _make_current(sandbox, {"standard.toml": without})
    assert len(stops) == 1
    assert "you removed stage 'presentation', but it holds" in stops[0]
    assert "and then remove it" in stops[0]


def test_a_team_that_only_a_second_playbook_asks_can_have_its_specialists(sandbox: Sandbox, say: Say) -> None:
    secure = STANDARD.replace('name = "Standard"', 'name = "Secure"').replace(
        'teams = ["legal"', 'teams = ["security", "legal"'
    )
    _make_current(sandbox, {"standard.toml": STANDARD, "secure.toml": secure})
    assert "is no team" not in plain(say("ada", "team <@leo> is specialist in security"))


def test_a_country_that_is_none_is_answered_with_the_nearest(say: Say) -> None:
    shown = plain(say("ada", "settings country germoney"))
    assert "Try DE for Germany" in shown
    assert len(shown) < 200


def test_a_region_is_set_shown_and_asked_for_where_it_is_unknown(say: Say) -> None:
    shown = " ".join(plain(say("ada", "settings country Germany, Bayern")).split())
    assert "Germany (BY), weekend Saturday and Sunday" in shown
    assert "weekend Friday and Saturday" in " ".join(plain(say("ada", "settings country SA")).split())
    shown = " ".join(plain(say("ada", "settings country DE-BX")).split())
    assert "know the region “DE-BX” of Germany. Try DE-" in shown
    assert "Saudi Arabia" in plain(say("ada", "settings"))


def test_a_playbook_whose_file_is_gone_cannot_be_chosen(sandbox: Sandbox, say: Say) -> None:
    quick = STANDARD.replace('name = "', 'name = "Quick ', 1)
    _make_current(sandbox, {"standard.toml": STANDARD, "quick.toml": quick})
    name = next(line.partition('"')[2].rstrip('"') for line in quick.splitlines() if line.startswith("name"))
    assert "Umbra" in plain(say("rob", f"new Umbra on {name}"))
    _make_current(sandbox, {"standard.toml": STANDARD})
    assert name not in _playbooks(sandbox).today
    assert "Umbra" in plain(say("rob", "show umbra"))


def _playbooks(sandbox: Sandbox) -> playbooks.Playbooks:
    with sandbox.store.reading() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert tenant
        return playbooks.load(tx, tenant.id)


def _make_current(sandbox: Sandbox, texts: dict[str, str]) -> list[str]:
    with sandbox.store.writing() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert tenant
        return playbooks.make_current(tx, tenant.id, texts)
