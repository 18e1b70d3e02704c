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


SPOKEN = re.compile(
    r"^\s*(?P<answer>yes|yep|yeah|yup|no|nope|nah)\s+(?P<reason>(?:i|we|you|he|she|it|they|that|this|there|all)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""An answer that goes on without a comma, as people type it: "yes it fits"."""
HALF = re.compile(
    r"\b(?:but|if|unless|except|only|partly|partially|mostly|almost|nearly|maybe|perhaps|no|not|\w+n['’]t)\b",
    re.IGNORECASE,
)
"""Words that take a yes back in part: "yes, but not before May"."""


def yes_no_because(words: str) -> tuple[str, str]:
    """Read "no because their data terms are open" as its answer and its reason; what is neither stays whole.

    So does a yes that is taken back in part: "yes, but only in Berlin" doesn't answer it.
    """
    found = SPOKEN.match(words) or REASONED.match(words)
    answer = _spoken_answer(found["answer"]) if found else None
    if found is None or answer is None:
        return yes_no(words) or words, ""
    reason = found["reason"].strip()
    if answer == "yes" and HALF.search(reason):
        return words, ""
    return answer, reason


def _spoken_answer(word: str) -> str | None:
    said = word.casefold()
    if said in ("yep", "yeah", "yup"):
        return "yes"
    return "no" if said in ("nope", "nah") else yes_no(said)


def yes_no(words: str) -> str | None:
    """Read yes or no, or None."""
    word = words.strip().rstrip(".!").casefold()
    if word in YES:
        return "yes"
    return "no" if word in NO else None
