"""Facts of questions: one of us asks another about a deal, and gets an answer."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from process.deal import Deal
from process.fields import with_fields
from process.question import Question


@dataclass(frozen=True, slots=True)
class Asked:
    """Someone asked a colleague about the deal. That isn't work on the deal, so the clock goes on."""

    number: int
    text: str
    to: str
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        asked = Question(self.number, self.text, by, self.to, at)
        return with_fields(deal, questions=(*deal.questions, asked))


@dataclass(frozen=True, slots=True)
class Replied:
    """A question was answered."""

    number: int
    answer: str
    material: ClassVar[bool] = False

    def on(self, deal: Deal, by: str, at: datetime) -> Deal:
        questions = tuple(self._answered(one, by) for one in deal.questions)
        return with_fields(deal, questions=questions)

    def _answered(self, one: Question, by: str) -> Question:
        mine = one.number == self.number
        return replace(one, answer=self.answer, answered_by=by) if mine else one
