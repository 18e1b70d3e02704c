"""Plain English: banned words stay out of sentences, docs and names, and a card's sentences are short."""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.commands.registry import every
from bot.views.examples.cards import EXAMPLES
from bot.views.examples.deals import HOSTILE, LONG
from tests.support.card_text import sentences_of
from tests.support.example_cards import example_card
from tests.support.for_each import for_each
from tests.test_house import HOUSE, every_node, let_trees_go, modules, written

QUAINT = (
    r"whoever|whatever|whichever|whomever|somebody|nobody|everybody",
    r"such as|afresh|anew|of no use|hence|thereby|thereof|herein|wherein|shall",
    r"lies? too long|lying too long|holds it|holds this|who holds",
    r"(is|are|was|were|be) told|hears? of|heard of|(is|are) taken up|waits? for a word|a word with|not a word",
    r"(?<!there )(is|are) no (?!longer\b|one\b|more\b|less\b)\w+",
    r"counts? as proven no longer|counts? no longer|no longer counts|no more\.",
    r"goes? by the name|(is|are) not understood|cannot",
)
"""What no one says in a hurry, with the reasons in docs/glossary.md and CONTRIBUTING.md."""
ON_CARDS = (
    r"(?-i:may)",  # for what people can do; the month has a capital
    r"lies|lying|told",
    r"whom|(one|some|any|all|who|whose|those) of ours|theirs alone",
    r"say it|say so|say them|said to me|(is|are) said|can be said",
    r"(is|are) kept|be kept|kept for ever|keep it",
    r"upon|thus|therefore|moreover|whilst|amid|likewise",
)
"""What is also banned where a salesperson reads it: on cards, in forms, in the help, in the docs."""
THEATRE = {
    *("afresh", "aftermath", "anew", "books", "cast", "desk", "ears", "edition"),
    *("editions", "hearer", "hearers", "hearing", "house", "lies", "lying", "manuscript"),
    *("office", "oracle", "pen", "playhouse", "shelf", "sorry", "told", "watched"),
}
"""Words that name nothing in computing or in sales; a name has none of them as a part."""
READ_BUT_NOT_WRITTEN = ("hence|", "is no specialist in <team>", '("Card", "anew")')
"""What people type, and what cards of an earlier release hold: Stagecoach reads it and never writes it."""
EARLIER_NAMES = {("adapters.card", "anew")}
"""Names that readers outside this project know a field by."""
MOST_WORDS = 20
PAGES = sorted(path for path in HOUSE.rglob("*.md") if not {".venv", "node_modules"} & set(path.parts))


@pytest.fixture(scope="module", autouse=True)
def _trees_are_let_go() -> Iterator[None]:
    yield
    let_trees_go()


def test_the_code_speaks_plain_english() -> None:
    assert not list(found(QUAINT, code_texts()))


def test_comments_and_docstrings_of_tests_and_bench_speak_plain_english() -> None:
    assert not list(found(QUAINT, notes()))


def test_tests_are_named_in_plain_english() -> None:
    assert not list(found(tuple(one.replace("|cannot", "") for one in QUAINT), names_of_tests()))


def test_the_help_of_every_command_speaks_plain_english() -> None:
    texts = [(one.verb, f"{one.help} {one.who}") for one in every()]
    assert not list(found((*QUAINT, *ON_CARDS), texts))


@for_each(PAGES)
def test_the_docs_speak_plain_english(page: Path) -> None:
    words = QUAINT if page.name == "glossary.md" else (*QUAINT, *ON_CARDS)
    assert not list(found(words, enumerate(prose(page), 1)))


@for_each(EXAMPLES)
def test_every_card_speaks_plain_english(name: str) -> None:
    texts = [(name, sentence) for sentence in sentences_of(example_card(name), given())]
    assert not list(found((*QUAINT, *ON_CARDS), texts))


@for_each(EXAMPLES)
def test_every_sentence_on_a_card_is_short_and_holds_one_thought(name: str) -> None:
    assert not list(overlong([(name, sentence) for sentence in sentences_of(example_card(name), given())]))


VIEWS = [where for where in written() if where.startswith("bot.views") and ".examples" not in where]


@for_each(VIEWS)
def test_every_view_speaks_plain_english_in_short_sentences(where: str) -> None:
    """Each string of a view, on every card: no example shows them all."""
    texts = list(spoken(where))
    assert not [*found((*QUAINT, *ON_CARDS), texts), *overlong(texts)]


