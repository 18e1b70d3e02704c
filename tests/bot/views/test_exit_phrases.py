"""How a sentence calls an exit: by the playbook's phrase, else by a question that reads well, else by its name."""

import pytest

from bot.company import playbook_files
from bot.views.missing_lines import short_phrase
from process.playbook import Exit
from process.playbook_file import read
from process.playbook_words import in_words_of, version_of

LONG = "Who at the customer's is responsible for this problem?"


def item(question: str, name: str = "Responsible", short: str = "") -> Exit:
    return Exit(key="one", name=name, question=question, short=short)


@pytest.mark.parametrize(
    ("one", "phrase"),
    [
        (item(LONG, short="who owns the problem"), "who owns the problem"),
        (item("Who decides?", "Decision"), "who decides"),
        (item("Who at theirs signs it?", "Signer"), "who at theirs signs it"),
        (item("Who at theirs signs it first?", "Signer"), "signer"),
        (item("Who did you meet?", "Met"), "met"),
        (item("What is their budget?", "Budget"), "budget"),
        (item("Which plan did you make?", "CRM entry"), "CRM entry"),
    ],
)
def test_an_exit_is_called_by_its_phrase_else_by_its_question_else_by_its_name(one: Exit, phrase: str) -> None:
    assert short_phrase(one) == phrase


@pytest.mark.parametrize("text", playbook_files.texts(None).values())
def test_each_exit_of_ours_has_a_phrase(text: str) -> None:
    assert [one.key for one in read(text).exits.values() if not one.short] == []


def test_a_phrase_makes_no_version_and_counts_for_every_deal_at_once() -> None:
    text = next(iter(playbook_files.texts(None).values()))
    old = read("\n".join(line for line in text.splitlines() if not line.startswith("short = ")))
    new = read(text)
    assert version_of(old) == version_of(new)
    worded = in_words_of(old, new)
    assert [one.short for one in worded.exits.values()] == [one.short for one in new.exits.values()]
