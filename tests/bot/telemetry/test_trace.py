"""A message can be followed: each answer and each message that was sent is one line, by which its row is found."""

import json

import pytest

from bot.jobs.deliver import deliver
from bot.store import export, outbox
from bot.store.engine.store import Store
from bot.telemetry import logs
from tests.support.one_company import OneCompany
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import DEALS, US, FakeChat, card


def lines(capsys: pytest.CaptureFixture[str], event: str) -> list[dict[str, object]]:
    found = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    return [line for line in found if line["event"] == event]


def test_each_answer_is_one_line_with_its_key_command_and_end(
    sqlite_address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    company = OneCompany(sqlite_address)
    logs.begin("info")
    for line in ("advance acme", "list", "advance Acme secret words", "secret"):
        company.types(line)
    company.store.close()
    said = lines(capsys, "answered")
    assert [(one["command"], one["ended"]) for one in said] == [
        ("advance", "refused"),
        ("list", "done"),
        ("advance", "refused"),
        ("other", "refused"),
    ]
    assert [one["key"] for one in said] == [f"line-{number}" for number in range(2, 6)]
    assert all(isinstance(one["milliseconds"], float) for one in said)
    assert "secret" not in json.dumps(said)


def test_each_message_sent_is_one_line_with_the_id_of_its_row(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with store.writing() as tx:
        outbox.post(tx, US, DEALS, card("one"), "s", MONDAY)
    logs.begin("info")
    deliver(store, {"sandbox": FakeChat()}, "w", MONDAY)
    with store.reading() as tx:
        rows = export.export(tx, US)["outbox"]
    (sent,) = lines(capsys, "sent")
    assert sent["message"] == rows[0]["id"] and sent["platform"] == "sandbox"
