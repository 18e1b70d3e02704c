"""Someone leaves: their deals are still found, and a manager hands them over after a preview."""

from dataclasses import replace
from datetime import timedelta

from adapters.card import Button, Buttons, Card, Form, Table
from adapters.chat import Inbound, Post, Undeliverable
from adapters.sandbox import demo_people
from adapters.sandbox.terminal_card import plain
from bot.jobs.deliver import SECOND_TRY, deliver
from bot.sandbox.sandbox import Sandbox
from bot.store import deals, ledger, people, tenants, tokens
from process.deal import Deal
from process.facts import Assigned
from tests.support.recording_chat import RecordingChat
from tests.support.sandbox_script import Say, button


def open_deals(sandbox: Sandbox, owner: str) -> dict[str, Deal]:
    """The open deals of that owner, by name."""
    with sandbox.store.reading() as tx:
        tenant = _tenant(sandbox)
        found = [deals.find(tx, tenant, brief.id) for brief in deals.names(tx, tenant) if owner in brief.owner]
        return {deal.name: deal for deal in found if deal}


def _tenant(sandbox: Sandbox) -> str:
    with sandbox.store.reading() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert tenant
        return tenant.id


def assigned(sandbox: Sandbox, deal: Deal) -> list[Assigned]:
    with sandbox.store.reading() as tx:
        entries = ledger.of_deal(tx, _tenant(sandbox), deal.id)
    return [entry.fact for entry in entries if isinstance(entry.fact, Assigned)]


def buttons(card: Card) -> list[Button]:
    return [one for part in card.body if isinstance(part, Buttons) for one in part.every]


def presence(card: Card, name: str) -> str:
    """A colleague's presence in the team's table."""
    rows = [row for part in card.body if isinstance(part, Table) for row in part.rows]
    return next(row[-1] for row in rows if row[0] == name)


def words(card: Card) -> str:
    return " ".join(plain(card).split())


def test_the_deals_of_someone_who_left_are_listed_by_name_and_by_mention(sandbox: Sandbox, say: Say) -> None:
    theirs = open_deals(sandbox, "rob")
    say("ada", "team <@rob> left")
    for line in ("list rob", "list Rob Reyes", "list <@rob>", "list @rob"):
        card = words(say("rita", line))
        assert "Rob Reyes's open deals (left)" in card
        assert [name for name in theirs if name.split()[0] not in card] == []


def test_a_slip_of_a_name_is_asked_about_and_its_button_lists_the_deals(say: Say) -> None:
    asked = say("rita", "list robb")
    assert "Which colleague do you mean?" in plain(asked)
    assert "Rob Reyes's open deals" in plain(say("rita", button(asked, "Rob Reyes").command))
    assert "couldn't find “zoe”" in plain(say("rita", "list zoe"))


def test_a_manager_sees_what_would_move_and_one_button_moves_it(sandbox: Sandbox, say: Say) -> None:
    theirs = open_deals(sandbox, "rob")
    preview = say("mia", "assign all of <@rob> to <@rita>")
    shown = words(preview)
    assert f"Hand over {len(theirs)} of Rob Reyes's deals to Rita" in shown
    assert all(name in shown for name in theirs)
    assert "EUR" in shown
    assert open_deals(sandbox, "rob").keys() == theirs.keys()
    [only] = [one for one in buttons(preview) if one.command.startswith("assign")]
    assert f"now owns {len(theirs)} of Rob Reyes's deals" in words(say("mia", only.command))
    assert not open_deals(sandbox, "rob")
    for deal in theirs.values():
        [fact] = assigned(sandbox, deal)
        assert "rita" in fact.owner
        assert "rob" in fact.was


def test_the_new_owner_gets_one_message_for_all_of_them(sandbox: Sandbox, say: Say, recorder: RecordingChat) -> None:
    theirs = open_deals(sandbox, "rob")
    preview = say("mia", "assign all of rob to rita")
    say("mia", button(preview, "Hand over").command)
    while deliver(sandbox.store, sandbox.chats, "now", sandbox.wall()):
        pass
    got = [post.card for post, _ in recorder.posts if post.place.id == "rita" and "yours now" in post.card.title]
    assert [card.title for card in got] == [f"{len(theirs)} deals are yours now"]
    assert all(name in words(got[0]) for name in theirs)


def test_deals_that_came_since_the_preview_are_shown_before_anything_moves(sandbox: Sandbox, say: Say) -> None:
    preview = say("mia", "assign all of <@rob> to <@rita>")
    say("rob", "new Umbra")
    again = say("mia", button(preview, "Hand over").command)
    assert "changed since the last preview" in words(again)
    assert "Umbra" in open_deals(sandbox, "rob")
    say("mia", button(again, "Hand over").command)
    assert not open_deals(sandbox, "rob")


def test_only_a_manager_hands_over_everything(sandbox: Sandbox, say: Say) -> None:
    preview = say("mia", "assign all of <@rob> to <@rita>")
    for line in ("assign all of <@rob> to <@rita>", button(preview, "Hand over").command, "assign all of rob"):
        assert "Only a manager" in plain(say("rob", line))
    assert open_deals(sandbox, "rob")


