"""A win is a win: its terms change only with a manager, and it churns instead of vanishing."""

import pytest

from adapters.sandbox.terminal_card import plain
from bot.sandbox.sandbox import Sandbox
from bot.store import export
from tests.support.card_text import form_of, text_of
from tests.support.sandbox_script import Say, button


def kinds(sandbox: Sandbox) -> list[str]:
    """The kinds of all facts that were ever saved."""
    with sandbox.store.reading() as tx:
        return [str(row["kind"]) for row in export.export(tx, None)["ledger"]]


def won(say: Say) -> str:
    """What the funnel says of all deals."""
    return next(line for line in text_of(say("mia", "funnel")).splitlines() if line.startswith("Won "))


@pytest.mark.parametrize("line", ["lose tyrell because they never paid", "withdraw tyrell because it was a mistake"])
@pytest.mark.parametrize("who", ["rita", "ana", "mia"])
def test_a_won_deal_is_neither_lost_nor_withdrawn_by_anyone(sandbox: Sandbox, say: Say, who: str, line: str) -> None:
    before, figures = kinds(sandbox), won(say)
    assert say(who, line).tone == "stop"
    assert kinds(sandbox) == before
    assert won(say) == figures


@pytest.mark.parametrize(
    "change", ["amount 9000000 EUR", "amount 150000 USD", "product goods", "complexity complex", "close date 1 July"]
)
def test_what_was_won_is_not_changed_by_the_rep(say: Say, change: str) -> None:
    before = plain(say("rita", "show tyrell all"))
    assert "This deal is won. Ask a manager" in plain(say("rita", f"set tyrell {change}"))
    assert plain(say("rita", "show tyrell all")) == before
    assert "Tyrell" in say("mia", f"set tyrell {change}").title
    assert plain(say("rita", "show tyrell all")) != before


def test_the_form_refuses_too_and_a_name_stays_free(say: Say) -> None:
    form = form_of(say("rita", "set tyrell"))
    known = {field.key: field.value for field in form.fields if field.value}
    answer = say("rita", form.command, {**known, "amount": "9000000 EUR"})
    assert "9,000,000" not in plain(say("rita", "show tyrell all"))
    assert "changed since" in plain(answer) or "is won" in plain(answer)
    assert "Tyrell Corp" in plain(say("rita", "set tyrell name Tyrell Corp"))


def test_sending_a_win_back_does_not_make_it_a_deal_that_can_be_lost(say: Say) -> None:
    say("rita", "back tyrell to discussion because they object again")
    assert "won, so it can't be lost" in plain(say("rita", "lose tyrell because they object"))
    assert "This deal is won" in plain(say("rita", "set tyrell amount 1 EUR"))


def test_a_deal_is_won_from_the_approval_on_though_no_one_has_accepted_it_yet(say: Say) -> None:
    for line in (
        "met wonka terms Two years, paid in two halves",
        "trigger wonka 1 happened signed off said by Will Wong in e-mail",
        "met wonka paperwork https://contracts.example/wonka",
        "met wonka signed_by_customer Will Wong said by Will Wong in meeting",
        "met wonka signed_by_us <@max>",
        "met wonka signed_on yesterday",
        "met wonka account_manager <@ana>",
    ):
        say("rita", line)
    assert "Wonka" in say("rita", "lose wonka").title
    say("rita", "advance wonka")
    before = won(say)
    say("mia", button(say("mia", "approve wonka"), "Approve").command)
    assert won(say) != before
    assert "won, so it can't be lost" in plain(say("rita", "lose wonka because I was wrong"))
    say("ana", "decline wonka because the contract is missing")
    assert "won, so it can't be lost" in plain(say("rita", "lose wonka because she declined"))


def test_a_won_deal_churns_by_a_manager_and_stays_in_the_figures(sandbox: Sandbox, say: Say) -> None:
    figures = won(say)
    assert "Only a manager can let a won deal churn" in plain(say("rita", "churn tyrell because they left"))
    assert "has churned" in plain(say("mia", "churn tyrell because they went to a rival"))
    assert "went to a rival" in plain(say("rita", "history tyrell all"))
    assert won(say).split(", ")[0] == figures.split(", ")[0]
    assert "churned 2 (€176k)" in won(say)
    assert say("rita", "reopen tyrell because I want it").tone == "stop"
    assert kinds(sandbox).count("Churned") == 2


def test_a_manager_does_not_churn_a_deal_of_their_own(say: Say) -> None:
    say("mia", "assign tyrell to <@mia>")
    assert "never one of their own" in plain(say("mia", "churn tyrell because they left"))
    assert "Ask a manager who doesn't own it" in plain(say("mia", "set tyrell amount 1 EUR"))


def test_a_deal_that_is_not_won_does_not_churn(say: Say) -> None:
    assert "Only a won deal churns" in plain(say("mia", "churn globex because they left"))
    assert "lost" in plain(say("rob", "lose globex because they left")).casefold()
