"""A fair lock: first come, first served."""

from collections import deque
from threading import Lock, get_ident


class Queue:
    """One writer at a time, in order of arrival. A writer that enters again while it writes fails at once."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._writer = 0

    @property
    def length(self) -> int:
        """How many writers are waiting."""
        return len(self._waiting)

    def enter(self, patience: float) -> bool:
        """Wait at most `patience` seconds for your turn; returns whether it came."""
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
        """Leave the queue, unless your turn came at the last moment."""
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
