"""Examples of moving every deal to today's playbook."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from adapters.card import Card
from bot.views.examples import deals
from bot.views.examples.deals import HOSTILE, context, standard
from bot.views.playbook_moves import moved_all_card, preview_card
from process.context import Context
from process.deal import Deal
from process.outcome import Refusal
from process.playbook_moves import PlaybookMove, PlaybookMoves, move_all
from process.reasons.rights import NotYours


def _here(deal: Deal) -> Context:
    return context("mia")


def _plan() -> PlaybookMoves:
    """Two deals that move to another version, and one that can't."""
    newer = standard().model_copy(update={"version": "0123456789abcdef"})
    plan = move_all([deals.qualifying().deal, deals.discussing().deal], _here, lambda deal: newer)
    hostile = replace(deals.hostile().deal, name=HOSTILE)
    moves = tuple(PlaybookMove(one.deal, one.outcome, newer.stage[0].exit) for one in plan.moves)
    return PlaybookMoves(moves, ((hostile, Refusal(NotYours("move playbook"))),))


MOVES: Mapping[str, Callable[[], Card]] = {
    "playbook: move all, hostile": lambda: preview_card(_plan(), _here, mark="0" * 12, again=False),
    "playbook: move all, changed since, hostile": lambda: preview_card(_plan(), _here, mark="0" * 12, again=True),
    "playbook: move all, nothing to move": lambda: preview_card(PlaybookMoves((), ()), _here, mark="", again=False),
    "playbook: moved all, hostile": lambda: moved_all_card(_plan(), _here),
}
