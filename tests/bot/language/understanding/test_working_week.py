"""Sentences of a working week, typed in a hurry, across all that a rep does."""

import pytest

from bot.language.understanding.commands import command_of
from bot.language.understanding.proposal import Propose, Read, SmallTalk, Unsure
from tests.support.spoken_sentences import NAMES, deal_id, meant, operations

IDS = {name.split()[0]: deal_id(name) for name in reversed(NAMES)}


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("gus is the one who owns it btw", "met #{Globex} responsible gus"),
        ("objection globex: no one wants to move the data", "objection #{Globex} no one wants to move the data"),
        ("add trigger globex: their audit on 12 may", "trigger #{Globex} their audit by 2026-05-12 owner <@rob>"),
        ("payment globex: 20k by 1 june", "payment #{Globex} 20k by 2026-06-01"),
        ("obligation globex: a security paper by friday", "obligation #{Globex} a security paper by 2026-05-08"),
        ("carla says they are worried about the price", "objection #{Acme} worried about the price raised by carla"),
        ("globex wants a demo on friday at 14:00", "plan #{Globex} demo on 2026-05-08 at 14:00"),
        ("they asked for another call on friday", "plan #{Globex} call on 2026-05-08"),
        ("rita takes globex after signing", "met #{Globex} account_manager <@rita>"),
        ("rita looks after globex after the win", "met #{Globex} account_manager <@rita>"),
        ("Gina told me by mail: no, i mean the close date is 3 june", "set #{Gap} close date 2026-06-03"),
        ("call notes globex: wants contract draft, decision by board on 20 may", "buyer #{Globex} wants contract"),
    ],
)
def test_a_hurried_sentence_is_read_as_what_it_means(text: str, command: str) -> None:
    found = [command_of(one) for one in operations(text, last="Globex")]
    assert command.format(**IDS) in found


@pytest.mark.parametrize(
    "text", ["Le budget d'Acme est de 50k", "il budget dell'Acme: 50k", "the budget at Acme's: 50k"]
)
def test_a_name_behind_an_apostrophe_is_that_name(text: str) -> None:
    assert {one.deal for one in operations(text, last="Globex")} == {deal_id("Acme")}


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("who are we waitin for there", "show #{Globex}"),
        ("what does legal need on gap", "show #{Gap}"),
        ("what waits for me on gap", "show #{Gap}"),
        ("how much will close in may", "list closing may"),
        ("am i on plan", "funnel of me"),
        ("whats on today", "home"),
        ("anything new", "home"),
        ("what waits for me", "home"),
        ("what do i take over next", "home"),
        ("am i away?", "team"),
        ("was kannst du?", "help"),
    ],
)
def test_a_hurried_question_is_answered(text: str, command: str) -> None:
    found = meant(text, last="Globex")
    assert isinstance(found, Read), found
    assert found.command == command.format(**IDS)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("mornin", "hello"), ("Guten Morgen", "hello"), ("Bonjour", "hello"), ("hola", "hello"), ("Ciao", "hello")),
        *(("danke", "thanks"), ("merci beaucoup", "thanks"), ("gracias", "thanks"), ("hasta luego", "bye")),
        *(("ja passt", "acknowledged"), ("stop", "acknowledged"), ("that's wrong", "acknowledged")),
    ],
)
def test_small_talk_in_other_words_is_small_talk(text: str, kind: str) -> None:
    assert meant(text, last="Globex") == SmallTalk(kind)  # type: ignore[arg-type]  # each is a SmallTalkKind


@pytest.mark.parametrize("text", ["the budget's fine", "source was somewhere", "the demo slipped", "terms are odd"])
def test_what_is_about_sales_is_asked_on_the_deal_spoken_of(text: str) -> None:
    found = meant(text, last="Globex")
    assert isinstance(found, Unsure | Propose)
    assert not isinstance(found, Unsure) or found.deal == deal_id("Globex")


@pytest.mark.parametrize("text", ["globex paid the first half", "they paid half of it"])
def test_half_of_a_payment_validates_nothing(text: str) -> None:
    found = meant(text, last="Globex")
    offers = found.offers if isinstance(found, Unsure) else ()
    assert not any(one.slots.get("exit") == "half_validated" for one in offers)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("add a note to globex: gus moves to berlin in july", "log"),
        ("remind me about globex on friday morning", "plan"),
        ("leave a comment on gap: they use sap", "log"),
    ],
)
def test_a_note_and_a_reminder_in_other_words(text: str, verb: str) -> None:
    assert [one.verb for one in operations(text)] == [verb]


@pytest.mark.parametrize("text", ["morning! whats first", "who's waiting on me", "is anyone blocking me"])
def test_what_comes_first_is_asked_in_other_words(text: str) -> None:
    found = meant(text)
    assert isinstance(found, Read)
    assert found.command == "home"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("globex closes on 1/6", "2026-06-01"),
        ("globex closing date is 15.6.", "2026-06-15"),
        ("globex slips to 3/7", "2026-07-03"),
    ],
)
def test_a_day_in_digits_needs_no_year(text: str, day: str) -> None:
    [found] = operations(text)
    assert day in (found.slots["value"], *found.readings.get("value", ()))


@pytest.mark.parametrize(
    "text", ["globex grew to 1.5", "we split it 1/2", "globex has 24/7 support", "page 3/4 is off"]
)
def test_a_fraction_is_not_a_day(text: str) -> None:
    assert not any(one.slots.get("attribute") == "close date" for one in operations(text))
