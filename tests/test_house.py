"""The project's rules: which imports, sizes and names the code can have."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from shutil import which

import pytest

HOUSE = Path(__file__).parent.parent
ROOMS = ("bot", "adapters", "process")
TOP = {
    *ROOMS,
    *("tests", "docs", "bench", ".ci", ".git", ".gitignore", "Makefile", "Procfile", "pyproject.toml"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"),
    *("requirements.lock", "requirements-dev.lock"),
}
CLOCKS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("time.time", "time.time_ns", "time.monotonic", "time.localtime", "time.gmtime"),
}
WALL_CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
VAGUE = re.compile(r"(Manager|Helper|Util|Utils|Service|Data)s?$")
PEOPLE = {"Manager", "AccountManager", "NoManager", "UnknownManager"}
IGNORED = re.compile(r"#\s*(?:noqa|type:\s*ignore|nosec|pragma:)(?P<rest>.*)")
LONGEST_FUNCTION = 45
MOST_AT_THE_TOP = 10
OUTSIDE = {"adapters", "process"}
PACKAGES: dict[str, set[str]] = {
    "bot.settings": {"adapters"},
    "bot.store": OUTSIDE,
    "bot.telemetry": {"bot.store"},
    "bot.locales": set(),
    "bot.language": OUTSIDE | {"bot.locales", "bot.store"},
    "bot.spreadsheet": set(),
    "bot.records": {"process", "bot.language", "bot.spreadsheet", "bot.store"},
    "bot.imports": {
        "adapters",
        "process",
        "bot.company",
        "bot.effects",
        "bot.locales",
        "bot.records",
        "bot.request",
        "bot.spreadsheet",
        "bot.store",
        "bot.views",
    },
    "bot.views": OUTSIDE | {"bot.language", "bot.locales", "bot.records", "bot.spreadsheet", "bot.store"},
    "bot.misunderstood": {"adapters", "bot.views"},
    "bot.reader": {"process", "bot.language", "bot.misunderstood", "bot.views"},
    "bot.company": OUTSIDE | {"bot.language", "bot.misunderstood", "bot.store", "bot.views"},
    "bot.effects": OUTSIDE | {"bot.company", "bot.locales", "bot.store", "bot.views"},
    "bot.jobs": OUTSIDE
    | {"bot.company", "bot.effects", "bot.imports", "bot.locales", "bot.store", "bot.telemetry", "bot.views"},
    "bot.request": OUTSIDE
    | {"bot.company", "bot.effects", "bot.language", "bot.misunderstood", "bot.reader", "bot.store", "bot.views"},
    "bot.commands": OUTSIDE
    | {"bot.company", "bot.effects", "bot.imports", "bot.jobs", "bot.language", "bot.locales", "bot.misunderstood"}
    | {"bot.reader", "bot.records", "bot.request", "bot.store", "bot.views"},
    "bot.dispatch": OUTSIDE
    | {"bot.commands", "bot.language", "bot.misunderstood", "bot.request", "bot.store", "bot.views"},
    "bot.conversation": OUTSIDE
    | {"bot.commands", "bot.company", "bot.dispatch", "bot.language", "bot.misunderstood", "bot.request", "bot.store"}
    | {"bot.views"},
    "bot.request_maker": OUTSIDE | {"bot.company", "bot.dispatch", "bot.locales", "bot.request", "bot.store"},
    "bot.agents": OUTSIDE
    | {"bot.commands", "bot.conversation", "bot.dispatch", "bot.effects", "bot.language", "bot.locales"}
    | {"bot.misunderstood", "bot.request", "bot.request_maker", "bot.store", "bot.telemetry", "bot.views"},
    "bot.assistant": {"adapters", "bot.company", "bot.conversation", "bot.dispatch", "bot.imports", "bot.language"}
    | {
        "bot.locales",
        "bot.misunderstood",
        "bot.request",
        "bot.request_maker",
        "bot.store",
        "bot.telemetry",
        "bot.views",
    },
    "bot.chats": {
        "adapters",
        "bot.assistant",
        "bot.commands",
        "bot.effects",
        "bot.language",
        "bot.settings",
        "bot.store",
    },
    "bot.sandbox": {"adapters", "bot.agents", "bot.assistant", "bot.effects", "bot.jobs", "bot.store"},
    "bot.web": {"adapters", "bot.jobs", "bot.settings", "bot.store", "bot.telemetry"},
    "bot.xray": {"process", "bot.spreadsheet"},
    "bot.terminal": OUTSIDE
    | {
        "bot.agents",
        "bot.company",
        "bot.effects",
        "bot.imports",
        "bot.locales",
        "bot.sandbox",
        "bot.settings",
        "bot.spreadsheet",
        "bot.store",
    }
    | {"bot.views", "bot.xray"},
    "bot.__main__": OUTSIDE
    | {"bot.agents", "bot.assistant", "bot.chats", "bot.company", "bot.effects", "bot.imports", "bot.sandbox"}
    | {"bot.settings", "bot.store", "bot.telemetry", "bot.terminal", "bot.views", "bot.web"},
}
"""What each package of the bot, and each module at its top, can import of our own, lowest first."""
GROUPS = re.compile(r",|[0-9]%$")
LONGEST_FILE = 250
WRITERS = {"bot.views.numbers", "bot.views.dates", "bot.language.values.days"}
"""The modules that write numbers and dates; the last one writes days for its own reader."""


@pytest.fixture(scope="module", autouse=True)
def _trees_are_let_go() -> Iterator[None]:
    yield
    let_trees_go()


def test_process_uses_the_standard_library_and_pydantic_only() -> None:
    allowed = {*sys.stdlib_module_names, "pydantic", "process"}
    assert not [crossing for crossing in crossings("process") if head(crossing[1]) not in allowed]


def test_adapters_know_neither_the_bot_nor_the_process() -> None:
    assert not [crossing for crossing in crossings("adapters") if head(crossing[1]) in {"bot", "process"}]


def test_no_room_imports_the_tests_or_the_bench() -> None:
    assert not [
        crossing
        for chat_store in ROOMS
        for crossing in crossings(chat_store)
        if head(crossing[1]) in {"tests", "bench"}
    ]


def test_platforms_do_not_know_each_other() -> None:
    platforms = {folder.name for folder in (HOUSE / "adapters").iterdir() if folder.is_dir() and folder.name[0] != "_"}
    known = [(where, what, what.split(".")[1]) for where, what in crossings("adapters") if what.count(".")]
    assert not [
        (where, what)
        for where, what, platform in known
        if head(what) == "adapters" and platform in platforms and where.split(".")[1] != platform
    ]


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports for type checking and inside functions count too: a reader follows those as well."""
    graph = {where: {what for what in imported(where) if what in modules() and what != where} for where in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " > ".join(reversed(error.args[1]))
        raise AssertionError(circle) from None


def test_packages_import_only_what_the_table_allows() -> None:
    """A new arrow is a decision: add it to the table, without making a circle."""
    assert {name: used - PACKAGES[name] for name, used in arrows().items() if used - PACKAGES.get(name, set())} == {}
    assert set(arrows()) == set(PACKAGES)


def test_the_table_of_packages_allows_only_what_is_used() -> None:
    assert {name: allowed - arrows()[name] for name, allowed in PACKAGES.items() if allowed - arrows()[name]} == {}


def test_no_packages_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter(arrows()).prepare()
    except CycleError as error:
        circle = " > ".join(reversed(error.args[1]))
        raise AssertionError(circle) from None


def test_the_bot_has_few_files_at_its_top() -> None:
    assert len(list((HOUSE / "bot").glob("*.py"))) <= MOST_AT_THE_TOP


def test_language_answers_values_and_knows_neither_views_nor_commands() -> None:
    barred = {"bot.views", "bot.misunderstood", "bot.commands", "bot.request", "bot.reader"}
    assert not arrows()["bot.language"] & barred


def test_the_top_level_holds_only_what_belongs_there() -> None:
    assert not top_level() - TOP


def test_the_environment_is_read_in_settings_only() -> None:
    found = [
        (where, node.lineno)
        for where, node in nodes()
        if where.split(".")[-1] != "settings" and reads_the_environment(node)
    ]
    assert not found


def test_the_process_never_looks_at_the_clock() -> None:
    found = [
        (where, node.lineno)
        for where, node in nodes()
        if head(where) == "process"
        and isinstance(node, ast.Attribute)
        and ".".join(ast.unparse(node).split(".")[-2:]) in CLOCKS
    ]
    hidden = [crossing for crossing in crossings("process") if crossing[1] in CLOCKS]
    assert not found + hidden


def test_the_day_comes_from_where_all_is_put_together() -> None:
    found = {
        where
        for where, node in nodes()
        if head(where) == "bot" and isinstance(node, ast.Attribute) and ast.unparse(node) in WALL_CLOCKS
    }
    assert found <= {"bot.__main__", "bot.web", "bot.jobs.scheduler", "bot.jobs.steady_time"}


def test_what_ships_is_never_mocked() -> None:
    assert not [where for chat_store in ROOMS for where, what in crossings(chat_store) if what.startswith("unittest")]


def test_nothing_ships_unfinished() -> None:
    found = [
        (where, node.lineno)
        for where, node in nodes()
        if isinstance(node, ast.Name) and node.id == "NotImplementedError"
    ]
    assert not found


def test_numbers_for_people_are_written_by_one_helper() -> None:
    """A comma or a percent sign in a format is one country's way; `bot/views/numbers.py` knows the reader's."""
    found = [(where, node.lineno) for where, node in nodes() if where != "bot.views.numbers" and writes_a_number(node)]
    assert not found


def test_only_these_modules_write_numbers_and_dates_with_babel() -> None:
    formats = re.compile(r"babel\.(?:numbers|dates)(?:$|\.format_)")
    assert {where for room in ROOMS for where, what in crossings(room) if formats.match(what)} == WRITERS


def test_no_function_outgrows_a_screen() -> None:
    found = [
        (where, node.name, length)
        for where, node in nodes()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not found


COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def test_no_comprehension_and_no_choice_stands_in_another_one() -> None:
    """`[[cell for cell in row] for row in rows]` and `a if x else b if y else c` take a second look to read."""
    assert not [(where, line) for where, path in written().items() for line in _in_each_other(path)]


def _in_each_other(path: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, COMPREHENSIONS) and _holds(ast.walk(node), node, COMPREHENSIONS):
            yield node.lineno
        if isinstance(node, ast.IfExp) and _holds(ast.iter_child_nodes(node), node, ast.IfExp):
            yield node.lineno


def _holds(within: Iterable[ast.AST], node: ast.AST, kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> bool:
    return any(isinstance(child, kind) and child is not node for child in within)


def test_no_file_outgrows_its_noun() -> None:
    lengths = {where: len(path.read_text().splitlines()) for where, path in written().items()}
    assert not {where: length for where, length in lengths.items() if length > LONGEST_FILE}


def test_every_class_has_a_name_of_the_trade() -> None:
    found = [
        (where, node.name)
        for where, node in nodes()
        if isinstance(node, ast.ClassDef) and VAGUE.search(node.name) and node.name not in PEOPLE
    ]
    assert not found


def test_every_module_has_a_name_of_the_trade() -> None:
    assert not [where for where in modules() if VAGUE.search(where.split(".")[-1].title())]


def test_every_ignore_has_its_reason_on_the_same_line() -> None:
    found = [
        (str(path.relative_to(HOUSE)), number)
        for chat_store in (*ROOMS, "tests", "bench")
        for path in (HOUSE / chat_store).rglob("*.py")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (ignore := IGNORED.search(line)) and not gives_a_reason(ignore["rest"])
    ]
    assert not found


def test_the_locks_hash_everything_and_name_no_address() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        lines = (HOUSE / lock).read_text().splitlines()
        assert not [line for line in lines if "//" in line or line.startswith("-") or " @ " in line]
        pinned = [index for index, line in enumerate(lines) if not line.startswith(" ")]
        assert not [lines[index] for index in pinned if "--hash=sha256:" not in lines[index + 1]]


def top_level() -> set[str]:
    """The names at the top level: from git, or without git from the folder, without the ignored ones."""
    if kept := git_keeps():
        return {Path(name).parts[0] for name in kept}
    passing = [line.rstrip("/") for line in (HOUSE / ".gitignore").read_text().split()]
    return {path.name for path in HOUSE.iterdir() if not any(fnmatch(path.name, pattern) for pattern in passing)}


def git_keeps() -> list[str]:
    """Every file in git's index by its path; none without git or without a checkout."""
    git = which("git")
    if git is None or not (HOUSE / ".git").exists():
        return []
    asked = subprocess.run([git, "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=False)
    return asked.stdout.rstrip("\0").split("\0") if asked.stdout else []


@cache
def modules() -> dict[str, Path]:
    """Every module of the three packages by its dotted name; a package has its own name."""
    paths = [path for chat_store in ROOMS for path in sorted((HOUSE / chat_store).rglob("*.py"))]
    return {dotted(path): path for path in paths}


@cache
def arrows() -> dict[str, set[str]]:
    """Which packages each package of the bot imports; modules at the bot's top count one by one."""
    found: dict[str, set[str]] = {}
    for where in modules():
        if where.startswith("bot."):
            used = {package(what) for what in imported(where) if head(what) in ROOMS}
            found.setdefault(package(where), set()).update(used - {package(where)})
    return found


def package(name: str) -> str:
    return ".".join(name.split(".")[:2]) if head(name) == "bot" else head(name)


@cache
def written() -> dict[str, Path]:
    """The modules people write and read in full; a migration is written once and left alone."""
    return {where: path for where, path in modules().items() if "migrations" not in path.parts}


def dotted(path: Path) -> str:
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(where: str) -> ast.Module:
    return ast.parse(modules()[where].read_text())


def nodes() -> Iterator[tuple[str, ast.expr | ast.stmt]]:
    """Every statement and expression of the written modules, with its module."""
    for where in written():
        yield from ((where, node) for node in every_node(where) if isinstance(node, ast.expr | ast.stmt))


@cache
def every_node(where: str) -> list[ast.AST]:
    """Every node of a module, walked once for all tests."""
    return list(ast.walk(tree(where)))


def let_trees_go() -> None:
    """Forget the trees of all modules: they are hundreds of megabytes, in which the garbage collector looks, too."""
    every_node.cache_clear()
    tree.cache_clear()


def crossings(chat_store: str) -> list[tuple[str, str]]:
    """The imports of a package: pairs of dotted names."""
    return [(where, what) for where in modules() if head(where) == chat_store for what in imported(where)]


@cache
def imported(where: str) -> frozenset[str]:
    """What a module imports, as deep as it can be named: `from process import deal` is `process.deal`."""
    return frozenset(what for node in every_node(where) for what in named(node, where))


def named(node: ast.AST, where: str) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        source = ".".join(filter(None, [beginning(node.level, where), node.module]))
        return {deepest(source, alias.name) for alias in node.names}
    return set()


def beginning(level: int, where: str) -> str:
    """The package where a relative import with that many dots starts."""
    if not level:
        return ""
    parts = where.split(".") if modules()[where].name == "__init__.py" else where.split(".")[:-1]
    return ".".join(parts[: len(parts) - level + 1])


def deepest(source: str, name: str) -> str:
    """A name inside one of our modules counts as that module; anything else keeps its name."""
    whole = f"{source}.{name}"
    return source if source in modules() and whole not in modules() else whole


def head(name: str) -> str:
    return name.partition(".")[0]


def reads_the_environment(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom) and node.module == "os":
        return any(alias.name in {"environ", "getenv", "environb"} for alias in node.names)
    return isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv", "os.environb"}


def writes_a_number(node: ast.AST) -> bool:
    """Whether a format groups thousands or writes a share: in an f-string, by `format` or by `str.format`."""
    if isinstance(node, ast.FormattedValue):
        return node.format_spec is not None and bool(GROUPS.search(constants(node.format_spec)))
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "format":
        return any(GROUPS.search(constants(one)) for one in node.args[1:])
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return any(GROUPS.search(spec) for spec in re.findall(r":([^{}]*)}", constants(node.func.value)))
    return False


def constants(node: ast.AST) -> str:
    """The texts that stand in an expression, one after the other."""
    texts = [str(part.value) for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return "".join(texts)


def gives_a_reason(rest: str) -> bool:
    """Two words or more, after the rule's own code and brackets."""
    said = re.sub(r"^:?\s*(\[[^]]*]|[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*|no (cover|branch)|allowlist secret)?", "", rest)
    return len(re.findall(r"[A-Za-z]{2,}", said)) >= 2
