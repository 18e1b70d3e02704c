"""Receive: the speaker comes from the envelope, and the text is what people saw themselves type."""

import pytest

from adapters.chat import Speaker
from adapters.slack import receive

ROB = Speaker("slack", "T1", "U0ROB", "Rob")
HOME = {"user_id": "U0BOT", "url": "https://acme.slack.com/"}


def test_a_slash_command_is_keyed_by_its_trigger_and_placed_in_its_channel() -> None:
    body = {"text": "advance acme", "channel_id": "C1", "channel_name": "deals", "trigger_id": "1.2.x"}
    heard = receive.command(body, ROB)
    assert (heard.key, heard.text) == ("slack:command:1.2.x", "advance acme")
    assert (heard.place.id, heard.place.kind, heard.place.name) == ("C1", "channel", "deals")


def test_in_a_direct_message_the_place_is_the_person() -> None:
    body = {"text": "list", "channel_id": "D77", "channel_name": "directmessage", "trigger_id": "1"}
    assert receive.command(body, ROB).place.id == "U0ROB"


def test_a_mention_delivered_twice_has_one_key_and_a_link() -> None:
    event = {"user": "U0ROB", "channel": "C1", "ts": "17.0001", "text": "<@U0BOT> advance Dealership Ltd"}
    once = receive.message({"event": {**event, "type": "message"}, "event_id": "Ev1"}, ROB, HOME)
    again = receive.message({"event": {**event, "type": "app_mention"}, "event_id": "Ev2"}, ROB, HOME)
    assert once.key == again.key
    assert once.text == "advance Dealership Ltd"
    assert once.link == "https://acme.slack.com/archives/C1/p170001"


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("/deal advance acme", "advance acme"),
        ("deal advance acme", "advance acme"),
        ("dealership show", "dealership show"),
        ("team <@U0LEO|leo> is specialist in legal", "team <@U0LEO> is specialist in legal"),
        ("met acme contract <https://a.example/x|a.example/x>", "met acme contract a.example/x"),
        ("met acme contract <https://a.example/x>", "met acme contract https://a.example/x"),
        (
            "met acme contract <https://a.example/x|the contract>",
            "met acme contract the contract (https://a.example/x)",
        ),
        (
            "log acme call <https://evil.example|https://a.example>",
            "log acme call https://a.example (https://evil.example)",
        ),
        ("*<https://a.example/_x_y_|https://a.example/_x_y_>*", "https://a.example/_x_y_"),
        ("log acme call <tel:+4930123|+49 30 123>", "log acme call +49 30 123"),
        ("new <mailto:a@b.example|a@b.example>", "new a@b.example"),
        ("log acme e-mail <mailto:a@b.example|Ann>", "log acme e-mail Ann (a@b.example)"),
        ("log acme call 5*3*2 is snake_case_x and `*raw*`", "log acme call 5*3*2 is snake_case_x and *raw*"),
        ("log acme call Room (*) and *very* _late_", "log acme call Room (*) and very late"),
        ('"Acme" and "Globex"', '"Acme" and "Globex"'),
        ("&gt; log acme call\n&gt; at &lt;5", "log acme call\nat <5"),
        ("*", "*"),
        ("```", "```"),
        ("\x000\x00list", "0list"),
        ("new Smith &amp; Sons &lt;3", "new Smith & Sons <3"),
        (
            "log acme call &lt;@U0EVIL&gt; and <!channel> and <#C1|deals>",
            "log acme call <@U0EVIL> and #channel and #deals",
        ),
        ("new\xa0Acme", "new Acme"),
    ],
)
def test_a_line_is_what_was_typed(sent: str, typed: str) -> None:
    assert receive.typed_text(sent) == typed


def test_a_button_and_an_option_of_a_menu_say_their_command() -> None:
    who, option = {"id": "U0ROB", "team_id": "T1"}, {"value": "log x", "text": {"type": "plain_text", "text": "Log"}}
    for action in ({"value": "log x"}, {"type": "overflow", "selected_option": option}):
        body = {"user": who, "channel": {"id": "D1"}, "actions": [{"action_ts": "1.1", "action_id": "say:1", **action}]}
        heard = receive.press(body, ROB)
        assert (heard.text, heard.key) == ("log x", "slack:press:U0ROB:1.1:say:1")


def test_the_actor_is_taken_from_the_envelope_never_from_a_value() -> None:
    pressed = {"user": {"id": "U1", "team_id": "T2"}, "team": {"id": "T1"}, "actions": [{"value": "approve U0MIA"}]}
    assert receive.actor(pressed) == ("U1", "T2")
    assert receive.actor({"user_id": "U3", "team_id": "T3"}) == ("U3", "T3")
    assert receive.actor({"team_id": "T1", "event": {"user": "U4", "user_team": "T9", "team": "T1"}}) == ("U4", "T9")


def test_a_dialog_brings_back_its_command_its_place_and_its_answers() -> None:
    kept = '{"command": "met #1", "subject": "1", "channel": "C1"}'
    view = {"id": "V1", "hash": "h", "private_metadata": kept}
    heard = receive.submission({"view": view}, ROB, {"budget": "5 EUR"})
    assert (heard.text, heard.subject, heard.place.id) == ("met #1", "1", "C1")
    assert heard.values == {"budget": "5 EUR"}
    assert receive.metadata({"private_metadata": "no json"}) == {}


def test_a_dialog_sent_twice_has_one_key_and_one_whose_answers_were_corrected_another() -> None:
    view = {"id": "V1", "hash": "h", "private_metadata": "{}"}
    keys = [receive.submission({"view": view}, ROB, {"budget": words}).key for words in ("lots", "lots", "5 EUR")]
    assert keys[0] == keys[1] != keys[2]