def test_a_deal_that_cannot_go_is_named_with_its_reason_and_the_others_move(sandbox: Sandbox, say: Say) -> None:
    say("ada", "team <@rita> is manager")
    say("rita", "waive globex budget because they never name one")
    preview = say("mia", "assign all of <@rob> to <@rita>")
    assert "These deals don't move" in words(preview)
    assert "Globex: The new owner waived exits on this deal." in words(preview)
    say("mia", button(preview, "Hand over").command)
    assert list(open_deals(sandbox, "rob")) == ["Globex"]


def test_no_one_who_left_and_not_the_same_colleague_takes_over(sandbox: Sandbox, say: Say) -> None:
    say("ada", "team <@rita> left")
    assert "left, so they can't take over" in words(say("mia", "assign all of rob to rita"))
    assert "Rita Roy left, so they can't take over" in words(say("mia", "assign all of rob to <@rita>"))
    assert "Rita Roy has left. Name another colleague." in words(say("mia", "assign globex to <@rita>"))
    assert "already owns these deals" in words(say("mia", "assign all of rob to rob"))
    assert open_deals(sandbox, "rob")


def test_when_someone_leaves_their_manager_is_offered_to_hand_over_their_deals(
    sandbox: Sandbox, say: Say, recorder: RecordingChat
) -> None:
    theirs = open_deals(sandbox, "rob")
    assert "Stagecoach asked Mia" in words(say("ada", "team rob left"))
    while deliver(sandbox.store, sandbox.chats, "now", sandbox.wall()):
        pass
    [offer] = [
        post.card
        for post, _ in recorder.posts
        if post.place.id == "mia" and post.card.title.startswith("Rob Reyes left: ")
    ]
    form = next(part for part in say("mia", button(offer, "Hand over").command).body if isinstance(part, Form))
    assert "Rob Reyes" not in [name for _, name in form.fields[0].options]
    preview = say("mia", form.command, {"colleague": "<@rita>"})
    say("mia", button(preview, "Hand over").command)
    assert not open_deals(sandbox, "rob")
    assert all(assigned(sandbox, deal) for deal in theirs.values())


def test_an_account_that_the_chat_has_deactivated_takes_nothing_over(sandbox: Sandbox) -> None:
    gone = replace(demo_people.speaker("rob"), standing="deactivated")
    line = Inbound(
        "g1", demo_people.speaker("mia"), demo_people.place("mia"), "assign globex to <@rob>", mentioned={"rob": gone}
    )
    card = sandbox.answer(line).card
    assert "account is deactivated" in words(card)
    assert button(card, "Hand over their deals").command.startswith("assign all of")
    line = Inbound(
        "g2",
        demo_people.speaker("rita"),
        demo_people.place("rita"),
        "away until 8 May delegate <@rob>",
        mentioned={"rob": gone},
    )
    assert "account is deactivated" in words(sandbox.answer(line).card)
    line = Inbound(
        "g3", demo_people.speaker("ada"), demo_people.place("ada"), "team <@rob> left", mentioned={"rob": gone}
    )
    assert "Stagecoach asked Mia" in words(sandbox.answer(line).card)


def test_who_is_away_is_shown_without_a_stand_in_once_their_delegate_left(say: Say) -> None:
    say("mia", "away until 8 May delegate <@rita>")
    assert "Rita Roy stands in" in presence(say("ada", "team"), "Mia Marsh")
    assert "no one stands in" in presence(say("ada", "team <@rita> left"), "Mia Marsh")


def test_a_leaver_can_be_called_back_by_name(say: Say) -> None:
    say("ada", "team <@rob> left")
    say("ada", "team rob is back")
    assert "Your open deals" in plain(say("rob", "list"))


class ClosedToRob(RecordingChat):
    """A chat that has deactivated Rob's account."""

    def send(self, post: Post) -> str:
        if post.place.id == "rob":
            raise Undeliverable("user_disabled", "the account was deactivated", gone=True)
        return super().send(post)


def test_a_message_that_finds_the_account_gone_ends_its_agents_and_asks_for_a_new_owner(
    say: Say, sandbox: Sandbox
) -> None:
    say("rob", "token new for Claude")
    chat = ClosedToRob(sandbox.now)
    say("leo", "met wayne industries legal no because their data terms are not ours")
    for wait in (timedelta(), 2 * SECOND_TRY, 4 * SECOND_TRY):
        while deliver(sandbox.store, {demo_people.PLATFORM: chat}, "w", sandbox.wall() + wait):
            pass
    tenant = _tenant(sandbox)
    with sandbox.store.reading() as tx:
        rob = people.find(tx, tenant, demo_people.PLATFORM + "-sandbox-rob")
        live = tokens.of_person(tx, tenant, demo_people.PLATFORM + "-sandbox-rob", sandbox.now())
    assert (rob is not None and rob.colleague.active, live) == (False, [])
    assert [post.card.title for post, _ in chat.posts if post.place.id == "mia" and "new owner" in plain(post.card)]
