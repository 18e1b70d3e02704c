"""A company on today's standard playbook, and one whose playbook asks as it did before it had these rules."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.empty_database import empty_database
from tests.support.one_company import OneCompany
from tests.support.people_and_deal import STANDARD_TEXT
from tests.support.typed_company import TypedCompany

RULES = ("min_letters =", "contacts =", "lowering =", "needs =", "lost_reasons =")


def before_the_rules() -> str:
    """The standard playbook without the keys of the rules of evidence."""
    lines = [line for line in STANDARD_TEXT.splitlines() if not line.startswith(RULES)]
    return "\n".join(lines).replace('want = "closed or asked"', 'want = "closed"')


@pytest.fixture
def company(tmp_path: Path) -> Iterator[OneCompany]:
    found = OneCompany(empty_database(tmp_path / "deals.db"))
    yield found
    found.store.close()


@pytest.fixture
def lax(tmp_path: Path) -> Iterator[OneCompany]:
    """The same company on a playbook from before the rules."""
    found = OneCompany(empty_database(tmp_path / "lax.db"), {"standard.toml": before_the_rules()})
    yield found
    found.store.close()


Found = Callable[..., TypedCompany]


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Found]:
    """Found a company: `found("ada", "rob", ...)`, the first of them its admin."""
    made: list[TypedCompany] = []

    def make(*names: str, **more: object) -> TypedCompany:
        made.append(TypedCompany(tmp_path, names, **more))  # type: ignore[arg-type]  # each is a field
        return made[-1]

    yield make
    for company in made:
        company.close()
