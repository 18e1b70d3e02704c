"""What the flywheel asks of each deal is right behind every door that a deal can go through."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from bot.imports.terminal import Options
from bot.store import backup, customers, links, restore
from bot.store.engine.store import Store
from bot.store.schema.tables import deal_figures
from process.customers import PROGRESS, Progress
from process.facts import Churned
from process.flywheel import KINDS
from tests.bot.imports.test_import import PIPELINE
from tests.support.card_text import buttons_of
from tests.support.empty_database import empty_database
from tests.support.figures_from_scratch import differences
from tests.support.importing_company import ImportingCompany
from tests.support.people_and_deal import MONDAY
from tests.support.stored_deals import US, begin, happen
from tests.support.typed_company import PROVEN, TypedCompany

LATER = MONDAY + timedelta(days=9)

WHY = "because the terms are not what we agreed on in March"
Stand = dict[Progress, int]


@pytest.fixture
def company(tmp_path: Path) -> TypedCompany:
    """Ada is admin, Mia manages Rob, and Ana is an account manager. Nothing is sold yet."""
    made = TypedCompany(tmp_path, ("ada", "mia", "rob", "ana", "rita"))
    made.all_type(
        *(("ada", "team <@mia> is manager"), ("ada", "team <@ana> is account manager")),
        *(("ada", "team <@rob> is rep"), ("ada", "team <@rob> reports to <@mia>")),
    )
    return made


def sells(company: TypedCompany, name: str) -> None:
    """A deal of Rob's is won: he proves it all, Mia approves, and Ana takes it over."""
    company.types("rob", f"new {name}")
    company.types("rob", f"set {name} amount 40000 EUR")
    company.types("rob", f"set {name} product goods")
    for line in (*PROVEN, "met acme keeper <@ana>", "advance acme", "advance acme"):
        company.types("rob", line.replace("acme", name))
    for who, verb in (("mia", "approve"), ("ana", "accept")):
        approval = company.deal(name).approval
        assert approval
        company.types(who, f"{verb} {approval.id} {approval.version}")
    assert company.deal(name).is_won


def stands(company: TypedCompany) -> Stand:
    """Where the customers stand, once that is what a look at each deal says."""
    with company.store.reading() as tx:
        assert differences(tx, company.tenant) == []
        return dict(customers.stand(tx, company.tenant))


def linked(company: TypedCompany) -> list[tuple[str, str]]:
    with company.store.reading() as tx:
        return [(one.name, one.parent_name) for one in links.links(tx, company.tenant, 9).latest]


def test_a_deal_is_counted_right_behind_each_door(company: TypedCompany) -> None:
    sells(company, "acme")
    assert stands(company) == {"being served": 1}
    for who, line, then in (
        ("ana", "next acme renewal as again", {"came back": 1}),
        ("mia", f"withdraw again {WHY}", {"being served": 1}),
        ("mia", f"reopen again {WHY}", {"came back": 1}),
        ("mia", f"lose again {WHY}", {"being served": 1}),
        ("mia", f"reopen again {WHY}", {"came back": 1}),
        ("mia", "assign again to <@rita>", {"came back": 1}),
        ("mia", "undo", {"came back": 1}),
        ("mia", f"withdraw again {WHY}", {"being served": 1}),
        ("mia", f"waive acme obligations {WHY}", {"being served": 1}),
        ("ana", "advance acme", {"served": 1}),
        ("ana", "next acme referral as nexus", {"served": 1}),
    ):
        said = company.types(who, line)
        assert stands(company) == then, said
    assert linked(company) == [("nexus", "acme")]


def test_the_wheel_of_many_deals_is_the_same_as_by_a_look_at_each(store: Store) -> None:
    random, known = Random(11), [""]
    with store.writing() as tx:
        for number in range(160):
            account = f"Firm {random.randrange(60)}{random.choice(('', ' GmbH'))}"
            day = timedelta(days=random.randrange(40))
            deal = begin(
                *(tx, f"{number:03}"),
                account=account,
                owner=random.choice(("rob", "rita")),
                state=random.choice(("open", "lost", "completed", "churned", "withdrawn")),
                won=random.choice((None, MONDAY + day)),
                kind=random.choice(KINDS),
                parent=random.choice(known),
                began=MONDAY + day,
                entered=MONDAY + day * random.choice((0, 1, 2)),
            )
            known += [deal.id, ""]
    with store.reading() as tx:
        assert differences(tx, US) == []
        assert set(customers.stand(tx, US)) == set(PROGRESS)
        assert customers.to_ask(tx, US)
        assert all(links.links(tx, US, 3, referrals=referrals).number > 3 for referrals in (True, False))


def test_an_erased_contact_leaves_the_wheel_as_it_is(company: TypedCompany) -> None:
    sells(company, "acme")
    company.types("ada", next(iter(buttons_of(company.card("ada", "erase acme contact Carla Chen")).values())))
    assert "Carla" not in company.types("mia", "show acme all")
    assert stands(company) == {"being served": 1}


def test_a_win_that_churns_makes_no_customer(store: Store) -> None:
    with store.writing() as tx:
        won = begin(tx, "Acme", won=MONDAY, stage="keep")
        begin(tx, "Acme two", account="Acme Ltd", began=LATER, parent=won.id, kind="renewal")
        assert customers.stand(tx, US) == {"came back": 1}
        happen(tx, won, Churned("keep", "They left"), at=LATER)
        assert customers.stand(tx, US) == {}
        assert differences(tx, US) == []


def test_an_import_that_is_taken_back_is_on_the_wheel_no_more(tmp_path: Path) -> None:
    company = ImportingCompany(Store.open(empty_database(tmp_path / "deals.db")))
    company.brings(PIPELINE)
    assert open_accounts(company) == {"acme", "globex", "wonka"}
    assert company.runs(Options(None, by="Mia Marsh", undo="last", yes=True)) == 0, company.printed
    assert open_accounts(company) == set()


def open_accounts(company: ImportingCompany) -> set[str]:
    """The accounts of the open deals, once the figures are what a look at each deal says."""
    with company.store.reading() as tx:
        assert differences(tx, company.tenant) == []
        return set(tx.execute(select(deal_figures.c.customer).where(deal_figures.c.state == "open")).scalars())


def test_a_backup_has_the_rows_and_a_restore_brings_them_back(company: TypedCompany, tmp_path: Path) -> None:
    sells(company, "acme")
    company.types("ana", "next acme renewal as again")
    company.close()
    backup.back_up(tmp_path / "deals.db", tmp_path / "saved")
    restore.restore(tmp_path / "saved", tmp_path / "other.db", tmp_path / "aside")
    company.store = Store.open(f"sqlite:///{tmp_path / 'other.db'}")
    assert stands(company) == {"came back": 1}
    assert linked(company) == [("again", "acme")]
