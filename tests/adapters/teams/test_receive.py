"""What people write, mention and press in Teams is understood as they meant it, and only Teams says who they are."""

from typing import Any

import pytest

from adapters.chat import Inbound
from adapters.teams import members, receive
from adapters.teams.activity_fields import Misread
from adapters.teams.members import Member
from tests.support import teams_payloads as wire

US = {"type": "mention", "text": "<at>Deal</at>", "mentioned": {"id": wire.BOT, "name": "Deal"}}


def said(activity: dict[str, Any], admin: str = "") -> Inbound:
    inbound = receive.read(activity, wire.MEMBERS, admin)
    assert inbound
    return inbound


def test_a_bot_named_deal_reads_a_customer_named_dealership() -> None:
    activity = wire.message("rob", "<at>Deal</at> show Dealership Ltd, a Deal customer\r\n", US, personal=False)
    assert said(activity).text == "show Dealership Ltd, a Deal customer"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("<at>Deal</at>\xa0show&nbsp;Acme \r\n", "show Acme"),
        ("list", "list"),
        ("/deal list", "list"),
        ("Deal list", "list"),
        ("dealers list", "dealers list"),
        ("show A&amp;B", "show A&B"),
    ],
)
def test_what_a_client_adds_is_taken_away(typed: str, meant: str) -> None:
    assert said(wire.message("rob", typed, US)).text == meant


def test_a_mentioned_colleague_is_known_by_what_teams_says() -> None:
    words, entity = wire.mention("mia")
    inbound = said(wire.message("ada", f"team {words} is manager", entity))
    assert inbound.text == f"team <@{wire.user('mia')}> is manager"
    assert inbound.mentioned[wire.user("mia")].name == "Mia Marsh"
    assert inbound.mentioned[wire.user("mia")].email == "mia@stagecoach.example"


def test_a_mention_of_a_person_unknown_to_teams_stays_words() -> None:
    words, entity = wire.mention("zoe")
    inbound = said(wire.message("ada", f"team {words} is manager", entity))
    assert inbound.text == "team Zoe is manager"
    assert not inbound.mentioned


def test_a_direct_conversation_is_the_users_own_and_a_thread_its_channels() -> None:
    assert said(wire.message("rob", "list")).place.id == wire.user("rob")
    assert said(wire.message("rob", "list")).place.kind == "direct"
    assert said(wire.message("rob", "list", personal=False)).place.id == wire.CHANNEL


def test_a_press_says_its_command_and_a_form_its_own_answers_alone() -> None:
    action = {"verb": "say", "data": {"command": "met #1 budget", "act": "k.1", "form": 2, "subject": "s"}}
    inbound = said(wire.press("rob", action, {"2.value": "50000 EUR", "2.contact": "CFO", "1.note": "other form"}))
    assert (inbound.text, inbound.subject) == ("met #1 budget", "s")
    assert inbound.values == {"value": "50000 EUR", "contact": "CFO"}


def test_a_repeated_press_is_the_same_utterance_though_teams_gives_it_a_new_id() -> None:
    action = {"verb": "say", "data": {"command": "advance #1", "act": "k.1"}}
    first, again = wire.press("rob", action), wire.press("rob", action)
    assert first["id"] != again["id"]
    assert said(first).key == said(again).key
    assert said(first).key != said(wire.press("rita", action)).key
    other = {"verb": "say", "data": {"command": "advance #1", "act": "k.2"}}
    assert said(first).key != said(wire.press("rob", other)).key


def test_a_repeated_message_is_the_same_utterance() -> None:
    first, again = wire.message("rob", "list", number="7"), wire.message("rob", "list", number="7")
    assert said(first).key == said(again).key
    assert said(first).key != said(wire.message("rob", "list", number="8")).key


def test_a_client_without_execute_presses_by_message() -> None:
    activity = wire.message("rob", "") | {"value": {"command": "list", "act": "k.1"}}
    assert said(activity).text == "list"


def test_only_the_first_admin_named_in_the_settings_is_one() -> None:
    assert said(wire.message("ada", "list"), admin=wire.user("ada")).speaker.admin
    assert not said(wire.message("rob", "list"), admin=wire.user("ada")).speaker.admin
    assert not said(wire.message("rob", "list")).speaker.admin


@pytest.mark.parametrize(
    ("answer", "standing", "email"),
    [
        ({"aadObjectId": "u", "name": "Rob", "email": "r@x", "tenantId": wire.TENANT}, "member", "r@x"),
        ({"objectId": "u", "email": "r@x", "userRole": "user"}, "member", "r@x"),
        ({"aadObjectId": "u", "email": "r@x", "userRole": "guest"}, "guest", ""),
        ({"aadObjectId": "u", "email": "r@x", "userPrincipalName": "r_y#EXT#@x.example"}, "guest", ""),
        ({"aadObjectId": "u", "email": "r@x", "tenantId": "another"}, "stranger", ""),
    ],
)
def test_only_a_full_members_address_is_believed(answer: dict[str, str], standing: str, email: str) -> None:
    known = members.member(answer)
    assert known
    assert (known.speaker(wire.TENANT).standing, known.speaker(wire.TENANT).email) == (standing, email)


def test_another_bot_does_not_count_as_a_person() -> None:
    activity = wire.message("rob", "list")
    activity["from"] = {"id": "28:other", "name": "Another"}
    assert said(activity).speaker.standing == "bot"


def test_no_one_speaks_as_someone_else() -> None:
    activity = wire.message("rob", "list")
    with pytest.raises(Misread):
        receive.read(activity, {wire.account("rob"): Member(wire.user("mia"), "Mia")})
    with pytest.raises(Misread):
        receive.read(activity, {})


@pytest.mark.parametrize(
    "change",
    [
        {"from": None},
        {"conversation": "x"},
        {"id": 7},
        {"text": 7},
        {"text": "x" * 20_001},
        {"text": "\ud800"},
        {"value": "x"},
        {"value": {"act": "a"}},
        {"value": {"command": ["a"], "act": "a"}},
        {"channelData": {"tenant": {"id": "another"}}},
        {"entities": [{"type": "mention", "mentioned": 7, "text": "a"}]},
    ],
)
def test_what_no_one_could_have_said_is_misread(change: dict[str, Any]) -> None:
    with pytest.raises(Misread):
        receive.read(wire.message("rob", "list") | change, wire.MEMBERS)


@pytest.mark.parametrize(
    "change", [{"type": "typing"}, {"type": "invoke", "name": "fileConsent/invoke"}, {"type": None}]
)
def test_an_activity_without_a_request_is_ignored(change: dict[str, Any]) -> None:
    assert receive.read(wire.message("rob", "list") | change, wire.MEMBERS) is None
