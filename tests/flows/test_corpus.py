"""The corpus of sentences by people who haven't seen the rules: how many are understood, and that none writes wrongly.

A few of them in every run, all of them in the ring.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.support.talk_score.figures import Figures, figures_of, listed, spoken
from tests.support.talk_score.judge import Judge
from tests.support.talk_score.lines import Line, read_lines
from tests.support.talk_score.office import Office

FILES = tuple(f"sentences_{writer}.jsonl" for writer in "abcde")
FRESH = "sentences_f.jsonl"
"""By four writers who saw neither the rules nor the examples; no rule was made for a line of it."""

LANGUAGES = ("de", "es", "fr")
EVERY, EVERY_FOREIGN, MOST_WRONG = 13, 16, 0.01


@pytest.fixture(scope="module")
def judge(corpus_company: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """The company of the corpus, and who judges what is said in it."""
    office = Office(corpus_company, tmp_path_factory.mktemp("company"))
    yield Judge(office)
    office.close()


def hold(judge: Judge, lines: Sequence[Line], *, understood: float, at_once: float, wrong: float) -> None:
    """Judge lines, and hold the figures against the least that they should be."""
    judged = [judge.judge(line) for line in lines]
    figures = figures_of(judged)
    told = f"{spoken(figures)}\n{listed(judged)}"
    assert _is_good(figures, understood, at_once, wrong), told


def _is_good(figures: Figures, understood: float, at_once: float, wrong: float) -> bool:
    least = figures.understood >= understood and figures.at_once >= at_once and figures.left_alone >= 0.95
    return least and figures.wrong_proposals <= wrong and figures.wrong_writes == 0


def test_some_sentences_are_understood_and_none_writes_wrongly(judge: Judge) -> None:
    hold(judge, read_lines(*FILES)[::EVERY], understood=0.85, at_once=0.55, wrong=0.03)


@pytest.mark.ring
def test_most_sentences_are_understood_and_none_writes_wrongly(judge: Judge) -> None:
    hold(judge, read_lines(*FILES), understood=0.88, at_once=0.6, wrong=MOST_WRONG)


@pytest.mark.ring
def test_sentences_of_people_who_saw_neither_rules_nor_examples_are_mostly_understood(judge: Judge) -> None:
    hold(judge, read_lines(FRESH), understood=0.78, at_once=0.4, wrong=0.055)


@pytest.mark.parametrize("language", LANGUAGES)
def test_some_sentences_of_another_language_are_understood(judge: Judge, language: str) -> None:
    lines = read_lines(f"sentences_{language}.jsonl")[::EVERY_FOREIGN]
    hold(judge, lines, understood=0.9, at_once=0.6, wrong=0)


@pytest.mark.ring
@pytest.mark.parametrize("language", LANGUAGES)
def test_most_sentences_of_another_language_are_understood(judge: Judge, language: str) -> None:
    hold(judge, read_lines(f"sentences_{language}.jsonl"), understood=0.95, at_once=0.75, wrong=MOST_WRONG)
