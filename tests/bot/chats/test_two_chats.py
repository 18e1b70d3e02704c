"""One organisation in two chats: one set of deals, and one person behind one work e-mail."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import Connection, func, select

from adapters.card import Card
from adapters.chat import Inbound, Place, Speaker, Undeliverable
from bot.assistant import Assistant
from bot.company import playbook_files
from bot.jobs.deliver import deliver
from bot.jobs.nudge import nudge
from bot.jobs.sweep import sweep
from bot.store import outbox, people, tenants
from bot.store.engine.store import Store
from bot.store.export import export
from bot.store.people import Person
from bot.store.schema.tables import inbox
from tests.support.card_text import text_of
from tests.support.stored_deals import FakeChat

Say = Callable[..., Card]
KEYS = count()
ROB = Speaker("slack", "T1", "U-rob", "Rob Reyes", email="rob@acme.example")
ADA = Speaker("slack", "T1", "U-ada", "Ada Adeyemi", email="ada@acme.example", admin=True)


def in_teams(who: Speaker, **changed: str) -> Speaker:
    changes = {"platform": "teams", "workspace": "tenant-1", "user": who.user.removeprefix("U-"), **changed}
    return replace(who, admin=False, **changes)  # type: ignore[arg-type]  # text into text, which mypy can't see


@pytest.fixture
def say_on() -> Callable[[Store], Say]:
    """Sends a line to a store, with mentions of these people."""

    def on(store: Store) -> Say:
        assistant = Assistant(store, lambda: datetime(2026, 5, 4, 8, tzinfo=UTC), playbook_files.texts(None))

        def say(who: Speaker, text: str, named: Sequence[Speaker] = (), unasked: bool = False) -> Card:
            place = Place(who.platform, who.workspace, who.user, "direct")
            mentioned = {one.user: one for one in named}
            said = Inbound(f"k{next(KEYS)}", who, place, text, mentioned=mentioned, unasked=unasked)
            return assistant.answer(said).card

        return say

    return on


@pytest.fixture
def say(store: Store, say_on: Callable[[Store], Say]) -> Say:
    return say_on(store)


def person(store: Store, who: Speaker) -> Person:
    with store.reading() as tx:
        tenant = tenants.tenant_of(tx, who.platform, who.workspace)
        found = people.person_of(tx, tenant.id if tenant else "", who.platform, who.workspace, who.user)
    assert found
    return found


def test_a_deal_begun_in_slack_is_there_in_teams_and_its_owner_is_the_same_person(store: Store, say: Say) -> None:
    say(ROB, "new Globex")
    assert "Globex" in text_of(say(in_teams(ROB, email="Rob@acme.example"), "list"))
    assert person(store, ROB) == person(store, in_teams(ROB))


def test_someone_of_another_address_is_another_person(store: Store, say: Say) -> None:
    say(ROB, "new Globex")
    rita = in_teams(ROB, user="rita", email="rita@acme.example")
    say(rita, "list")
    assert person(store, rita).id != person(store, ROB).id
    assert person(store, rita).colleague.vouched


def test_a_person_without_a_work_email_is_not_vouched_for_in_any_chat(store: Store, say: Say) -> None:
    nameless = replace(ROB, email="")
    say(nameless, "list")
    assert not person(store, nameless).colleague.vouched
    late = in_teams(ROB, email="")
    say(late, "list")
    assert not person(store, late).colleague.vouched


def test_two_accounts_of_one_work_email_are_one_person_in_one_chat_too(store: Store, say: Say) -> None:
    say(ROB, "list")
    say(in_teams(ROB), "list")
    second = in_teams(ROB, user="rob-2")
    say(second, "list")
    assert person(store, second).id == person(store, ROB).id
    assert person(store, second).colleague.vouched


def test_a_colleague_who_left_has_left_in_the_other_chat_too(store: Store, say: Say) -> None:
    say(ADA, "list")
    say(ROB, "list")
    assert "left" in text_of(say(ADA, "team <@U-rob> left", (ROB,)))
    assert "deactivated" in text_of(say(in_teams(ROB), "new Sneaky"))
    assert person(store, in_teams(ROB)).id == person(store, ROB).id


def test_who_is_named_for_the_first_time_can_be_worked_with_at_once(store: Store, say: Say) -> None:
    zoe = replace(ROB, user="U-zoe", name="Zoe Zimmer", email="zoe@acme.example")
    say(ROB, "new Globex")
    assert "I couldn't find" in text_of(say(ROB, "list <@U-zoe>", (zoe,)))
    assert "Zoe Zimmer owns it now" in text_of(say(ROB, "assign globex to <@U-zoe>", (zoe,)))
    assert "Globex" in text_of(say(ROB, "list <@U-zoe>", (zoe,)))


def test_admins_take_turns_so_that_one_is_left(postgres: Store, say_on: Callable[[Store], Say]) -> None:
    """On a server two of them write at once; each waits for what the other has done."""
    say = say_on(postgres)
    second = replace(ROB, admin=True)
    say(ADA, "list")
    say(second, "list")
    with ThreadPoolExecutor(2) as both:
        answers = list(
            both.map(
                lambda one: text_of(say(*one)),
                [
                    (ADA, "team <@U-rob> is no admin", (second,)),
                    (second, "team <@U-ada> is no admin", (ADA,)),
                ],
            )
        )
    assert sum("Your company needs an admin" in one or "Only an admin" in one for one in answers) == 1


def test_what_two_change_of_one_person_at_once_is_both_kept(store: Store, say: Say) -> None:
    say(ROB, "list")
    with store.writing() as tx:
        before = person_in(tx, ROB)
        people.save(tx, tenant_in(tx), before, replace(before, colleague=replace(before.colleague, active=False)))
        people.save(tx, tenant_in(tx), before, replace(before, zone="Asia/Tokyo"))
        after = person_in(tx, ROB)
    assert not after.colleague.active
    assert after.zone == "Asia/Tokyo"


def tenant_in(tx: Connection) -> str:
    tenant = tenants.tenant_of(tx, ROB.platform, ROB.workspace)
    assert tenant
    return tenant.id


def person_in(tx: Connection, who: Speaker) -> Person:
    found = people.person_of(tx, tenant_in(tx), who.platform, who.workspace, who.user)
    assert found
    return found


def test_a_third_organisation_shares_nothing(store: Store, say: Say) -> None:
    say(ROB, "new Globex")
    foreign = replace(ROB, workspace="T2")
    assert "Globex" not in text_of(say(foreign, "list"))
    third = in_teams(ROB)
    assert "Globex" not in text_of(say(third, "list all"))


def nudged_in(store: Store, weeks: int) -> list[str]:
    """The chats in which Rob gets nudges up to so many weeks later."""
    now = datetime(2026, 5, 4, 8, tzinfo=UTC) + timedelta(weeks=weeks)
    sweep(store, now)
    nudge(store, now + timedelta(hours=2))
    with store.reading() as tx:
        sent = [row for row in export(tx, None)["outbox"] if row["subject"].startswith("nudge:") and not row["edits"]]
    return [row["platform"] for row in sorted(sent, key=lambda row: row["number"])]


def test_a_nudge_comes_in_the_chat_in_which_one_spoke_last(store: Store, say: Say) -> None:
    say(ROB, "new Globex")
    say(in_teams(ROB), "list")
    assert nudged_in(store, 4) == ["teams"]
    say(ROB, "list")
    assert nudged_in(store, 6) == ["teams", "slack"]


def test_the_chat_that_one_chose_comes_before_the_one_in_which_one_spoke_last(store: Store, say: Say) -> None:
    say(ROB, "new Globex")
    say(in_teams(ROB), "list")
    assert "your nudges come in Microsoft Teams" in text_of(say(ROB, "settings my chat Teams"))
    assert "My chat: Microsoft Teams" in text_of(say(ROB, "settings"))
    assert nudged_in(store, 4) == ["teams"]
    assert "where you last wrote to me" in text_of(say(ROB, "settings my chat any"))
    assert "My chat: where you last wrote to me" in text_of(say(ROB, "settings"))
    assert nudged_in(store, 6) == ["teams", "slack"]


def test_a_person_who_is_not_reached_in_the_chosen_chat_is_nudged_in_the_other_one(store: Store, say: Say) -> None:
    say(ROB, "new Globex")
    say(in_teams(ROB), "settings my chat Teams")
    assert nudged_in(store, 4) == ["teams"]
    gone, slack = Undeliverable("403", "the account is gone"), FakeChat("slack")
    teams = FakeChat("teams", {"rob": [gone, gone]})
    for minute in range(3):
        deliver(store, {"slack": slack, "teams": teams}, "w", datetime(2026, 6, 1, 10, minute, tzinfo=UTC))
    assert [post.card.title for post in slack.sent] == ["A message wasn't delivered"]
    assert nudged_in(store, 6) == ["teams", "slack"]
    say(in_teams(ROB), "list")
    assert nudged_in(store, 8) == ["teams", "slack", "teams"]


def test_a_message_that_is_broken_takes_no_ones_choice_away(store: Store, say: Say) -> None:
    say(ROB, "list")
    say(in_teams(ROB), "settings my chat Teams")
    begun = datetime(2026, 5, 4, 8, tzinfo=UTC)
    with store.writing() as tx:
        outbox.post(tx, tenant_in(tx), Place("teams", "tenant-1", "rob", "direct"), Card("x", ()), "s", begun)
    teams = FakeChat("teams", {"rob": [KeyError("x")] * 8})
    for hour in range(8):
        deliver(store, {"teams": teams, "slack": FakeChat("slack")}, "w", begun + timedelta(hours=hour))
    assert person(store, ROB).chat == "teams"


def test_no_one_chooses_a_chat_in_which_they_are_not_known(store: Store, say: Say) -> None:
    refused = text_of(say(ROB, "settings my chat Teams"))
    assert "I know you in Slack, not in “Teams”." in refused
    assert person(store, ROB).chat == ""


def test_a_card_that_refreshes_itself_does_not_count_as_a_message(store: Store, say: Say) -> None:
    say(ROB, "new Globex")
    say(in_teams(ROB), "list")
    say(ROB, "list")
    say(in_teams(ROB), "list", unasked=True)
    assert person(store, ROB).spoke == "slack"


def test_a_look_in_the_same_chat_writes_nothing(store: Store, say: Say) -> None:
    say(ROB, "new Globex")
    say(ROB, "list")
    say(in_teams(ROB), "list")
    say(in_teams(ROB), "list")
    with store.reading() as tx:
        assert tx.scalar(select(func.count()).select_from(inbox)) == 2
