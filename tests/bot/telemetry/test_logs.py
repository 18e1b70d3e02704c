"""The logs show what broke and where, and nothing that a person wrote or that is secret."""

import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest
import structlog

from bot.telemetry import logs


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    level, hooks = root.level, (warnings.showwarning, sys.excepthook, threading.excepthook, sys.unraisablehook)
    yield
    root.setLevel(level)
    root.handlers = [one for one in root.handlers if not isinstance(one, logs.Library)]
    warnings.showwarning, sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def test_a_fault_is_logged_by_kind_and_place_without_any_value(capsys: pytest.CaptureFixture[str]) -> None:
    logs.begin("info")
    structlog.get_logger("slack").info("request", status=200)
    try:
        _broken("the customer is insolvent")
    except ValueError as fault:
        structlog.get_logger("slack").exception("not answered", fault=type(fault).__name__)
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["event"], first["status"]) == ("request", 200)
    assert second["raised"] == ["ValueError", "KeyError"]
    assert second["where"][-1].endswith("_broken") and second["where"][-1].startswith("test_logs.py:")
    assert "insolvent" not in str(second) and "xoxb" not in str(second)


def _broken(text: str) -> None:
    token, known = f"xoxb-secret {text}", dict[str, str]()
    try:
        known[token]
    except KeyError as fault:
        raise ValueError(token) from fault


def test_a_line_outside_of_a_fault_says_nothing_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    logs.begin("info")
    assert sys.exc_info()[1] is None
    structlog.get_logger("web").error("lost", exc_info=True)
    assert "raised" not in json.loads(capsys.readouterr().err)


LIBRARIES = """
import asyncio, gc, logging, threading, warnings
from bot.telemetry import logs
logs.begin("debug")
logging.getLogger("aiohttp.server").error("Bad header: %s", "secret")
logging.getLogger("aiohttp.server").error("secret", exc_info=ValueError("secret"))
logging.getLogger("other").warning("%d of %d", "secret")
warnings.warn("secret")
thread = threading.Thread(target=lambda: 1 / 0, name="secret")
thread.start()
thread.join()
async def lost():
    raise ValueError("secret")
async def forgets():
    task = asyncio.ensure_future(lost())
    await asyncio.sleep(0)
    del task
    gc.collect()
asyncio.run(forgets())
raise KeyError("secret")
"""


def test_every_line_of_a_library_or_a_fault_is_json_without_its_words() -> None:
    ended = subprocess.run([sys.executable, "-c", LIBRARIES], capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert ended.returncode == 1 and "secret" not in ended.stderr and not ended.stdout
    said = [line["event"] for line in lines]
    assert said == [*["a library logged"] * 3, "a warning", "uncaught in a thread", "a library logged", "uncaught"]
    assert lines[1]["raised"] == ["ValueError"] and lines[-1]["raised"] == ["KeyError"]
