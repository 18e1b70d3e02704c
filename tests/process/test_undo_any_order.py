"""Undo, after all kinds of things: undoing the last one puts the deal back as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from process import course, proof, undo
from process.facts import Changed
from process.list_item import LISTS, ListName
from process.outcome import Outcome
from process.undo import can_be_undone
from tests.support.people_and_deal import STANDARD, Story, evidence, item

Do = Callable[[Story], Outcome]
TEXTS = ("their orders get lost for days", "their sales team retypes each order", "they lose two days each month")


def met(key: str, text: str, contact: str) -> Do:
    return lambda story: story.meet("rob", evidence(key, text, contact, "call" if contact else ""))


def unmet(key: str) -> Do:
    return lambda story: story.ask("rob", lambda deal, context: proof.unmeet(deal, context, key, "it was not so"))


def logged(contact: str) -> Do:
    return lambda story: story.ask(
        "rob", lambda deal, context: course.log(deal, context, "call", "we talked about it", contact)
    )


def waited(days: int) -> Do:
    return lambda story: story.ask(
        "rob", lambda deal, context: course.wait(deal, context, context.today + timedelta(days=days), "their holidays")
    )


def renamed(name: str) -> Do:
    return lambda story: story.ask(
        "rob", lambda deal, context: course.change(deal, context, Changed("name", deal.name, name=name))
    )


def listed(name: ListName, text: str) -> Do:
    return lambda story: story.put("rob", item(name, text))


def closed(name: ListName, number: int) -> Do:
    return lambda story: story.close("rob", name, number)


def amount(words: str) -> Do:
    return lambda story: story.amount(words)


def undone(number: int) -> Do:
    return lambda story: story.ask(
        "rob", lambda deal, context: undo.undo(deal, context, story.ledger, number, "undone")
    )


CONTACT = st.sampled_from(["", "Carla Chen, CFO", "Dora Diaz", "the CFO"])
DOING = st.one_of(
    st.builds(met, st.sampled_from(["problem", "responsible", "situation", "budget"]), st.sampled_from(TEXTS), CONTACT),
    st.builds(unmet, st.sampled_from(["problem", "responsible", "situation"])),
    st.builds(logged, CONTACT),
    st.builds(waited, st.integers(1, 30)),
    st.builds(renamed, st.sampled_from(["Acme", "Acme Works", "Acme Ltd"])),
    st.builds(listed, st.sampled_from(LISTS), st.sampled_from(TEXTS)),
    st.builds(closed, st.sampled_from(LISTS), st.integers(1, 2)),
    st.builds(amount, st.sampled_from(["40000 EUR", "50000 EUR", "900 EUR"])),
)


@given(before=st.lists(DOING, max_size=8), last=DOING, undos=st.integers(1, 3))
def test_the_last_things_are_undone_one_by_one(before: list[Do], last: Do, undos: int) -> None:
    story = Story(STANDARD)
    deals = [story.deal]
    for do in (*before, last):
        story.wait(seconds=20)
        was = story.deal
        outcome = do(story)
        assert bool(outcome.facts) is can_be_undone(was, outcome)
        if outcome.facts:
            deals.append(story.deal)
    for _ in range(min(undos, len(deals) - 1)):
        number = undo.steps_of(story.ledger)[-1].number
        done = undone(number)(story)
        assert done.refusal is None
        deals.pop()
        assert replace(story.deal, version=0, proved={}, helped={}) == replace(
            deals[-1], version=0, proved={}, helped={}
        )
