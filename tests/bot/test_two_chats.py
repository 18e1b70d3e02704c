"""One organisation in two chats: one set of deals, and one person behind one work e-mail."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest

from adapters.card import Card
from adapters.chat import Inbound, Place, Speaker
from bot import playbooks
from bot.assistant import Assistant
from bot.store import people
from bot.store.people import Person
from bot.store.store import Store
from tests.bot.card_text import text_of

Say = Callable[..., Card]
KEYS = count()
ROB = Speaker("slack", "T1", "U-rob", "Rob Reyes", email="rob@acme.example")
ADA = Speaker("slack", "T1", "U-ada", "Ada Adeyemi", email="ada@acme.example", admin=True)


def in_teams(who: Speaker, **changed: str) -> Speaker:
    changes = {"platform": "teams", "workspace": "tenant-1", "user": who.user.removeprefix("U-"), **changed}
    return replace(who, admin=False, **changes)  # type: ignore[arg-type]  # text into text, which mypy cannot see


@pytest.fixture
def say(store: Store) -> Say:
    assistant = Assistant(store, lambda: datetime(2026, 5, 4, 8, tzinfo=UTC), playbooks.texts(None))

    def say(who: Speaker, text: str) -> Card:
        place = Place(who.platform, who.workspace, who.user, "direct")
        return assistant.answer(Inbound(f"k{next(KEYS)}", who, place, text)).card

    return say


def person(store: Store, who: Speaker) -> Person:
    with store.reading() as tx:
        tenant = people.tenant_of(tx, who.platform, who.workspace)
        found = people.person_of(tx, tenant.id if tenant else "", who.platform, who.workspace, who.user)
    assert found
    return found


def test_a_deal_begun_in_slack_is_there_in_teams_and_its_owner_is_the_same_person(store: Store, say: Say) -> None:
    say(ROB, "new Globex")
    assert "Globex" in text_of(say(in_teams(ROB, email="Rob@acme.example"), "list"))
    assert person(store, ROB) == person(store, in_teams(ROB))


def test_somebody_of_another_address_is_another_person(store: Store, say: Say) -> None:
    say(ROB, "new Globex")
    rita = in_teams(ROB, user="rita", email="rita@acme.example")
    say(rita, "list")
    assert person(store, rita).id != person(store, ROB).id
    assert person(store, rita).colleague.vouched


def test_whoever_has_no_work_email_is_not_vouched_for_once_there_are_two_chats(store: Store, say: Say) -> None:
    nameless = replace(ROB, email="")
    say(nameless, "list")
    assert person(store, nameless).colleague.vouched
    say(in_teams(ADA), "list")
    assert not person(store, nameless).colleague.vouched
    late = in_teams(ROB, email="")
    say(late, "list")
    assert not person(store, late).colleague.vouched


def test_two_accounts_of_one_chat_are_never_taken_for_one_person(store: Store, say: Say) -> None:
    say(ROB, "list")
    say(in_teams(ROB), "list")
    second = in_teams(ROB, user="rob-2")
    say(second, "list")
    assert person(store, second).id != person(store, ROB).id
    assert not person(store, second).colleague.vouched


def test_a_third_organisation_shares_nothing(store: Store, say: Say) -> None:
    say(ROB, "new Globex")
    foreign = replace(ROB, workspace="T2")
    assert "Globex" not in text_of(say(foreign, "list"))
    third = in_teams(ROB)
    assert "Globex" not in text_of(say(third, "list all"))
