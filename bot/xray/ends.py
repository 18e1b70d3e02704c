"""Ends: whether a row was won, lost or is open, from its state, its stage or its flags."""

from dataclasses import dataclass, field

from bot.spreadsheet.fields import plain_heading
from bot.spreadsheet.sheet import Cell, text_of
from bot.spreadsheet.stages import is_end, state_of
from bot.xray.settings import FileWords
from process.xray.past_deal import End

YES = frozenset({"yes", "true", "1", "ja", "oui", "wahr", "sí", "si"})


@dataclass(frozen=True, slots=True)
class Ends:
    """Reads ends by the words that are known, and by those that a person adds. A word is read once a file."""

    won: frozenset[str]
    lost: frozenset[str]
    stages: dict[str, End | None] = field(default_factory=dict, compare=False)
    states: dict[str, End | None] = field(default_factory=dict, compare=False)

    @classmethod
    def by(cls, words: FileWords) -> "Ends":
        return cls(frozenset(map(plain_heading, words.won)), frozenset(map(plain_heading, words.lost)))

    def of_stage(self, word: str) -> End | None:
        """Won or lost where a stage says so."""
        if word not in self.stages:
            self.stages[word] = self._given(word) or is_end(word)
        return self.stages[word]

    def of_state(self, word: str) -> End | None:
        """Won, lost or open where a state says so."""
        if word not in self.states:
            self.states[word] = self._given(word) or state_of(word)
        return self.states[word]

    def _given(self, word: str) -> End | None:
        plain = plain_heading(word)
        if plain in self.won:
            return "won"
        return "lost" if plain in self.lost else None

    def of_row(self, state: str, stage: str, won: Cell, closed: Cell) -> End | None:
        """The end of a row; None where its state and its stage disagree."""
        from_state = self.of_state(state) or _of_flags(won, closed)
        from_stage = self.of_stage(stage)
        if from_state and from_stage and from_state != from_stage:
            return None
        return from_state or from_stage or "open"


def _of_flags(won: Cell, closed: Cell) -> End | None:
    """What yes and no in a column Won and a column Closed mean together."""
    if won == "" and closed == "":
        return None
    if text_of(won).casefold() in YES:
        return "won"
    if closed == "":
        return None
    return "lost" if text_of(closed).casefold() in YES else "open"
