"""Every view has an example, and every example can be read, pressed and filled in."""

import sys
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from types import CodeType, FrameType

from adapters.card import Chart, Field, Table
from bot import views
from bot.commands.registry import COMMANDS
from bot.language.grammar import cut, readings
from bot.language.said_at import without_moment
from bot.views.examples.cards import EXAMPLES
from process.activity import CONTACTS, NOTE
from tests.support.card_text import all_buttons, forms_of, text_of
from tests.support.example_cards import example_card
from tests.support.for_each import for_each

VIEWS = Path(views.__file__ or "").parent
OTHERS_WORDS = ("hostile", "a specialist is needed", "flywheel: customers", "flywheel: turns of a year")
"""Examples that quote words which are not ours."""
CHOSEN = ("choice", "colleague", "yes/no")


@for_each(EXAMPLES)
def test_every_button_and_form_stands_for_a_command_of_that_deal(name: str) -> None:
    commands = [button.command for button in all_buttons(example_card(name))] + [
        form.command for form in forms_of(example_card(name))
    ]
    assert not [command for command in commands if not understood(command)]


def understood(command: str) -> bool:
    """Whether a command can be read as it is, and is about the deal whose id it has."""
    command = without_moment(command)
    verb, *rest = command.split()
    named = [
        reading.deal
        for one in COMMANDS.get(verb, [])
        for pattern in one.patterns
        for reading in readings(pattern, cut(command), lambda slot, said: True)
    ]
    ids = [word for word in rest if word.startswith("#")][:1]
    return any(deal in ids or not ids for deal in named)


@for_each(EXAMPLES)
def test_every_card_has_a_title_and_no_empty_words(name: str) -> None:
    card = example_card(name)
    assert card.title.strip()
    assert all(button.label.strip() for button in all_buttons(card))
    assert not [line for line in text_of(card).splitlines() if not line.strip()]


@for_each([name for name in EXAMPLES if not name.endswith(OTHERS_WORDS)])
def test_no_card_shouts_or_speaks_in_code(name: str) -> None:
    said = text_of(example_card(name))
    assert "!" not in said
    assert "None" not in said
    assert "`" not in said


@for_each(EXAMPLES)
def test_no_label_or_title_runs_on_for_ever(name: str) -> None:
    card = example_card(name)
    assert len(card.title) <= 160
    assert all(len(button.label) <= 75 for button in all_buttons(card))
    assert all(len(form.title) <= 160 for form in forms_of(card))


@for_each(EXAMPLES)
def test_every_field_can_be_answered(name: str) -> None:
    fields = [field for form in forms_of(example_card(name)) for field in form.fields]
    assert len({(field.key, field.label) for field in fields}) == len(fields)
    assert not [field.key for field in fields if field.kind in CHOSEN and not field.options]
    assert not [field.key for field in fields if not _value_is_an_option(field)]


def _value_is_an_option(field: Field) -> bool:
    return not (field.options and field.value) or field.value in dict(field.options)


@for_each(EXAMPLES)
def test_rows_fill_their_columns_and_bars_their_scale(name: str) -> None:
    card = example_card(name)
    tables = [element for element in card.body if isinstance(element, Table)]
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)
    bars = [bar for element in card.body if isinstance(element, Chart) for bar in element.fallback.rows]
    assert all(0 <= bar.share <= 1 for bar in bars)


def test_every_view_has_an_example() -> None:
    ran: set[CodeType] = set()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            ran.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        for example in EXAMPLES.values():
            example()
    finally:
        sys.setprofile(before)
    places = [(Path(code.co_filename), code.co_name) for code in ran]
    assert not _views() - {f"{file.stem}.{name}" for file, name in places if file.parent == VIEWS}


def _views() -> set[str]:
    """Every public function that makes a card or a form."""
    modules = [path.stem for path in VIEWS.glob("*.py") if not path.stem.startswith(("_", "example"))]
    return {
        f"{module}.{name}"
        for module in modules
        for name, made in getmembers(import_module(f"bot.views.{module}"), isfunction)
        if made.__module__ == f"bot.views.{module}" and name.endswith(("_card", "_form"))
    }


def test_a_log_form_knows_every_kind_of_contact() -> None:
    (form,) = forms_of(example_card("form: log"))
    assert {value for value, _ in form.fields[0].options} == {*CONTACTS, NOTE}
