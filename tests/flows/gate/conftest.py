"""A company of any people, worked by typed commands."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.typed_company import TypedCompany

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
