"""Deals and facts as JSON and back, without loss. A fact is saved under the name of its class."""

from types import UnionType
from typing import get_args

from pydantic import TypeAdapter

from process.deal import Deal
from process.facts import Fact

DEAL: TypeAdapter[Deal] = TypeAdapter(Deal)


def _by_name(union: UnionType) -> dict[str, TypeAdapter[Fact]]:
    return {kind.__name__: TypeAdapter(kind) for kind in get_args(union)}


FACTS = _by_name(Fact)


def write_deal(deal: Deal) -> str:
    return DEAL.dump_json(deal).decode()


def read_deal(body: str) -> Deal:
    return DEAL.validate_json(body)


def write_fact(fact: Fact) -> str:
    return FACTS[type(fact).__name__].dump_json(fact).decode()


def read_fact(kind: str, body: str) -> Fact:
    return FACTS[kind].validate_json(body)
