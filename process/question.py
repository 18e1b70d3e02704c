"""Questions: what one of us asks another about a deal, and what they answered."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a deal, numbered from 1: who asked whom, when, and the answer; empty until there is one."""

    number: int
    text: str
    by: str
    to: str
    at: datetime
    answer: str = ""
    answered_by: str = ""
