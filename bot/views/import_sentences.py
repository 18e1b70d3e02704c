"""Sentences of imports: what someone brought in, and what the file claims."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.views.exit_fields import exit_value
from bot.views.words import cut, exit_name, stage_name
from process import facts
from process.context import Context
from process.deal import Deal


def imported(fact: facts.Imported, deal: Deal, context: Context) -> str:
    stage = stage_name(context.playbook, fact.deal.stage)
    return f"imported the deal from {cut(fact.file, 60)}, row {fact.row}, into {stage}."


def claimed(fact: facts.Claimed, deal: Deal, context: Context) -> str:
    stage = stage_name(context.playbook, fact.stage)
    return f"noted that the file claims “{cut(fact.words, 60)}” ({stage}). Nothing is proven by it."


def answers_claimed(fact: facts.AnswersClaimed, deal: Deal, context: Context) -> str:
    answers = [(exit_name(context.playbook, key), _answer(key, value, context)) for key, value in fact.answers.items()]
    said = [f"{name} – {answer}" for name, answer in answers]
    return f"noted what the file says: {' · '.join(said)}. Nothing is proven by it."


def _answer(key: str, value: str, context: Context) -> str:
    item = context.playbook.exits.get(key)
    return cut(exit_value(item, value, context) if item else value)


def unclaimed(fact: facts.Unclaimed, deal: Deal, context: Context) -> str:
    if not fact.words:
        return "said that the file's answers aren't true."
    return f"said that “{cut(fact.words, 60)}” isn't true."


def undone(fact: facts.ImportUndone, deal: Deal, context: Context) -> str:
    return f"undid the import of {cut(fact.file, 60)}."


def put_back(fact: facts.ImportPutBack, deal: Deal, context: Context) -> str:
    return f"put back what the import of {cut(fact.file, 60)} changed."


WORDS: Mapping[type, Callable[[Any, Deal, Context], str]] = {
    facts.Imported: imported,
    facts.Claimed: claimed,
    facts.AnswersClaimed: answers_claimed,
    facts.Unclaimed: unclaimed,
    facts.ImportUndone: undone,
    facts.ImportPutBack: put_back,
}
