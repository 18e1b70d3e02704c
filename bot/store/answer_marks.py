"""Answer marks: a few letters for each answer of a deal, by which deals with an answer are found without reading them.

A mark is a part of a hash. It says nothing to people, and who finds a deal by it looks at the deal's own answer too.
"""

from hashlib import sha256

from process.deal import Deal

LETTERS = 6


def of_deal(deal: Deal) -> str:
    """The marks of a deal's answers. Of one that ended or came out of another, no one asks for an answer."""
    if deal.state != "open" or deal.parent:
        return ""
    marks = sorted(_mark(one.exit, one.value) for one in deal.evidence.values())
    return f" {' '.join(marks)} " if marks else ""


def searched(exit_key: str, value: str) -> str:
    """What the marks hold where this is the answer to an exit."""
    return f" {_mark(exit_key, value)} "


def _mark(exit_key: str, value: str) -> str:
    return sha256(f"{exit_key}\n{value}".encode()).hexdigest()[:LETTERS]
