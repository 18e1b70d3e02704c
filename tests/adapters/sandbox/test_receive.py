"""What the page sends, read as a person's request."""

import pytest

from adapters.sandbox import receive
from adapters.sandbox.demo_people import UnknownPerson, speaker


def payload(text: str, **more: object) -> dict[str, object]:
    return {"who": "rob", "place": "#deals", "key": "key-0001", "text": text, **more}


def test_a_line_is_read_without_its_command() -> None:
    assert receive.typed(payload(" /deal advance acme ")).text == "advance acme"


@pytest.mark.parametrize("call", ["@mia", "@Mia Marsh", "@MIA", "<@mia>"])
def test_a_colleague_mentioned_comes_with_who_they_are(call: str) -> None:
    typed = receive.typed(payload(f"/deal assign acme {call}"))
    assert typed.text == "assign acme <@mia>"
    assert typed.mentioned == {"mia": speaker("mia")}


def test_a_stranger_or_an_address_is_not_a_person() -> None:
    typed = receive.typed(payload("met acme contact <@eve> at eve@mia.example"))
    assert (typed.text, typed.mentioned) == ("met acme contact <@eve> at eve@mia.example", {})


def test_a_form_brings_those_its_values_mention() -> None:
    form = payload("", command="met acme", subject="acme@3", values={"account_manager": "<@ana>"})
    assert receive.submitted(form).mentioned == {"ana": speaker("ana")}


def test_no_one_speaks_in_the_conversation_of_another() -> None:
    with pytest.raises(receive.Misread, match="someone else"):
        receive.typed(payload("approve acme", place="mia"))


def test_a_stranger_is_refused() -> None:
    with pytest.raises(UnknownPerson):
        receive.typed(payload("help", who="eve"))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"key": "short"}, "“key” must have"),
        ({"key": 7}, "must be text"),
        ({"text": None}, "must be text"),
        ({"text": "x" * 20_001}, "longer than"),
        ({"text": "\ud800"}, "half a character"),
    ],
)
def test_what_no_one_could_have_said_is_refused_in_a_sentence(more: dict[str, object], why: str) -> None:
    with pytest.raises(receive.Misread, match=why):
        receive.typed({**payload("help"), **more})
