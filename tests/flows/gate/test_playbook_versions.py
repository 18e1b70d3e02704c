"""Playbook versions: another wording moves no deal, and a deal on an older version reads in today's words."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.sandbox import demo_people
from adapters.sandbox.terminal_card import plain
from bot.company import playbooks
from bot.store import deals, tenants
from tests.support.empty_database import empty_database
from tests.support.one_company import OneCompany
from tests.support.people_and_deal import STANDARD_TEXT

REWORDED = STANDARD_TEXT.replace("How did this customer come to us?", "By which way did they find us?")
STRICTER = REWORDED.replace('kind = "contact"\ncarried = true\nhint', 'kind = "text"\ncarried = true\nhint')
_folders = count()


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[OneCompany]:
    company = OneCompany(empty_database(tmp_path / "deals.db"))
    yield company
    company.store.close()


def make_current(ours: OneCompany, words: str) -> list[str]:
    with ours.store.writing() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert tenant
        return playbooks.make_current(tx, tenant.id, {"standard.toml": words})


def versions(ours: OneCompany) -> set[str]:
    """The playbook versions that open deals are on."""
    with ours.store.reading() as tx:
        tenant = tenants.tenant_of(tx, demo_people.PLATFORM, demo_people.WORKSPACE)
        assert tenant
        return {version for version, _ in deals.holding(tx, tenant.id)}


def as_an_earlier_release_left_it(ours: OneCompany) -> str:
    """Name the version by the hash of the playbook's text, as releases did until versions left the wording out."""
    named = sha256(STANDARD_TEXT.encode()).hexdigest()[:16]
    with ours.store.writing() as tx:
        tx.execute(text("UPDATE deals SET playbook = :n, body = replace(body, playbook, :n)"), {"n": named})
        tx.execute(text("DELETE FROM playbooks WHERE name <> 'Standard'"))
        tx.execute(text("UPDATE playbook_texts SET version = :n WHERE text = :t"), {"n": named, "t": STANDARD_TEXT})
        tx.execute(text("UPDATE playbooks SET version = :n"), {"n": named})
    return named


def test_another_wording_is_shown_at_once_and_moves_no_deal(ours: OneCompany) -> None:
    before = versions(ours)
    assert make_current(ours, REWORDED) == []
    assert "By which way did they find us?" in plain(ours.types("show acme all"))
    ours.types("new Umbra")
    assert versions(ours) == before


def test_deals_of_an_earlier_release_go_on_and_nothing_moves_them(ours: OneCompany) -> None:
    named = as_an_earlier_release_left_it(ours)
    ours.restart()
    assert "How did this customer come to us?" in plain(ours.types("show acme all"))
    assert versions(ours) == {named}
    assert make_current(ours, REWORDED) == []
    assert "By which way did they find us?" in plain(ours.types("show acme all"))
    assert named in versions(ours)
    ours.types("new Umbra")
    assert len(versions(ours)) == 2
    assert "already on this version of the playbook" in plain(ours.types("playbook move acme"))


def test_a_deal_begun_before_the_files_are_adopted_again_stays_readable(ours: OneCompany) -> None:
    named = as_an_earlier_release_left_it(ours)
    ours.restart()
    ours.types("new Umbra")
    assert versions(ours) == {named}
    assert make_current(ours, STRICTER) == []
    assert "Umbra" in plain(ours.types("show umbra"))


def test_a_deal_on_an_older_version_is_asked_what_it_was_asked_in_todays_words(ours: OneCompany) -> None:
    assert make_current(ours, STRICTER) == []
    asked = plain(ours.types("show acme all"))
    assert "By which way did they find us?" in asked
    ours.types("new Umbra")
    assert len(versions(ours)) == 2
