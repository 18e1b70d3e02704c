"""Words: one of a known few, or yes or no, as people spell them."""

import re
from collections.abc import Collection

YES = ("yes", "y", "true", "done", "ok", "cleared")
NO = ("no", "n", "false")


def same(words: str) -> str:
    """Words in the form by which vocabulary is compared: case, dashes, blanks and underscores aside."""
    return re.sub(r"[\s_-]+", "", words.casefold())


def one_of(words: str, known: Collection[str]) -> str | None:
    """The one of `known` that was meant, spelling aside, or None."""
    wanted = same(words)
    return next((one for one in known if same(one) == wanted), None)


REASONED = re.compile(
    r"^\s*(?P<answer>\w+)\s*(?:[,;:.–-]|\bbecause\b)\s*(?:because\s+)?(?P<reason>\S.*)$", re.IGNORECASE | re.DOTALL
)


def yes_no_because(words: str) -> tuple[str, str]:
    """Read "no because their data terms are open" as its answer and its reason; what is neither stays whole."""
    found = REASONED.match(words)
    answer = yes_no(found["answer"]) if found else None
    if found is None or answer is None:
        return yes_no(words) or words, ""
    return answer, found["reason"].strip()


def yes_no(words: str) -> str | None:
    """Read yes or no, or None."""
    word = words.strip().rstrip(".!").casefold()
    if word in YES:
        return "yes"
    return "no" if word in NO else None
