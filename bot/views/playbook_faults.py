"""Playbook faults: what `stagecoach check` and every start print of a playbook file that can't be used."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.views.words import an, both, count, cut
from process import playbook_faults as faults
from process.playbook_faults import BadPlaybook, Fault, Path

SEVERAL = re.compile(r"^\[(?P<name>[\w.]+)\]$")
LISTED = ("stage", "stage.exit", "buyer")
TAKEN = "This table stands in the file twice, or as a list: `[[…]]`"
DECIMAL_COMMA = re.compile(r"=\s*(?P<whole>\d+),(?P<part>\d+)\s*(?:[}#].*)?$")

GIVEN: Mapping[faults.Given, str] = {
    "text": "text",
    "number": "a number",
    "yes/no": "true or false",
    "list": "a list",
    "table": "a table",
    "day": "a day or a time",
}
WANTED: Mapping[faults.Wanted, str] = {
    "text": "text in quotes",
    "number": "a number without quotes",
    "whole number": "a whole number without quotes",
    "yes/no": "true or false",
    "list": "a list of texts",
    "tables": "tables",
    "table": "a table",
}
EXAMPLES: Mapping[faults.Wanted, str] = {
    "text": '"…"',
    "number": "0.9",
    "whole number": "14",
    "yes/no": "true",
    "list": '["…"]',
    "table": "{ … }",
}


def playbook_words(bad: BadPlaybook) -> str:
    """Every fault of a file, a line each: the file, the stage, the exit, and what is wrong there."""
    return "\n".join(f"{bad.file}{_line(fault)}: {fault_words(fault)}" for fault in bad.faults)


def _line(fault: Fault) -> str:
    return f", line {fault.line}" if fault.line else ""


def fault_words(fault: Fault) -> str:
    """A fault with its place: stage 'closing', exit 'terms', kind: ..."""
    words = WORDS[type(fault.flaw)](fault.flaw)
    return f"{place}: {words}" if (place := _place(fault.path)) else words


def _place(path: Path) -> str:
    """A path in words: "stage 'closing', exit 2, kind"."""
    return ", ".join(f"{part.name} {part.which!r}" if part.which else part.name for part in path)


def not_toml(flaw: faults.NotToml) -> str:
    shown = f" `{cut(flaw.text, 60)}`" if flaw.text else ""
    return f"I can't read this line as TOML:{shown}. {_toml_hint(flaw.text)}"


def _toml_hint(line: str) -> str:
    """What to write in place of a line that isn't TOML."""
    if any(quote in line for quote in "“”„’"):
        return 'Use straight quotes: `"`'
    if line.count('"') % 2:
        return "A text begins and ends with quotes"
    if found := SEVERAL.match(line):
        return f"There are several of them: write `[{line.strip()}]`" if found["name"] in LISTED else TAKEN
    if found := DECIMAL_COMMA.search(line):
        return f"Write a number with a point: `{found['whole']}.{found['part']}`"
    return "Write `key = value`, with text in quotes"


def missing_key(flaw: faults.MissingKey) -> str:
    return f"this is missing. Add {_example(flaw.key, flaw.wanted)}"


def unknown_key(flaw: faults.UnknownKey) -> str:
    hint = f"Did you mean `{flaw.near}`?" if flaw.near else "Take it out."
    return f"there is no such key here. {hint}"


def wrong_type(flaw: faults.WrongType) -> str:
    if flaw.wanted == "tables" and flaw.given == "table" and flaw.key not in LISTED:
        return f"this is a table. Write a list of tables: `{flaw.key} = [{{ … }}]`"
    example = _example(flaw.key, flaw.wanted, in_list=flaw.in_list)
    return f"this is {GIVEN[flaw.given]}. Write {WANTED[flaw.wanted]}: {example}"


def _example(key: str, wanted: faults.Wanted, *, in_list: bool = False) -> str:
    """How the key is written with something that it takes."""
    if wanted == "tables":
        return f"`[[{key}]]`, and its keys below it"
    if wanted == "table" and not in_list:
        return f"`[{key}]`, and its keys below it"
    value = EXAMPLES[wanted]
    return f"`{key} = [{value}]`" if in_list else f"`{key} = {value}`"


def not_among(flaw: faults.NotAmong) -> str:
    return f"{cut(flaw.value, 60)!r} isn't known here. Use one of: {', '.join(flaw.known)}"


def not_a_key(flaw: faults.NotAKey) -> str:
    return (
        f"{cut(flaw.value, 60)!r} can't be a key. Use 2 to 40 small letters, digits and underscores, a letter first: "
        '`key = "signed_by"`'
    )


def not_a_currency(flaw: faults.NotACurrency) -> str:
    return f"{cut(flaw.value, 60)!r} isn't a currency. Use its three capitals: `USD = 0.9`"


def out_of_bounds(flaw: faults.OutOfBounds) -> str:
    if flaw.most is not None:
        return f"this is too much. The most is {flaw.most}"
    return f"this is too little. It has to be more than {flaw.least}" if flaw.above else _too_little(flaw)


def _too_little(flaw: faults.OutOfBounds) -> str:
    return f"this is too little. The least is {flaw.least}"


def not_finite(flaw: faults.NotFinite) -> str:
    return f"`inf` and `nan` can't stand here. Write a number: {_example(flaw.key, 'number')}"


def wrong_length(flaw: faults.WrongLength) -> str:
    what = "letter" if flaw.of == "letters" else "thing"
    if flaw.most is not None:
        return f"this is too long. It can have at most {count(flaw.most, what)}"
    return f"this is too short. It needs at least {count(flaw.least or 0, what)}"


def bad_value(flaw: faults.BadValue) -> str:
    return "this value can't stand here. docs/playbook.md says what can"


def bad_money(flaw: faults.BadMoney) -> str:
    return f'{cut(flaw.value, 60)!r} is not an amount of money. Write it with its currency, in quotes: "50000 EUR"'


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
    if flaw.unknown:
        return f"there is no exit {flaw.exit!r}. Take it out here too, or name another exit"
    return f"{flaw.exit!r} can't prove a buyer step. Name an exit that isn't proven by a buyer step itself"


def key_twice(flaw: faults.KeyTwice) -> str:
    return f"{flaw.key!r} is the key of something before it, or of what a stage needs. Choose another key"


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
    faults.MissingKey: missing_key,
    faults.UnknownKey: unknown_key,
    faults.WrongType: wrong_type,
    faults.NotAmong: not_among,
    faults.NotAKey: not_a_key,
    faults.NotACurrency: not_a_currency,
    faults.OutOfBounds: out_of_bounds,
    faults.NotFinite: not_finite,
    faults.WrongLength: wrong_length,
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
