"""What talk reads of the store: names that are up to date, and deals that are."""

from bot.store import spoken_deals
from bot.store.engine.store import Store
from process.facts import Assigned, Changed, Lost
from tests.support.stored_deals import US, begin, found, happen


def names(store: Store) -> list[tuple[str, str, str]]:
    with store.reading() as tx:
        return spoken_deals.of_name_text(spoken_deals.name_text(tx, US))


def test_a_company_without_deals_has_no_names(store: Store) -> None:
    assert names(store) == []


def test_names_come_sorted_with_id_and_owner(store: Store) -> None:
    with store.writing() as tx:
        begin(tx, "Müller & Co: a | b", id="id-second")
        begin(tx, "Acme", id="first")
        begin(tx, "Elsewhere", id="third", tenant="them")
    assert names(store) == [("first", "rob", "Acme"), ("id-second", "rob", "Müller & Co: a | b")]


def test_a_new_name_a_new_owner_and_an_ending_show_at_once(store: Store) -> None:
    with store.writing() as tx:
        begin(tx)
        begin(tx, "Globex", id="id-globex")
        happen(tx, found(tx), Changed("name", "Acme", name="Acme GmbH"), Assigned("rita", "rob"))
        happen(tx, found(tx, "globex"), Lost("agree", "price"))
    assert names(store) == [("id-Acme", "rita", "Acme GmbH")]


def test_a_deal_that_changed_is_read_again(store: Store) -> None:
    with store.writing() as tx:
        begin(tx)
    with store.reading() as tx:
        assert [deal.name for deal in spoken_deals.working_on(tx, US, "rob", 5)] == ["Acme"]
    with store.writing() as tx:
        happen(tx, found(tx), Changed("name", "Acme", name="Acme GmbH"))
    with store.reading() as tx:
        assert [deal.name for deal in spoken_deals.working_on(tx, US, "rob", 5)] == ["Acme GmbH"]
        assert spoken_deals.working_on(tx, US, "rita", 5) == []
