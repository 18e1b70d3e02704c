"""After the win: the first days are offered, and the renewal is proposed, said and started."""

from datetime import timedelta

from bot.sandbox.sandbox import Sandbox
from tests.support.card_text import all_buttons, buttons_of, form_of, text_of
from tests.support.recording_chat import RecordingChat, nudges
from tests.support.sandbox_script import Say, button

WON = (
    "met wonka terms Two years, paid in two halves",
    "trigger wonka 1 happened signed off said by Will Wong in e-mail",
    "met wonka paperwork https://contracts.example/wonka",
    "met wonka signed_by_customer Will Wong said by Will Wong in meeting",
    "met wonka signed_by_us <@max>",
    "met wonka signed_on yesterday",
    "met wonka account_manager <@ana>",
    "advance wonka",
)


def accepted(say: Say) -> str:
    """Wonka, won and handed to Ana; what the accepted card offers first."""
    for line in WON:
        say("rita", line)
    say("mia", button(say("mia", "approve wonka"), "Approve").command)
    card = say("ana", button(say("ana", "accept wonka"), "Take it").command)
    return button(card, "Plan the first 30 days").command


def test_the_account_manager_is_offered_the_first_days_and_takes_them_in_one_press(say: Say) -> None:
    offered = say("ana", accepted(say))
    assert "for the first 30 days" in offered.title
    assert "Welcome call" in text_of(offered)
    assert "Welcome call" not in text_of(say("ana", "show wonka all"))
    one = next(one for one in all_buttons(offered) if one.label.startswith("Add: Date of delivery"))
    assert "3 steps" in say("ana", one.command).title
    done = say("ana", button(say("ana", "onboard wonka"), "Add all 3").command)
    assert "are planned" in done.title
    assert "First check" in text_of(say("ana", "show wonka all"))
    say("ana", button(done, "Undo").command)
    assert "First check" not in text_of(say("ana", "show wonka all"))
    assert "No step is offered for day 10" in say("ana", "onboard wonka step 10").title


def test_only_those_who_work_on_the_deal_take_them_and_only_after_the_handoff(say: Say) -> None:
    assert say("rob", "onboard tyrell all").tone == "stop"
    assert "are planned" in say("rob", "onboard acme").title


def test_a_renewal_is_set_in_words_or_by_its_form_and_undone(say: Say) -> None:
    assert "Renews on" in text_of(say("ana", "show tyrell all"))
    card = say("ana", "renewal tyrell on 1 December 2026")
    assert card.title == "Tyrell renews on 1 Dec"
    assert "I'll propose it from 2 Oct on." in text_of(card)
    say("ana", button(card, "Undo").command)
    assert "1 December 2026" not in text_of(say("ana", "show tyrell all"))
    form = form_of(say("ana", "renewal tyrell"))
    assert say("ana", form.command, {"reason": "they close the site"}).title == "Tyrell won't renew"
    assert "Renews on" not in text_of(say("ana", "show tyrell all"))
    assert "couldn't read" in say("ana", "renewal tyrell on someday").title
    assert say("rob", "renewal tyrell on 1 December 2026").tone == "stop"
    assert say("rob", "renewal acme on 1 December 2026").tone == "stop"


def test_a_complete_deal_is_proposed_for_renewal_until_it_is_started(
    say: Say, sandbox: Sandbox, recorder: RecordingChat
) -> None:
    say("ana", "renewal cyberdyne on in 4 weeks")
    sandbox.forward(timedelta(days=1))
    (nudge,) = nudges(recorder, "ana", "Cyberdyne")
    assert "Start the renewal?" in text_of(nudge.card)
    assert "renews" in text_of(say("ana", "stalled mine"))
    assert "renewal" in say("ana", buttons_of(nudge.card)["Yes, start it"]).title
    assert "Start the renewal" not in text_of(say("ana", "stalled mine"))


def test_a_renewal_that_was_started_by_mistake_and_withdrawn_is_proposed_again(
    say: Say, sandbox: Sandbox, recorder: RecordingChat
) -> None:
    say("ana", "renewal cyberdyne on in 4 weeks")
    say("ana", "next cyberdyne renewal as Cyberdyne again")
    sandbox.forward(timedelta(days=2))
    assert nudges(recorder, "ana", "Cyberdyne renews") == []
    say("mia", "withdraw cyberdyne again because it was the wrong customer")
    assert "withdrew the renewal Cyberdyne again. It is proposed again from" in text_of(
        say("ana", "history cyberdyne all")
    )
    assert "Cyberdyne €56k: renews" in text_of(say("ana", "stalled mine"))
    say("mia", "reopen cyberdyne again because it was right after all")
    assert "Cyberdyne €56k: renews" not in text_of(say("ana", "stalled mine"))
