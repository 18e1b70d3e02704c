"""The logs tell what broke and where, and nothing that anybody wrote or that is secret."""

import json
import sys
from collections.abc import Iterator

import pytest
import structlog

from bot.telemetry import logs


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_a_fault_is_told_by_its_kind_and_place_without_any_value(capsys: pytest.CaptureFixture[str]) -> None:
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
