"""Home says for each role what waits for them first, and the next useful thing where nothing does."""

import pytest
from sqlalchemy import event

from adapters.sandbox.terminal_card import plain
from bot.company.snapshot import take_snapshot
from bot.sandbox.sandbox import Sandbox
from bot.store import tenants
from tests.support.card_text import all_buttons, buttons_of, text_of
from tests.support.sandbox_script import Say


def test_a_rep_sees_their_deals_what_each_needs_and_what_waits_for_others(say: Say) -> None:
    say("rob", "advance stark")
    card = say("rob", "home")
    assert card.title.startswith("Rob · 6 deals, €")
    said = " ".join(plain(card).split())
    assert "Acme €48k: 5 answers missing" in said
    assert "Cyberdyne third plant: 1 answer missing (source)" in said
    assert "Waiting for others - Stark: a manager, until 7 May" in said
    assert "Your team" not in said


def test_a_rep_moves_a_ready_deal_on_from_home(say: Say) -> None:
    card = say("rob", "home")
    command = next(one.command for one in all_buttons(card) if one.command.endswith("to qualification"))
    assert "is now in" in say("rob", command).title


def test_a_manager_sees_the_decision_and_the_team(say: Say) -> None:
    assert say("mia", "home").title == "Mia · no decision waits for you"
    say("rob", "advance stark")
    card = say("mia", "home")
    assert card.title == "Mia · 1 decision for you"
    assert card.notification == "1 decision for you. First: Stark"
    assert "Stark €40k: to Closing, asked by Rob Reyes, until 7 May" in text_of(card)
    assert "Your team: 10 deals, €503k." in text_of(card)
    assert "Approve" in buttons_of(say("mia", buttons_of(card)["Decide"]))


def test_a_specialist_sees_what_waits_for_their_team_and_answers_there(say: Say) -> None:
    card = say("leo", "home")
    assert card.title == "Leo · 1 deal waits for Legal"
    assert "Wayne Industries €120k: Rob Reyes asked 26 Apr: “they want their own data terms”" in text_of(card)
    no = say("leo", buttons_of(card)["No, because…"])
    assert "why no for Legal" in no.title
    say("leo", buttons_of(card)["Cleared"])
    assert say("leo", "home").title == "Leo · nothing waits for Legal or Licensing"


def test_an_account_manager_sees_the_customer_that_is_handed_to_them(say: Say) -> None:
    for line in (
        "met wonka terms Two years, paid in two halves",
        "trigger wonka 1 happened signed off said by Will Wong in e-mail",
        "met wonka paperwork https://contracts.example/wonka",
        "met wonka signed_by_customer Will Wong said by Will Wong in meeting",
        "met wonka signed_by_us <@max>",
        "met wonka signed_on yesterday",
        "met wonka account_manager <@ana>",
        "advance wonka",
    ):
        say("rita", line)
    say("mia", buttons_of(say("mia", "approve wonka"))["Approve"])
    card = say("ana", "home")
    assert card.title == "Ana · 1 customer to take over"
    taken = say("ana", buttons_of(say("ana", buttons_of(card)["Look at it"]))["Take it"])
    assert taken.title == "Wonka is now in Account Management"


@pytest.mark.parametrize(
    ("who", "words"), [("ada", "No one answers for"), ("max", "I'll send you a card when a handoff")]
)
def test_an_empty_home_says_the_next_useful_thing_for_the_role(say: Say, who: str, words: str) -> None:
    if who == "ada":
        say("ada", "team <@leo> is no specialist in legal")
    said = text_of(say(who, "home"))
    assert words in said or "Your team:" in said
    assert "no open deals" not in said


def test_a_rep_reads_how_many_of_their_deals_are_stalled_and_a_manager_of_all(say: Say) -> None:
    mine, everyones = say("rob", "home"), say("mia", "home")
    assert "Stalled: Cyberdyne third plant, 38 days." in text_of(mine)
    assert say("rob", buttons_of(mine)["Stalled"]).title.startswith("1 stalled · ")
    assert "Stalled: 4 deals, €236k. Longest: Cyberdyne third plant, 38 days (Rob)." in text_of(everyones)
    assert say("mia", buttons_of(everyones)["Stalled"]).title.startswith("4 stalled, €236k · ")


def test_a_home_without_a_stalled_deal_says_nothing_of_it(say: Say) -> None:
    say("rob", "log cyberdyne third plant call we go on")
    home = say("rob", "home")
    assert "Stalled" not in text_of(home) and "Stalled" not in buttons_of(home)


def test_of_more_stalled_deals_than_are_looked_through_the_number_is_a_lower_bound(
    say: Say, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sandbox.store.reading() as tx:
        tenant = tenants.tenant_of(tx, "sandbox", "sandbox")
        assert tenant
        there = len(list(take_snapshot(tx, tenant, sandbox.now()).stalled_rows()))
    monkeypatch.setattr("bot.commands.home.MOST_JUDGED", there)
    assert "Stalled: 4 deals" in text_of(say("mia", "home"))
    monkeypatch.setattr("bot.commands.home.MOST_JUDGED", there - 1)
    assert "Stalled: more than " in text_of(say("mia", "home"))


@pytest.mark.parametrize("who", ["rob", "mia", "leo"])
def test_home_counts_the_open_deals_of_each_stage_once(say: Say, sandbox: Sandbox, who: str) -> None:
    said: list[str] = []

    def hear(connection: object, cursor: object, statement: str, *rest: object) -> None:
        said.append(statement)

    engines = (sandbox.store._reader, sandbox.store._writer)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", hear)
    say(who, "home")
    for engine in engines:
        event.remove(engine, "before_cursor_execute", hear)
    assert sum("AS held" in one for one in said) == 1
