"""An import that was taken back: what went, what is as before, and what stays and why."""

from collections.abc import Iterator, Mapping, Sequence

from adapters.card import Bullets, Card, Element, Text
from bot.records.stayed import Stayed
from bot.views.numbers import grouped
from bot.views.words import both, count, cut
from process.put_back import WhyLeft

MOST_NAMED = 12
WHY: Mapping[WhyLeft, str] = {
    "touched": "someone changed it since",
    "built on": "the deal moved on since",
    "over": "the deal is no longer open",
    "not allowed": "you can't change it on this deal",
}
WORKED_ON = "someone worked on the deal since"


def taken_back_card(file: str, gone: int, restored: int, stayed: Sequence[Stayed]) -> Card:
    """An import was undone."""
    body: list[Element] = [Text((_done(gone, restored, stayed),))]
    if stayed:
        body.append(Bullets(tuple((line,) for line in _left(stayed))))
    return Card(f"{cut(file, 60)} is taken back", tuple(body), "warning" if stayed else "good")


def taken_back_lines(file: str, gone: int, restored: int, stayed: Sequence[Stayed]) -> Iterator[str]:
    """The same in the terminal."""
    yield f"Undone: {cut(file, 60)}. {_done(gone, restored, stayed)}"
    for line in _left(stayed):
        yield f"  {line}"


def _done(gone: int, restored: int, stayed: Sequence[Stayed]) -> str:
    parts = [f"{count(gone, 'row')} taken out"] if gone else []
    parts += [f"{count(restored, 'row')} put back"] if restored else []
    done = f"{both(parts)}." if parts else ""
    if not stayed:
        return f"{done} Nothing of it is left.".strip()
    return f"{done} {count(len(stayed), 'thing')} stayed:".strip()


def _left(stayed: Sequence[Stayed]) -> Iterator[str]:
    for one in stayed[:MOST_NAMED]:
        yield _line(one)
    if len(stayed) > MOST_NAMED:
        yield f"and {grouped(len(stayed) - MOST_NAMED)} more"


def _line(one: Stayed) -> str:
    if one.left.what == "deal":
        return f"{cut(one.name, 60)}: {WORKED_ON}"
    return f"{cut(one.name, 60)}, {one.left.what.replace('_', ' ')}: {WHY[one.left.why]}"
