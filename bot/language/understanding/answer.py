"""An answer to one question: what of a message is the value that was asked for, and who said it where. Pure."""

from dataclasses import dataclass
from typing import Literal

from bot.language.understanding.around import Around
from bot.language.understanding.choices import language_of
from bot.language.understanding.clause import Clause, clause_of
from bot.language.understanding.spoken import spoken_in
from bot.language.values.words import one_of, yes_no, yes_no_because

Wanted = Literal["text", "contact", "money", "date", "choice", "yes/no", "colleague", "link"]
DOUBTFUL = frozenset({"guess", "hearsay", "if", "quoted"})
YES, NO = ("yes", "yep", "yeah", "yup", "sure", "right", "correct"), ("no", "nope", "nah")


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message says to a question: the words of the value, nothing where it has none of that kind.

    `said_by`, `where` and `on` (ISO) are what it says besides. `doubtful` says that the speaker isn't sure, or wasn't
    there.
    """

    words: str
    said_by: str = ""
    where: str = ""
    on: str = ""
    doubtful: bool = False


def heard(text: str, wanted: Wanted, options: tuple[tuple[str, str], ...], around: Around) -> Heard:
    """Hear a message as the answer to a question of this kind; `options` are the values to choose from, with labels."""
    clause = clause_of(" ".join(text.split()), around, language_of(around.playbook, spoken_in(text)))
    words = _words(text.strip(), wanted, options, clause)
    said = clause.said
    on = said.on.isoformat() if said.on and said.on <= around.now.date() else ""
    return Heard(words, said.by, said.where, on, bool(clause.moods & DOUBTFUL))


def _words(text: str, wanted: Wanted, options: tuple[tuple[str, str], ...], clause: Clause) -> str:
    match wanted:
        case "money":
            return _span(clause, "m")
        case "date":
            return _span(clause, "t")
        case "link":
            return _span(clause, "u")
        case "yes/no":
            return _yes_no(text)
        case "choice":
            return _choice(text, options)
        case "colleague":
            return _span(clause, "c")
        case _:
            return text


def _span(clause: Clause, kind: str) -> str:
    """The words of the only value of a kind."""
    spans = clause.marked.of(kind)
    return clause.marked.value_of(spans[0]) if len(spans) == 1 else ""


def _yes_no(text: str) -> str:
    said = text.strip().rstrip(".!").casefold()
    if said in YES:
        return "yes"
    if said in NO:
        return "no"
    return text if yes_no(text) or yes_no_because(text)[1] else ""


def _choice(text: str, options: tuple[tuple[str, str], ...]) -> str:
    said = text.strip().rstrip(".!")
    values = dict(options)
    labels = {label: value for value, label in options}
    return one_of(said, values) or labels.get(one_of(said, labels) or "", "")
