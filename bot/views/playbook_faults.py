"""Playbook faults: what `stagecoach check` and every start print of a playbook file that can't be used."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.views.words import an, both
from process import playbook_faults as faults
from process.playbook_faults import BadPlaybook, Fault, Path


def playbook_words(bad: BadPlaybook) -> str:
    """Every fault of a file, a line each: the file, the stage, the exit, and what is wrong there."""
    return "\n".join(f"{bad.file}: {fault_words(fault)}" for fault in bad.faults)


def fault_words(fault: Fault) -> str:
    """A fault with its place: stage 'closing', exit 'terms', kind: ..."""
    words = WORDS[type(fault.flaw)](fault.flaw)
    return f"{place}: {words}" if (place := _place(fault.path)) else words


def _place(path: Path) -> str:
    """A path in words: "stage 'closing', exit 2, kind"."""
    return ", ".join(f"{part.name} {part.which!r}" if part.which else part.name for part in path)


def not_toml(flaw: faults.NotToml) -> str:
    return f"not TOML: {flaw.detail}"


def bad_value(flaw: faults.BadValue) -> str:
    return flaw.detail


def bad_money(flaw: faults.BadMoney) -> str:
    return f"{flaw.value!r} is not an amount of money"


def keys_of_kind(flaw: faults.KeysOfKind) -> str:
    keys = both([f"`{key}`" for key in flaw.keys])
    if flaw.needed:
        return f"{an(flaw.kind)} needs {keys}, and only {an(flaw.kind)} has them"
    return f"{keys} is for {an(flaw.kind)} only"


def attested_list(flaw: faults.AttestedList) -> str:
    return "leave `attest` out, because the items of a list prove it"


def stray_step(flaw: faults.StrayStep) -> str:
    return "`step` is for a list of buyer steps only"


def unknown_step(flaw: faults.UnknownStep) -> str:
    return f"there is no buyer step {flaw.step!r}"


def no_proof(flaw: faults.NoProof) -> str:
    return f"{flaw.exit!r} can't prove a buyer step. Name an exit that isn't proven by a buyer step itself"


def key_twice(flaw: faults.KeyTwice) -> str:
    return f"{flaw.key!r} is the key of two things"


def unknown_attest(flaw: faults.UnknownAttest) -> str:
    return f"`attest` can't be {flaw.attest!r}. Use one of: {', '.join(flaw.known)}"


def unknown_in_when(flaw: faults.UnknownInWhen) -> str:
    return f"`when` names the unknown {flaw.what} {flaw.name!r}"


def impossible_answer(flaw: faults.ImpossibleAnswer) -> str:
    return f"`when` expects {flaw.value!r}, but that can't be the answer to {flaw.exit!r}"


def unknown_team(flaw: faults.UnknownTeam) -> str:
    return f"there is no team {flaw.team!r}"


def unknown_product(flaw: faults.UnknownProduct) -> str:
    return f"there is no product {flaw.product!r}"


def unknown_stage(flaw: faults.UnknownStage) -> str:
    return f"there is no stage {flaw.stage!r}"


def bad_acceptance(flaw: faults.BadAcceptance) -> str:
    return "acceptance must name an exit of kind colleague that is always required and can't be waived"


def late_acceptance(flaw: faults.LateAcceptance) -> str:
    return f"{flaw.exit!r} is asked for only after this stage"


WORDS: Mapping[type, Callable[[Any], str]] = {
    faults.NotToml: not_toml,
    faults.BadValue: bad_value,
    faults.BadMoney: bad_money,
    faults.KeysOfKind: keys_of_kind,
    faults.AttestedList: attested_list,
    faults.StrayStep: stray_step,
    faults.UnknownStep: unknown_step,
    faults.NoProof: no_proof,
    faults.KeyTwice: key_twice,
    faults.UnknownAttest: unknown_attest,
    faults.UnknownInWhen: unknown_in_when,
    faults.ImpossibleAnswer: impossible_answer,
    faults.UnknownTeam: unknown_team,
    faults.UnknownProduct: unknown_product,
    faults.UnknownStage: unknown_stage,
    faults.BadAcceptance: bad_acceptance,
    faults.LateAcceptance: late_acceptance,
}
