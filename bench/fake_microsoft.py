"""Microsoft on this machine in its own thread, since an SDK blocks its event loop while it waits for it."""

import asyncio
from concurrent.futures import Future
from threading import Thread

from tests.support.fake_microsoft import Microsoft


class ThreadedMicrosoft:
    """Serves this Microsoft until the block or the process ends."""

    def __init__(self, microsoft: Microsoft) -> None:
        self._microsoft = microsoft

    def __enter__(self) -> None:
        ready: Future[bool] = Future()
        self._thread = Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        self._thread.start()
        ready.result(30)

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)

    async def _serve(self, ready: "Future[bool]") -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        async with self._microsoft.open():
            ready.set_result(True)
            await self._stop.wait()
