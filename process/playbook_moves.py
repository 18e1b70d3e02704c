"""Playbook moves: every open deal goes to today's version of its playbook, each judged as if it were the only one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from process import course
from process.context import Context
from process.deal import Deal
from process.gate import missing
from process.outcome import Outcome, Refusal
from process.playbook import Exit, Playbook


@dataclass(frozen=True, slots=True)
class PlaybookMove:
    """One deal before, with its outcome, and the exits up to where it stood that it is asked again."""

    deal: Deal
    outcome: Outcome
    again: tuple[Exit, ...]


@dataclass(frozen=True, slots=True)
class PlaybookMoves:
    """What moving them all comes to: `stays` are the deals that can't go, each with its refusal."""

    moves: tuple[PlaybookMove, ...]
    stays: tuple[tuple[Deal, Refusal], ...]


def move_all(
    deals: Sequence[Deal], on: Callable[[Deal], Context], successor: Callable[[Deal], Playbook]
) -> PlaybookMoves:
    """Move each of these deals to the playbook that succeeds its own; `on` gives the context by the deal's own."""
    moves: list[PlaybookMove] = []
    stays: list[tuple[Deal, Refusal]] = []
    for deal in deals:
        context, new = on(deal), successor(deal)
        if new.version in (deal.playbook, context.playbook.version):
            continue
        outcome = course.move_playbook(deal, context, context.playbook, new)
        if outcome.refusal:
            stays.append((deal, outcome.refusal))
        else:
            moves.append(PlaybookMove(deal, outcome, _again(deal, context.playbook, outcome.deal, new)))
    return PlaybookMoves(tuple(moves), tuple(stays))


def _again(deal: Deal, old: Playbook, moved: Deal, new: Playbook) -> tuple[Exit, ...]:
    """What is missing in the new version up to where the deal stood, and was not in the old one."""
    known = {one.exit.key for one in missing(deal, old, deal.stage)}
    upto = deal.stage if deal.stage in new.order else moved.stage
    return tuple(one.exit for one in missing(moved, new, upto) if one.exit.key not in known)
