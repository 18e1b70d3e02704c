"""One test for hundreds of cases: it goes through all of them, and each that fails has its own message."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Case = TypeVar("Case")


def for_each(cases: Iterable[Case]) -> Callable[[Callable[[Case], None]], Callable[[], None]]:
    """Make one test of a function that checks one case.

    A test of its own for each of four hundred cards costs more time around it than in it. Every case is checked, also
    after one has failed; the test then fails with the names of all, and with the message of each.
    """
    every = tuple(cases)

    def decorate(check: Callable[[Case], None]) -> Callable[[], None]:
        def test() -> None:
            _check_all(check, every)

        test.__name__, test.__qualname__ = check.__name__, check.__qualname__
        test.__module__, test.__doc__ = check.__module__, check.__doc__
        return test

    return decorate


def _check_all(check: Callable[[Case], None], cases: tuple[Case, ...]) -> None:
    assert cases, "there is nothing to check"
    failed: dict[str, Exception] = {}
    for case in cases:
        try:
            check(case)
        except Exception as fault:  # the other cases are checked too, and all are raised together
            fault.add_note(f"This was the case {case!r}.")
            failed[str(case)] = fault
    if failed:
        raise ExceptionGroup(f"{len(failed)} of {len(cases)} fail: {', '.join(failed)}", list(failed.values()))
