"""The process holds codes and values: no sentence for people, and no chat's way of typing a command."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import process
from tests.support.for_each import for_each

FILES = sorted(Path(process.__file__).parent.rglob("*.py"))
MOST_WORDS = 3
"""The longest code has three words, for example "out of date"; a sentence has more, a capital or a full stop."""
BANNED = re.compile(r"\b(whoever|somebody|nobody|anybody|everybody|such as)\b", re.IGNORECASE)


def is_sentence(text: str) -> bool:
    words = text.split()
    if len(words) < 2:
        return False
    return len(words) > MOST_WORDS or words[0][0].isupper() or text.rstrip()[-1] in ".!?:;"


def spoken(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text of a module with its line, docstrings and what is raised for developers aside.

    A text in pieces, with values between them, is read as a whole: each value is a word.
    """
    aside = {id(part) for node in ast.walk(tree) for part in _for_developers(node)}
    for node in ast.walk(tree):
        if id(node) in aside:
            continue
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(_pieces(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _pieces(node: ast.JoinedStr) -> list[str]:
    return [str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values]


def _for_developers(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__"):
        yield from ast.walk(node)


@for_each(FILES)
def test_the_process_holds_no_sentence(file: Path) -> None:
    found = [(line, text) for line, text in spoken(ast.parse(file.read_text())) if is_sentence(text)]
    assert not found


@for_each(FILES)
def test_the_process_knows_no_chats_way_of_typing(file: Path) -> None:
    assert "/deal" not in file.read_text()


@for_each(FILES)
def test_the_process_is_written_in_plain_words(file: Path) -> None:
    assert not BANNED.findall(file.read_text())


@pytest.mark.parametrize(
    "line",
    [
        'why = "Only a manager waives an exit."',
        'why = f"This deal is {state} already."',
        'why = f"{name} is engaged already"',
        'NEXT = "a word with the customer"',
    ],
)
def test_a_sentence_would_be_found(line: str) -> None:
    assert any(is_sentence(text) for _, text in spoken(ast.parse(line)))


@pytest.mark.parametrize("line", ['kind = "out of date"', 'raise ValueError("this is no money")', '"""A docstring."""'])
def test_codes_docstrings_and_errors_do_not_count_as_sentences(line: str) -> None:
    assert not [text for _, text in spoken(ast.parse(line)) if is_sentence(text)]
