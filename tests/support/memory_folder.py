"""A folder in memory for all that the tests write, where the system has one with room.

The bot makes each commit durable, on a disk 1 to 3 ms. Nothing that the tests do can tell: a process that is killed
loses nothing of what the system has, and no test cuts the power.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  # not a guess: where Linux has it, it is memory
ROOM = 2 * 1024**3
"""Bytes that have to be free there. The tests take up to 300 MB; containers often have 64 MB."""


def write_to_memory() -> None:
    """From here on, temporary files are in memory, also those of processes that we start. TMPDIR says otherwise."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and _fit():
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _fit() -> bool:
    """Whether it has room, and programs in it can run."""
    runs = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    return runs and shutil.disk_usage(MEMORY).free > ROOM