def test_names_come_from_computing_or_sales() -> None:
    assert not sorted(
        {
            (where, name)
            for where, name in names()
            if set(re.split(r"_+|(?<=[a-z])(?=[A-Z])", name)) & THEATRE and (where, name) not in EARLIER_NAMES
        }
    )


def found(patterns: tuple[str, ...], texts: Iterable[tuple[object, str]]) -> Iterator[str]:
    """Each place where one of the patterns stands, with some of the words around it."""
    for where, text in texts:
        for hit in any_of(patterns).finditer(text):
            yield f"{where}: …{text[max(0, hit.start() - 40) : hit.end() + 30]}…"


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


@cache
def given() -> tuple[str, ...]:
    """What the people of the example deals typed: notes, names, reasons."""
    texts = {text for _, text in spoken("bot.views.examples.deals") if " " in text} | {HOSTILE, LONG}
    return tuple(sorted(texts, key=len, reverse=True))


def overlong(texts: Iterable[tuple[object, str]]) -> Iterator[str]:
    """Each sentence with too many words, or with a second thought behind a semicolon."""
    for where, text in texts:
        for sentence in re.split(r"(?<=[.?!])\s+|\n", text):
            # Four things or more behind a colon are a list, and are read as one.
            short = re.sub(r": [^:,]+(, [^:,]+){2,} and [^:,]+$", ": …", sentence)
            if len(short.split()) > MOST_WORDS or ";" in sentence:
                yield f"{where}: {sentence}"


def spoken(where: str) -> Iterator[tuple[object, str]]:
    """Every string of a module that isn't a docstring, with an ellipsis for what is put into it."""
    inner: set[int] = set()
    for node in every_node(where):
        if isinstance(node, ast.JoinedStr):
            inner.update(id(part) for part in node.values)
        elif isinstance(node, ast.Expr):
            inner.add(id(node.value))
    for node in every_node(where):
        if isinstance(node, ast.JoinedStr):
            yield f"{where}:{node.lineno}", whole(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            yield f"{where}:{node.lineno}", node.value


def whole(string: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in string.values)


def code_texts() -> Iterator[tuple[object, str]]:
    """Every string and comment of the code that ships, with its place, where a file has one of the words at all."""
    for where, path in written().items():
        source = path.read_text("utf-8")
        for phrase in READ_BUT_NOT_WRITTEN:
            source = source.replace(phrase, '("Card", "")' if phrase.startswith("(") else "")
        if not any_of(QUAINT).search(source):
            continue  # to take all files apart takes seconds
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type in (tokenize.STRING, tokenize.COMMENT):
                yield f"{where}:{token.start[0]}", token.string


def notes() -> Iterator[tuple[object, str]]:
    """Every comment and docstring of tests and bench. Other strings are data: what people type, odd words included."""
    for path in sorted([*HOUSE.glob("tests/**/*.py"), *HOUSE.glob("bench/**/*.py")]):
        if path == Path(__file__):
            continue  # it has to name the words
        text = path.read_text("utf-8")
        if not any_of(QUAINT).search(text):
            continue  # as above
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield f"{path.name}:{token.start[0]}", token.string
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                yield f"{path.name}:{node.lineno}", str(node.value.value)


def names_of_tests() -> Iterator[tuple[object, str]]:
    """Every test's name as the sentence that it is."""
    for path in sorted(HOUSE.glob("tests/**/test_*.py")):
        for name in re.findall(r"^def test_(\w+)", path.read_text("utf-8"), re.MULTILINE):
            yield path.name, name.replace("_", " ")


def prose(page: Path) -> Iterator[str]:
    """The lines of a page as they are read: without code, and without what is quoted."""
    text = re.sub(
        r"^```.*?^```",
        lambda block: "\n" * block[0].count("\n"),
        page.read_text("utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    text = re.sub(r"`[^`\n]*`|“[^”\n]*”|\"[^\"\n]*\"", "", text)
    yield from text.splitlines()


@cache
def names() -> tuple[tuple[str, str], ...]:
    """Every name that our code gives: modules, classes, functions, arguments and variables."""
    given: list[tuple[str, str]] = [(where, where.split(".")[-1]) for where in modules()]
    for where in written():
        for node in every_node(where):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                given.append((where, node.name))
            elif isinstance(node, ast.arg):
                given.append((where, node.arg))
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                given.append((where, node.id))
    return tuple(given)
