"""Sentences of imports: what someone brought in, and what the file claims."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.views.words import cut, stage_name
from process import facts
from process.context import Context
from process.deal import Deal


def imported(fact: facts.Imported, deal: Deal, context: Context) -> str:
    stage = stage_name(context.playbook, fact.deal.stage)
    return f"imported the deal from {cut(fact.file, 60)}, row {fact.row}, into {stage}."


def claimed(fact: facts.Claimed, deal: Deal, context: Context) -> str:
    stage = stage_name(context.playbook, fact.stage)
    return f"noted that the file claims “{cut(fact.words, 60)}” ({stage}). Nothing is proven by it."


def unclaimed(fact: facts.Unclaimed, deal: Deal, context: Context) -> str:
    return f"said that “{cut(fact.words, 60)}” isn't true."


def undone(fact: facts.ImportUndone, deal: Deal, context: Context) -> str:
    return f"undid the import of {cut(fact.file, 60)}."


def put_back(fact: facts.ImportPutBack, deal: Deal, context: Context) -> str:
    return f"put back what the import of {cut(fact.file, 60)} changed."


WORDS: Mapping[type, Callable[[Any, Deal, Context], str]] = {
    facts.Imported: imported,
    facts.Claimed: claimed,
    facts.Unclaimed: unclaimed,
    facts.ImportUndone: undone,
    facts.ImportPutBack: put_back,
}
