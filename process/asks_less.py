"""Asks less: what a playbook, or a version of one, no longer asks of a deal that another asks."""

from process.deal import Deal
from process.gate import required
from process.money import Money
from process.needs import need_exit
from process.playbook import Exit, For, Need, Playbook, Stage

WEIGHTS = {"rep": 0, "buyer": 1}
HEAVIEST = 2


def asks_less(old: Playbook, new: Playbook) -> tuple[str, ...]:
    """The keys of what `new` no longer asks, or asks more mildly than `old`: exits, stages, needs and rules.

    It is about the playbooks and no deal: what isn't asked of a deal today can be tomorrow. Empty where nothing is.
    """
    found = [key for key, item in old.exits.items() if _exit_milder(item, old, new)]
    handoffs = [stage.key for stage in old.stage if _handoff_milder(stage, old, new)]
    needs = [need_exit(need).key for need in _asked_later(old, new)]
    return (*found, *handoffs, *needs, *_rules(old, new))


def asks_less_of(deal: Deal, old: Playbook, new: Playbook) -> tuple[str, ...]:
    """The same, and what isn't asked of this very deal any more: by other rates its amount can miss a limit."""
    less = asks_less(old, new)
    missed = [
        key
        for key, item in old.exits.items()
        if key not in less and required(item, deal, old) and not required(new.exits[key], deal, new)
    ]
    return (*less, *missed)


def _exit_milder(item: Exit, old: Playbook, new: Playbook) -> bool:
    """Whether an exit is gone, is proven more easily, or is asked later."""
    now = new.exits.get(item.key)
    if now is None or _milder(item, now) or _step_milder(item, old, new):
        return True
    return _comes_later(old, old.stage_of[item.key].key, new, new.stage_of[item.key].key)


def _comes_later(old: Playbook, stage: str, new: Playbook, now: str) -> bool:
    """Whether what is asked in a `stage` and `now` in another opens a gate that it kept shut."""
    behind = [key for key, place in old.order.items() if place >= old.order[stage] and key in new.order]
    return any(new.order[key] < new.order[now] for key in behind)


def _asked_later(old: Playbook, new: Playbook) -> list[Need]:
    """What a deal has to say of itself that `new` asks at a later stage of the same key, or not at all."""
    found: list[Need] = []
    for stage in old.stage:
        upto = new.order.get(stage.key, len(new.stage))
        asked = [need for other in new.stage[: upto + 1] for need in other.needs]
        found += [need for need in stage.needs if need not in asked and need not in found]
    return found


def _rules(old: Playbook, new: Playbook) -> list[str]:
    """The keys of the rules for evidence, changes and waivers that `new` doesn't have, or has more mildly."""
    milder = {
        "confirm_after_back": old.confirm_after_back and not new.confirm_after_back,
        "contacts": old.contacts and not new.contacts,
        "lowering": bool(old.lowering) and not new.lowering,
        "for": old.name == new.name and _wider(old.made_for, new.made_for),
        "min_letters": old.min_letters > new.min_letters,
        "placeholders": not {*old.placeholders} <= {*new.placeholders},
        "waivers_each": old.waivers_each > 0 and not 0 < new.waivers_each <= old.waivers_each,
    }
    return [key for key, is_milder in milder.items() if is_milder]


def _wider(old: For, new: For) -> bool:
    """Whether a playbook is for deals now that had outgrown it."""
    kinds = bool(old.kinds) and not (new.kinds and {*new.kinds} <= {*old.kinds})
    return kinds or (old.amount_below is not None and not _is_within(new.amount_below, old.amount_below))


def _is_within(limit: Money | None, other: Money) -> bool:
    return limit is not None and limit.currency == other.currency and limit.amount <= other.amount


def _milder(old: Exit, new: Exit) -> bool:
    """Whether an exit can be proven by more people or more easily, is asked in fewer cases, or can be waived now."""
    if _weaker(old.attest, new.attest) or (new.kind == "text" != old.kind) or new.of != old.of:
        return True
    dropped = (old.must and not new.must) or (old.past and not new.past) or (old.role and new.role != old.role)
    wanted = new.want not in (old.want, "named and closed") or (new.waivable and not old.waivable)
    seldom = bool(new.when) and not set(map(repr, old.when or ())) <= set(map(repr, new.when))
    return bool(dropped or wanted or seldom or (new.when and not old.when))


def _step_milder(item: Exit, old: Playbook, new: Playbook) -> bool:
    """Whether an exit waits for another buyer step, or for the same one that other evidence shows now."""
    if not item.step:
        return False
    now = new.steps.get(new.exits[item.key].step)
    was = old.steps[item.step].proven_by
    return now is None or now.key != item.step or (bool(now.proven_by) and not (was and set(was) <= set(now.proven_by)))


def _weaker(old: str, new: str) -> bool:
    """Whether a word weighs less than another's: the rep's least, then the buyer's; managers and teams differ."""
    if new == old:
        return False
    was, now = WEIGHTS.get(old, HEAVIEST), WEIGHTS.get(new, HEAVIEST)
    return now < was or was == now == HEAVIEST


def _handoff_milder(stage: Stage, old: Playbook, new: Playbook) -> bool:
    """Whether a handoff is gone, comes later, or needs no one to accept it.

    So is one whose approval no longer wins the deal: it could be lost or changed again.
    """
    if stage.handoff is None:
        return False
    now = new.at(stage.key).handoff if stage.key in new.order else None
    if now is None or (stage.handoff.win and not now.win) or (stage.handoff.acceptance and not now.acceptance):
        return True
    return _comes_later(old, stage.key, new, stage.key)
