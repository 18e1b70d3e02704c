"""Lines of the corpus: what someone types, where, after what, and what would be right."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adapters.chat import Inbound
from tests.support.talk_score import company

FOLDER = Path(__file__).parents[2] / "corpus"
COLLEAGUE = re.compile(r"@([a-z]+)\b")
Want = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One line. `wants` are the outcomes that are right; `before` is what the same person typed there before it."""

    id: str
    text: str
    who: str
    channel: str
    wants: Sequence[Want]
    no_write: bool = False
    before: Sequence[str] = ()
    tags: frozenset[str] = field(default=frozenset())

    @property
    def is_idle(self) -> bool:
        """Whether it is right that nothing happens."""
        return any("nothing" in want for want in self.wants)

    @property
    def operations(self) -> list[Want]:
        """The outcomes that write something."""
        return [want for want in self.wants if "op" in want or "all" in want]

    @property
    def skips(self) -> bool:
        """Whether it asks for a stage that isn't the next."""
        return bool(self.tags & {"skip", "injection"})

    @property
    def words(self) -> str:
        """All that was said, and where."""
        return " ".join([self.text, *self.before, self.channel])


def read_lines(*names: str) -> list[Line]:
    """The lines of files in tests/corpus/, for example "sentences_a.jsonl"."""
    return [line for name in names for line in _lines(FOLDER / name)]


def _lines(file: Path) -> Iterator[Line]:
    for text in file.read_text(encoding="utf-8").splitlines():
        one = json.loads(text)
        direct = one["place"] == "direct"
        before = (one["context"] or {}).get("said", ())
        yield Line(
            one["id"],
            one["text"],
            one["as"],
            "" if direct else one.get("channel", "deals"),
            one["want"],
            "write" in one["must_not"],
            tuple(before),
            frozenset(one["tags"]),
        )


def typed(line: Line, text: str, key: str) -> Inbound:
    """The line, or what was typed before it, as a chat delivers it."""
    text = text.replace("@Stagecoach", "").strip()  # a chat takes the bot's own mention away
    words = COLLEAGUE.sub(lambda found: f"<@{found[1]}>" if found[1] in company.NAMES else found[0], text)
    place = company.place(line.who, line.channel)
    return Inbound(key, company.speaker(line.who), place, words, mentioned=company.everyone(), talk=True)


def pressed(line: Line, command: str, key: str, values: Mapping[str, str] | None = None, subject: str = "") -> Inbound:
    """A button that the same person presses there, or a form that they send."""
    place = company.place(line.who, line.channel)
    return Inbound(key, company.speaker(line.who), place, command, values, subject, company.everyone())
