"""Whether an operation is one that was wanted.

Writers guessed at formats, so texts are compared without case and accents, and by what they contain.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from tests.support.talk_score.company import CONTACTS
from tests.support.talk_score.lines import Want
from tests.support.talk_score.written import STAGES, Op

BUYERS_WORD = frozenset({"budget", "decision", "mutual_plan", "half_validated", "signed_by_customer", "review"})
"""Exits that take the word of someone at the customer's: who said it and where are part of the fact."""

LINKS = frozenset({"paperwork"})
SAME_OPS = {"churned": "churn"}
Fit = Literal["", "half", "whole"]


def plain(words: object) -> str:
    """Words without case and accents."""
    letters = unicodedata.normalize("NFKD", str(words)).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip()


def _several(wanted: Any) -> list[str]:
    return [str(one) for one in wanted] if isinstance(wanted, Sequence) and not isinstance(wanted, str) else [wanted]


def is_one_of(wanted: Any, got: str) -> bool:
    """Whether it is exactly what is wanted, or one of several that are."""
    return any(plain(one) == plain(got) for one in _several(wanted))


def contains(wanted: Any, text: str) -> bool:
    """Whether the wanted words, or one of several, stand in a text."""
    return any(plain(one) in plain(text) for one in _several(wanted))


def contains_each(wanted: Any, text: str) -> bool:
    """Whether all of several stand in a text; one of them can be a choice of several."""
    return all(contains(one, text) for one in _each(wanted))


def _each(wanted: Any) -> Sequence[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def is_said_by(wanted: Any, got: str, deal: str) -> bool:
    """Whether it is the person that was spoken of: by a part of the name, the role, or as the deal's known contact.

    None wants no one: the text names no one, and nothing is made up.
    """
    if wanted == "*":
        return True
    if wanted is None:
        return not got
    if not got:
        return any(not one for one in _several(wanted))
    named = [one for one in _several(wanted) if one]
    if any(plain(one) in plain(got) or plain(got) in plain(one) for one in named):
        return True
    known = plain(CONTACTS.get(deal, ""))
    return bool(known) and plain(got) in known and any(plain(one) in known for one in named)


def is_where(wanted: Any, got: str) -> bool:
    """Whether it is the place that was spoken of."""
    if wanted == "*":
        return True
    return not got if wanted is None else is_one_of(wanted, got)


def is_wanted(want: Want, got: Op, *, skips: bool = False) -> bool:
    """Whether an operation is the wanted one; one who skips can have asked for any stage."""
    op = SAME_OPS.get(want["op"], want["op"])
    if op != got["op"] or ("deal" in want and not is_one_of(want["deal"], got.get("deal", ""))):
        return False
    if op == "advance":
        return _is_step(want, got, skips=skips)
    if op == "met":
        return _is_proof(want, got)
    return all(_alike(key, wanted, got) for key, wanted in want.items() if key not in NO_VALUES)


NO_VALUES = frozenset({"op", "deal", "optional", "activity?"})
TEXTS = {"has": ("text", "note", "how", "reason", "what")}
"""Where the words that are wanted can stand."""


def _alike(key: str, wanted: Any, got: Op) -> bool:
    if key == "has":
        told = " ".join(got.get(field, "") for field in TEXTS["has"])
        return contains(wanted, told)
    compare = COMPARED.get(key)
    if compare:
        return compare(wanted, got.get(key, ""), got.get("deal", ""))
    return is_one_of(wanted, got.get(key, "")) if key in got else key in UNSAID


UNSAID = frozenset({"activity", "to"})
"""What an operation can leave out: a note has no activity, a role no colleague."""

COMPARED: Mapping[str, Callable[[Any, str, str], bool]] = {
    "said_by": is_said_by,
    "where": lambda wanted, got, deal: is_where(wanted, got),
}


def _is_step(want: Want, got: Op, *, skips: bool) -> bool:
    if "to" in want:
        return is_one_of(want["to"], got["to"])
    left = got["from"]
    after = STAGES[min(STAGES.index(left) + 1, len(STAGES) - 1)] if left in STAGES else ""
    return skips or got["to"] in ("", after)


def _is_proof(want: Want, got: Op) -> bool:
    if "exit" in want and want["exit"] != got["exit"]:
        return False
    if not is_value(want.get("value"), got["value"], link=got["exit"] in LINKS):
        return False
    if got["exit"] not in BUYERS_WORD:
        return True
    return is_said_by(want.get("said_by"), got["said_by"], got["deal"]) and is_where(want.get("where"), got["where"])


def is_value(wanted: Any, got: str, *, link: bool = False) -> bool:
    """Whether a value is the wanted one: exactly, or with the words that it has to contain."""
    if wanted is None:
        return True
    if isinstance(wanted, Mapping):
        return contains_each(wanted["has"], got)
    return is_one_of(wanted, got) or (link and contains(wanted, got))


def fit(outcome: Want, ops: Sequence[Op], *, skips: bool = False) -> Fit:
    """Whether these operations are the whole outcome, a part of it, or something else too.

    A note on the same deal does no harm beside it.
    """
    wants = outcome.get("all", [outcome])
    left, missing = list(ops), 0
    for want in wants:
        hit = next((op for op in left if is_wanted(want, op, skips=skips)), None)
        if hit is not None:
            left.remove(hit)
        missing += hit is None and not want.get("optional")
    deals = {plain(want.get("deal", "")) for want in wants}
    if any(op["op"] != "log" or plain(op["deal"]) not in deals for op in left):
        return ""
    if missing and len(left) == len(ops):
        return ""
    return "half" if missing else "whole"
