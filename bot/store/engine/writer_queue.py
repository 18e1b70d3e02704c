"""A fair lock: whoever came first writes first."""

from collections import deque
from threading import Lock, get_ident


class Queue:
    """One writer at a time, in the order of arrival. A writer that asks again while it writes is told so at once."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._writer = 0

    @property
    def length(self) -> int:
        """How many wait for their turn."""
        return len(self._waiting)

    def enter(self, patience: float) -> bool:
        """Wait at most that many seconds for one's turn; says whether it came."""
        me = get_ident()
        if self._writer == me:
            raise RuntimeError("one transaction is open in this thread already")
        with self._guard:
            if not self._writer and not self._waiting:
                self._writer = me
                return True
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        came = turn.acquire(timeout=patience) or not self._give_up(turn)
        if came:
            self._writer = me
        return came

    def _give_up(self, turn: Lock) -> bool:
        """Leave the queue, unless the turn came at the very last moment."""
        with self._guard:
            waiting = turn in self._waiting
            if waiting:
                self._waiting.remove(turn)
            return waiting

    def leave(self) -> None:
        """Let the next one write."""
        with self._guard:
            self._writer = 0
            if self._waiting:
                self._writer = -1
                self._waiting.popleft().release()
