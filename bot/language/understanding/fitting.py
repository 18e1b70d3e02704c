"""Fitting: whether what words are taken for can be done where the deal stands."""

from bot.language.understanding.proposal import Operation
from process.deal import Deal

OF_OPEN_DEALS = frozenset({"advance", "back", "lose", "wait", "assign", "engage", "waive"})


def fits(operation: Operation, deal: Deal | None) -> bool:
    """Whether the deal can take it: an open one isn't reopened, and nothing is taken back that wasn't saved."""
    if deal is None:
        return True
    match operation.verb:
        case "reopen":
            return deal.state not in ("open", "completed")
        case "unmet":
            return operation.slots.get("exit", "") in deal.evidence
        case "next":
            return bool(deal.account_manager) or deal.state == "completed"
        case verb:
            return deal.state == "open" or verb not in OF_OPEN_DEALS
