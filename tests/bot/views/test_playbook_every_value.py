"""Every key of a playbook with every kind of wrong value: our own sentences, with the line, and nothing of a library's."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from bot.views.playbook_faults import playbook_words
from process.playbook import Playbook
from process.playbook_faults import BadPlaybook, BadValue
from process.playbook_file import read
from tests.support.people_and_deal import SMALL_TEXT

REST = """
[for]
amount_at_least = "1 EUR"
amount_below = "9 EUR"
kinds = ["renewal"]

[renewal]
after_months = 3
products = ["software"]

[clock]
off = ["idle"]
later = { long = 2 }
team_days = { legal = 3 }

[[first_days]]
what = "Call them"
day = 3
"""
LIBRARY = re.compile(
    r"Input should|should be|should have|should match|should be a valid|Field required|Extra inputs|Value error"
    r"|dictionary|instance of|unexpected keyword|parse|pydantic|tuple|int_|Decimal|NoneType|type=",
    re.IGNORECASE,
)
WRONG: Mapping[str, object] = {
    "text": "x!",
    "no text": "",
    "a long text": "y" * 700,
    "a number": 5,
    "a fraction": 0.5,
    "too little": -1,
    "too much": 10**9,
    "infinite": float("inf"),
    "no number": float("nan"),
    "true": True,
    "an empty list": [],
    "a mixed list": ["q", 3, True],
    "a list in a list": [["q"]],
    "tables": [{"z": 1}],
    "an empty table": {},
    "a table": {"z": 1},
    "a day": date(2027, 1, 1),
}
Keys = tuple[str | int, ...]


WHOLE = tomllib.loads(SMALL_TEXT + REST)


def whole() -> dict[str, Any]:
    """A playbook with every table that there can be, of one's own to change."""
    return deepcopy(WHOLE)


def places(node: object, at: Keys = ()) -> Iterator[Keys]:
    """Every key and every item below."""
    if at:
        yield at
    inside: list[tuple[str | int, object]] = []
    if isinstance(node, dict):
        inside = list(node.items())
    elif isinstance(node, list):
        inside = list(enumerate(node))
    for key, below in inside:
        yield from places(below, (*at, key))


def optional(raw: dict[str, Any]) -> Iterator[Keys]:
    """The keys of an exit, a stage and the playbook that this one leaves out."""
    stage = Playbook.model_fields["stage"].annotation
    known = {(): Playbook, ("stage", 1): stage.__args__[0]}  # type: ignore[union-attr]  # pydantic's own annotation
    known["stage", 1, "exit", 0] = known["stage", 1].model_fields["exit"].annotation.__args__[0]
    for at, model in known.items():
        here: Any = raw
        for key in at:
            here = here[key]
        names = {field.alias or name for name, field in model.model_fields.items()}
        yield from ((*at, name) for name in sorted(names - here.keys()))


def written(raw: Mapping[str, Any], above: str = "") -> str:
    """TOML with a line for each key: first what is simple, then the tables."""
    lines = [f"{key} = {value(one)}" for key, one in raw.items() if not tables(one) and not isinstance(one, dict)]
    for key, one in raw.items():
        name = f"{above}{key}"
        if isinstance(one, dict):
            lines += [f"[{name}]", written(one, f"{name}.")]
        elif tables(one):
            for each in one:
                lines += [f"[[{name}]]", written(each, f"{name}.")]
    return "\n".join(lines)


def tables(one: object) -> bool:
    return isinstance(one, list) and bool(one) and all(isinstance(each, dict) for each in one)


def value(one: object) -> str:
    if isinstance(one, bool):
        return str(one).lower()
    if isinstance(one, list):
        return f"[{', '.join(map(value, one))}]"
    if isinstance(one, dict):
        return "{ " + ", ".join(f"{key} = {value(each)}" for key, each in one.items()) + " }"
    return json.dumps(one) if isinstance(one, str) else str(one)


PLACES = [*places(whole()), *optional(whole())]
IN_TURN = 3


def sampled(at: Keys) -> list[object]:
    """A third of the wrong values, another third for the next place."""
    return list(WRONG.values())[PLACES.index(at) % IN_TURN :: IN_TURN]


@pytest.mark.parametrize("at", PLACES, ids=lambda at: ".".join(map(str, at)))
def test_some_wrong_values_get_a_sentence_of_ours_with_its_line(at: Keys) -> None:
    hold(at, sampled(at))


@pytest.mark.ring
@pytest.mark.parametrize("at", PLACES, ids=lambda at: ".".join(map(str, at)))
def test_every_wrong_value_gets_a_sentence_of_ours_with_its_line(at: Keys) -> None:
    hold(at, WRONG.values())


def hold(at: Keys, values: Iterable[object]) -> None:
    """Put each value in this place, and read what is said of it; at least one is refused."""
    refused = 0
    for wrong in values:
        text = written(replaced(at, wrong))
        if bad := refusal(text):
            refused += 1
            said = playbook_words(bad)
            assert not LIBRARY.search(said), said
            assert not [fault for fault in bad.faults if isinstance(fault.flaw, BadValue)], said
            assert_lines(bad, text)
    assert refused


def replaced(at: Keys, wrong: object) -> dict[str, Any]:
    """The playbook with this value in this place."""
    raw = whole()
    here: Any = raw
    for key in at[:-1]:
        here = here[key]
    here[at[-1]] = wrong
    return raw


def refusal(text: str) -> BadPlaybook | None:
    try:
        read(text, "ours.toml")
    except BadPlaybook as bad:
        return bad
    return None


def assert_lines(bad: BadPlaybook, text: str) -> None:
    """Each fault with a place has the line where its key, or the table around it, begins."""
    lines = text.splitlines()
    for fault in bad.faults:
        if fault.path:
            assert fault.line, fault
            line = lines[fault.line - 1]
            assert any(re.search(rf"\b{part.name}\b", line) for part in fault.path), (fault, line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name = ", 1),
        ('name = "Small"\nteams = ["legal"\n', 2),
        ('name = "Small"\nname = "Large"', 2),
        ('name = "Small"\n[clock\n', 2),
        ('name = "Small"\nteams = legal', 2),
    ],
)
def test_a_file_that_can_not_be_read_names_the_line_in_our_words(text: str, line: int) -> None:
    with pytest.raises(BadPlaybook) as bad:
        read(text, "ours.toml")
    said = playbook_words(bad.value)
    assert said.startswith(f"ours.toml, line {line}: I can't read this line as TOML")
    assert not re.search(r"Expected|Invalid|Unclosed|Cannot|at line|column", said)


def test_a_line_is_right_behind_lists_and_texts_of_several_lines() -> None:
    text = SMALL_TEXT.replace(
        'name = "Small"', 'name = """\nSmall\n[clock]\n"""\nplaceholders = [\n  "x = 3",\n]\n# [stage]'
    )
    text = text.replace('question = "Who signed?"', "question = 5")
    with pytest.raises(BadPlaybook) as bad:
        read(text, "ours.toml")
    (wrong,) = [fault for fault in bad.value.faults if fault.path[-1].name == "question"]
    assert text.splitlines()[wrong.line - 1] == "question = 5"
