"""What unclear words are likely about: learned from examples, asked or shown, and never proposed where it is weighty."""

import json
from dataclasses import replace

import pytest

from bench.examples import examples, fingerprint
from bot.language.understanding.fitting import fits
from bot.language.understanding.likely import WEIGHTS, knows, likely
from bot.language.understanding.listening import BUILDERS
from bot.language.understanding.marked import MARK
from bot.language.understanding.offers import WEIGHTY
from bot.language.understanding.proposal import Operation, Propose, Read, SmallTalk, Unsure, WhichDeal
from bot.language.understanding.unsure import NEVER_SURE
from bot.language.understanding.weighed import BUILT_BY, NOTHING, SHOWN_BY
from process.deal import DealState
from tests.support.spoken_sentences import DEALS, deal_id, meant

SAID = {"d": "Globex", "m": "60k", "t": "on 3 July", "p": "Gus", "c": "Rita", "u": "https://x.example/y"}


def test_the_weights_are_those_of_the_examples() -> None:
    held = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert held["learned from"] == fingerprint(), "run `make learn`"
    assert set(held["kinds"]) == {kind for kind, _ in examples()}


def test_no_sentence_is_an_example_of_two_kinds() -> None:
    kinds: dict[str, set[str]] = {}
    for kind, sentence in examples():
        kinds.setdefault(sentence.casefold(), set()).add(kind)
    assert not {sentence: found for sentence, found in kinds.items() if len(found) > 1 and len(sentence.split()) > 3}


@pytest.mark.parametrize(
    ("masked", "kind"),
    [
        ("their finance people earmarked ⟨m0⟩ for this, ⟨p1⟩ told me", "met budget"),
        ("⟨d0⟩ has gone with the other lot, file it under dead", "lose"),
        ("⟨p0⟩ is nervous about moving all their data", "objection"),
        ("where do we stand with ⟨d0⟩ and what is left to do?", "read show"),
        ("entscheiden tut am Ende der Vorstand, ⟨p0⟩ bereitet es nur vor", "met decision"),
        ("le budget est validé, ⟨m0⟩", "met budget"),
        ("hay que pasarla a la siguiente fase", "advance"),
    ],
)
def test_words_that_stand_in_no_example_are_among_the_likeliest(masked: str, kind: str) -> None:
    assert kind in [one.kind for one in likely(masked)[:3]]


def test_shares_are_those_of_a_whole() -> None:
    assert sum(one.share for one in likely("anything at all")) == pytest.approx(1)
    assert likely("")[0].share < 1


def test_a_view_is_shown_and_changes_nothing() -> None:
    found = meant("so how far along is globex, is there a lot left to do?")
    assert isinstance(found, Read)
    assert found.command == f"show #{deal_id('Globex')}"


@pytest.mark.parametrize("text", ["maybe globex has 60k for it", "if globex gets the money they buy"])
def test_a_guess_and_an_if_are_offered_as_a_note_only(text: str) -> None:
    found = meant(text)
    assert isinstance(found, Unsure | SmallTalk)
    assert getattr(found, "offers", ()) == ()


def test_what_is_weighty_is_offered_and_never_proposed_however_likely_it_is() -> None:
    every = [sentence for kind, sentence in examples() if kind in NEVER_SURE]
    for sentence in every[::10]:
        found = meant(MARK.sub(lambda mark: SAID[mark[1]], sentence))
        made = found.operations if isinstance(found, Propose) else ()
        assert not [one for one in made if one.rule.startswith("likely") and one.verb in NEVER_SURE], sentence


def test_every_kind_is_nothing_a_view_or_has_a_builder() -> None:

    kinds = {kind for kind, _ in examples()}
    without = {"churn", "plan done", "undo", "away", "team"}  # rules alone read these: each needs all of its words
    for kind in kinds - without - {NOTHING, *SHOWN_BY}:
        verb = kind.partition(" ")[0]
        assert verb == "read" or BUILT_BY.get(kind, kind) in BUILDERS or verb in BUILDERS, kind


def test_what_is_offered_keeps_no_value_that_only_one_meaning_gives() -> None:
    found = meant("globex: about the sixty thousand and the board, hm")
    offers: tuple[Operation, ...] = getattr(found, "offers", ())
    assert all("value" not in one.slots for one in offers[1:])


@pytest.mark.parametrize(
    "text", ["close globex on ⟨d0⟩", "remind me of globex ⟨t0⟩", "globex has ⟨m0⟩ for it, ⟨p7⟩ said"]
)
def test_marks_that_someone_types_stand_for_nothing(text: str) -> None:
    found = meant(text)
    assert not isinstance(found, Propose) or "⟨" not in str(found)


def offered(text: str) -> list[str]:
    """The verbs that are offered for a sentence."""
    return [one.verb for one in getattr(meant(text), "offers", ())]


@pytest.mark.parametrize(
    "text",
    [
        "ugh globex again, they went quiet on me",
        "the globex guy was a no show, again",
        "globex lunch was great, had the salmon",
        "puh, globex schon wieder, keiner geht ans Telefon",
        "globex: die haben jetzt doch kein Geld",
        "globex globex globex",
        "globex: thanks for the tip, you rock",
    ],
)
def test_what_is_weighty_is_not_offered_for_a_remark(text: str) -> None:
    assert not WEIGHTY & set(offered(text))


def test_what_is_weighty_is_offered_where_the_words_say_so() -> None:
    assert "lose" in offered("globex has gone with the other lot, file it under dead")


def test_what_is_likely_about_no_deal_gets_no_offers_of_its_stage() -> None:
    found = meant("lol globex, see you all at the party later")
    assert isinstance(found, Unsure)
    assert "asked by the stage" not in [one.rule for one in found.offers]


def test_only_words_are_known_from_examples_and_names_are_not() -> None:
    assert not knows("⟨d0⟩ ⟨d0⟩ 7")
    assert knows("⟨d0⟩ budget")


@pytest.mark.parametrize(
    ("operation", "state", "fit"),
    [
        (Operation("reopen", "1"), "open", False),
        (Operation("reopen", "1"), "lost", True),
        (Operation("reopen", "1"), "completed", False),
        (Operation("lose", "1"), "open", True),
        (Operation("lose", "1"), "lost", False),
        (Operation("unmet", "1", {"exit": "contact"}), "open", True),
        (Operation("unmet", "1", {"exit": "budget"}), "open", False),
        (Operation("next", "1", {"kind": "renewal"}), "open", False),
        (Operation("next", "1", {"kind": "renewal"}), "completed", True),
        (Operation("log", "1"), "lost", True),
    ],
)
def test_only_what_the_deal_can_take_is_offered(operation: Operation, state: DealState, fit: bool) -> None:
    deal = replace(DEALS[deal_id("Acme")], state=state)
    assert fits(operation, deal) is fit
    assert fits(operation, None)


def test_a_next_deal_is_offered_once_someone_looks_after_the_customer() -> None:
    deal = replace(DEALS[deal_id("Acme")], account_manager="rita")
    assert fits(Operation("next", "1", {"kind": "renewal"}), deal)


@pytest.mark.parametrize(
    "text", ["Globex or Gap, one of them has 60k", "Globex oder Gap hat 60k Budget", "Globex o Gap firma el 3 de julio"]
)
def test_what_is_said_of_one_of_two_deals_is_not_proposed_on_the_first(text: str) -> None:
    found = meant(text)
    assert isinstance(found, WhichDeal | Unsure)
    if isinstance(found, WhichDeal):
        assert [one.deal for one in found.choices] == [deal_id("Globex"), deal_id("Gap")]
    else:
        assert not found.deal
