"""What a stranger can cause any number of times takes at most a line a second in the log."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from structlog.testing import capture_logs

from adapters.counted import Counted


class MovedLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock a test moves."""

    passed = 0.0

    def time(self) -> float:
        return self.passed


@contextmanager
def moved() -> Iterator[tuple[asyncio.Runner, MovedLoop]]:
    with asyncio.Runner(loop_factory=MovedLoop) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, MovedLoop)
        yield runner, loop


async def turn() -> None:
    """Let the loop run what is due."""
    for _ in range(2):
        await asyncio.sleep(0)


def test_a_thousand_refusals_are_one_line_at_once_and_one_a_second_later() -> None:
    async def story(loop: MovedLoop) -> None:
        counted = Counted("slack", "turned away")
        for _ in range(1_000):
            counted.add("too old")
            counted.add("no time")
        assert [line["reasons"] for line in lines] == [{"too old": 1}]
        loop.passed = 1.0
        await turn()
        assert [line["reasons"] for line in lines[1:]] == [{"too old": 999, "no time": 1_000}]
        loop.passed = 3.0
        await turn()
        counted.add("no time")
        assert [line["reasons"] for line in lines[2:]] == [{"no time": 1}]

    with capture_logs() as lines, moved() as (runner, loop):
        runner.run(story(loop))


def test_a_quiet_second_has_no_line() -> None:
    async def story(loop: MovedLoop) -> None:
        counted = Counted("slack", "turned away")
        counted.add("too old")
        for second in range(1, 5):
            loop.passed = second
            await turn()
        assert len(lines) == 1

    with capture_logs() as lines, moved() as (runner, loop):
        runner.run(story(loop))
