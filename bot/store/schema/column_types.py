"""Column types in which SQLite and PostgreSQL differ: moments, exact numbers, the next number."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Boolean, DateTime, Dialect, Numeric, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: TIMESTAMPTZ on PostgreSQL. On SQLite it is text of a fixed length, so it sorts."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        return _moment_as_text if dialect.name == "sqlite" else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        return _moment_of_text if dialect.name == "sqlite" else _in_utc


def _moment_as_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(" ", "microseconds")


def _moment_of_text(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _in_utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A decimal number without rounding: NUMERIC on PostgreSQL, the digits as text on SQLite."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Numeric())

    def bind_processor(self, dialect: Dialect) -> Callable[[Decimal | None], Any] | None:
        return _digits if dialect.name == "sqlite" else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Decimal | None]:
        return _number


def _digits(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(digits: str | Decimal | None) -> Decimal | None:
    return None if digits is None else Decimal(digits)


class Added(Exact):
    """The sum of exact numbers, without rounding; None where there are none."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Decimal | None]:
        return _added if dialect.name == "sqlite" else _number


def _added(numbers: str | None) -> Decimal | None:
    return None if numbers is None else sum(map(Decimal, numbers.split(" ")), Decimal())


class ExactSum(FunctionElement[Decimal]):
    """The sum of a column of exact numbers. SQLite would add them up as floats, so there it lists them."""

    type = Added()
    name = "exact_sum"
    inherit_cache = True


@compiles(ExactSum, "sqlite")
def _listed(element: ExactSum, compiler: Any, **options: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **options)}, ' ')"


@compiles(ExactSum, "postgresql")
def _summed(element: ExactSum, compiler: Any, **options: Any) -> str:
    return f"sum({compiler.process(element.clauses, **options)})"


class Holds(FunctionElement[bool]):
    """Whether a text holds another, as it is written: a third quicker than LIKE, which compares letter by letter."""

    type = Boolean()
    name = "holds"
    inherit_cache = True


@compiles(Holds, "sqlite")
def _in_string(element: Holds, compiler: Any, **options: Any) -> str:
    text, part = (compiler.process(one, **options) for one in element.clauses)
    return f"instr(CAST({text} AS BLOB), CAST({part} AS BLOB)) > 0"


@compiles(Holds, "postgresql")
def _string_position(element: Holds, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)}) > 0"


class NextNumber(FunctionElement[int]):
    """The next number of the outbox, larger than all before; the default of a column."""

    type = BigInteger()
    name = "next_number"
    inherit_cache = True


@compiles(NextNumber, "sqlite")
def _after_the_largest(element: NextNumber, compiler: Any, **options: Any) -> str:
    """SQLite has one writer at a time, so the largest number plus one is safe."""
    return "(SELECT coalesce(max(number), 0) + 1 FROM outbox)"


@compiles(NextNumber, "postgresql")
def _from_the_sequence(element: NextNumber, compiler: Any, **options: Any) -> str:
    return "nextval('outbox_number')"
