"""Asks less: what a playbook, or a version of one, no longer asks of a deal that another asks."""

from process.playbook import Exit, Playbook, Stage

WEIGHTS = {"rep": 0, "buyer": 1}
HEAVIEST = 2


def asks_less(old: Playbook, new: Playbook) -> tuple[str, ...]:
    """The keys of what `new` no longer asks, or asks more mildly than `old`: exits and stages; empty where it doesn't.

    It is about the playbooks and no deal: what isn't asked of a deal today can be tomorrow.
    """
    found = [key for key, item in old.exits.items() if _milder(item, new.exits.get(key))]
    handoffs = [stage.key for stage in old.stage if _handoff_milder(stage, new)]
    back = ("confirm_after_back",) if old.confirm_after_back and not new.confirm_after_back else ()
    return (*found, *handoffs, *back)


def _milder(old: Exit, new: Exit | None) -> bool:
    """Whether an exit is gone, can be proven by more people, is asked in fewer cases, or can be waived now."""
    if new is None or _weaker(old.attest, new.attest) or (new.kind == "text" != old.kind):
        return True
    dropped = (old.must and not new.must) or (old.past and not new.past) or (old.role and new.role != old.role)
    wanted = new.want not in (old.want, "named and closed") or (new.waivable and not old.waivable)
    seldom = bool(new.when) and not set(map(repr, old.when or ())) <= set(map(repr, new.when))
    return bool(dropped or wanted or seldom or (new.when and not old.when))


def _weaker(old: str, new: str) -> bool:
    """Whether a word weighs less than another's: the rep's least, then the buyer's; managers and teams differ."""
    if new == old:
        return False
    was, now = WEIGHTS.get(old, HEAVIEST), WEIGHTS.get(new, HEAVIEST)
    return now < was or was == now == HEAVIEST


def _handoff_milder(stage: Stage, new: Playbook) -> bool:
    """Whether a handoff is gone, or its approval no longer wins the deal, so that it could be lost or changed again."""
    if stage.handoff is None:
        return False
    now = new.at(stage.key).handoff if stage.key in new.order else None
    return now is None or (stage.handoff.win and not now.win)
