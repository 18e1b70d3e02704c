"""The examples of how people talk, with their marks, and what tells one set of them from another."""

import hashlib
import re
from collections.abc import Iterator

from bot.language.understanding.likely import WEIGHTS
from bot.language.understanding.words import words_of

EXAMPLES = WEIGHTS.parent
MARKS = {"deal": "d", "person": "p", "colleague": "c", "money": "m", "day": "t", "link": "u"}
SLOT = re.compile(r"\{(\w+)\}")


def examples() -> Iterator[tuple[str, str]]:
    """Every example with its kind, names and values as marks: "⟨p0⟩ ok'd ⟨m0⟩"."""
    for path in sorted(EXAMPLES.glob("*/*.txt")):
        roles = re.compile(rf"(?<![\w-])(?:{words_of(path.parent.name)['people']['roles']})(?![\w-])", re.IGNORECASE)
        kind = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                kind = line.removeprefix("# ")
            elif line:
                yield kind, SLOT.sub(lambda slot: f"⟨{MARKS[slot[1]]}0⟩", roles.sub("⟨p0⟩", line))


def fingerprint() -> int:
    """What the weights were learned from: changed examples need new weights."""
    told = "\n".join(f"{kind}\t{sentence}" for kind, sentence in examples())
    return int.from_bytes(hashlib.sha256(told.encode()).digest()[:6])
