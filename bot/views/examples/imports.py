"""Examples of imports: the preview of a file, the message to an owner, and what is true of a claim."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from adapters.card import Card
from bot.views import claims
from bot.views.evidence import evidence_form
from bot.views.examples import deals
from bot.views.examples.deals import HOSTILE, LONG, NOW, context
from bot.views.examples.dropped import DROPPED
from process import gate
from process.deal import Claim, Deal


def _claiming(words: str = "Contract Sent") -> Deal:
    return replace(deals.qualifying().deal, claim=Claim("closing", words), imported=NOW)


def _claim() -> Card:
    deal = _claiming()
    missing = [one.exit for one in gate.missing(deal, context().playbook, deal.stage)]
    return claims.claim_card(deal, context(), evidence_form(deal, context(), missing))


def _many() -> Card:
    return claims.claims_card([(_claiming(), context()), *[(_claiming(HOSTILE), context())] * 12], LONG)


IMPORTS: Mapping[str, Callable[[], Card]] = {
    **DROPPED,
    "import: hostile": lambda: claims.arrived_card(HOSTILE, 12, {"closing": 5, "presentation": 2}, context("mia")),
    "import: arrived, one without a claim": lambda: claims.arrived_card("deals.csv", 1, {}, context("mia")),
    "claims: two": lambda: claims.claims_card([(_claiming(), context()), (_claiming("Demo"), context())]),
    "claims: hostile": _many,
    "claims: none": lambda: claims.claims_card([]),
    "claim: what is true": _claim,
    "claim: dropped": lambda: claims.unclaimed_card(_claiming(), context()),
    "claim: none": lambda: claims.no_claim(_claiming()),
}
