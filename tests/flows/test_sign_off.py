""" "Ok from my side" is answered by who says it: a specialist, an approver, or anyone else."""

from itertools import count

import pytest

from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import buttons_of
from tests.support.sandbox_script import Say
from tests.support.talking import Talk, kinds, spoken

KEYS = count()
NAMED = (
    "wayne is ok from my side",
    "Wayne Industries: fine by me",
    "ok from our side for wayne",
    "wayne looks good from my end",
    "wayne all clear from us",
    "no objections from my side on wayne",
    "i'm fine with wayne",
    "checked wayne, all good",
    "thumbs up from me for wayne",
    "wayne is good to go from our part",
)
DENIED = (
    "wayne is not ok from my side",
    "no-go from me for wayne",
    "thumbs down from us for wayne",
    "wayne is a no-go from our side",
    "i'm not happy with wayne",
    "wayne: no-go, they struck out our cap",
    "wayne isn't good to go yet",
)


@pytest.fixture
def talk(sandbox: Sandbox) -> Talk:
    return lambda who, text: sandbox.answer(spoken(who, text, f"sign-{next(KEYS)}")).card


@pytest.mark.parametrize("sentence", NAMED)
def test_a_specialists_ok_is_their_answer_to_the_exit_asked_of_them(talk: Talk, sentence: str) -> None:
    assert next(iter(buttons_of(talk("leo", sentence)))) == "Wayne Industries: Legal is cleared"


@pytest.mark.parametrize("sentence", DENIED)
def test_a_specialists_no_asks_for_its_reason(talk: Talk, say: Say, sentence: str) -> None:
    card = talk("leo", sentence)
    assert next(iter(buttons_of(card))) == "Wayne Industries: Legal says no, because…"
    assert say("leo", buttons_of(card)["Wayne Industries: Legal says no, because…"]).tone != "good"


def test_a_specialists_ok_clears_with_one_press(sandbox: Sandbox, talk: Talk, say: Say) -> None:
    card, before = talk("leo", NAMED[0]), kinds(sandbox)
    say("leo", buttons_of(card)["Wayne Industries: Legal is cleared"])
    assert (kinds(sandbox) - before)["Met"] == 1
    assert not any("cleared" in label for label in buttons_of(talk("leo", NAMED[0])))


@pytest.mark.parametrize("sentence", [*NAMED, *DENIED])
@pytest.mark.parametrize("who", ["rob", "rita", "ana", "mia"])
def test_anyone_elses_ok_is_only_asked_about(talk: Talk, who: str, sentence: str) -> None:
    card = talk(who, sentence)
    assert card.title == "What should I do with this on Wayne Industries?"
    assert list(buttons_of(card)) == ["Save as a note", "Neither"]


@pytest.mark.parametrize("sentence", [*NAMED, *DENIED])
def test_an_approver_who_is_asked_gets_the_approvals_card(talk: Talk, say: Say, sentence: str) -> None:
    say("rob", "advance stark")
    about_stark = sentence.replace("Wayne Industries", "stark").replace("wayne", "stark")
    assert {"Approve", "Decline"} <= buttons_of(talk("mia", about_stark)).keys()


@pytest.mark.parametrize("sentence", ["fine for me", "looks good", "ok from my side", "all good"])
def test_a_polite_ok_about_no_deal_is_small_talk(talk: Talk, say: Say, sentence: str) -> None:
    say("rob", "show acme")
    assert not any(command.startswith("note") for command in buttons_of(talk("rob", sentence)).values())


@pytest.mark.parametrize(
    "sentence",
    [
        "nudge leo about wayne",
        "ask Leo when he can look at wayne",
        "please remind leo again about wayne",
        "ping leo on wayne",
    ],
)
def test_a_specialist_is_asked_again_by_their_name(talk: Talk, say: Say, sentence: str) -> None:
    card = talk("rob", sentence)
    assert next(iter(buttons_of(card))) == "Wayne Industries: ask Leo Lindqvist about Legal"
    assert (
        "I asked Leo Lindqvist" in say("rob", buttons_of(card)["Wayne Industries: ask Leo Lindqvist about Legal"]).title
    )


def test_a_colleague_who_owes_nothing_is_not_asked(talk: Talk) -> None:
    assert not any(label.startswith("Acme: ask") for label in buttons_of(talk("rob", "nudge leo about acme")))


@pytest.mark.parametrize("sentence", ["ok from my side", "all fine from our end", "no concerns from me"])
def test_an_ok_to_no_deal_shows_a_specialist_what_waits_for_them(talk: Talk, sentence: str) -> None:
    card = talk("leo", sentence)
    assert "1 deal waits for Legal" in card.title
    assert "Cleared" in buttons_of(card)


def test_who_can_approve_shows_the_deal_where_no_one_asked_for_an_approval(talk: Talk) -> None:
    assert talk("rob", "who could sign off stark if mia is away?").title.startswith("Stark")


def test_a_team_is_cleared_by_name_with_the_reason_behind_it(talk: Talk) -> None:
    card = talk("leo", "wayne legal is good to go, our own clause is in")
    assert next(iter(buttons_of(card))) == "Wayne Industries: Legal is cleared"
