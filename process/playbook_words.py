"""The wording of a playbook: what people read or are offered, apart from what the process asks.

Wording makes no version. A deal on an older version is shown in the words of the newest one, by key.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from process.playbook import BuyerStep, Exit, Playbook, Stage

EXIT_WORDS = ("name", "short", "question", "hint", "words")
STAGE_WORDS = ("name", "purpose", "coaching", "words")
STEP_WORDS = ("name", "words")
NOT_ASKED: Mapping[str, Any] = {
    "version": True,
    **dict.fromkeys(("renewal", "first_days"), True),
    "stage": {"__all__": dict.fromkeys(STAGE_WORDS, True) | {"exit": {"__all__": set(EXIT_WORDS)}}},
    "buyer": {"__all__": set(STEP_WORDS)},
}


def version_of(playbook: Playbook) -> str:
    """The version of a playbook: the hash of what it asks, wording, layout and comments aside.

    A key that is left out counts as its default, so a key that a later release adds changes no version.
    """
    asked = playbook.model_dump(mode="json", exclude=NOT_ASKED, exclude_defaults=True)
    return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


def in_words_of(playbook: Playbook, newest: Playbook) -> Playbook:
    """The same playbook, in the words that the newest version has for the same stages, exits and buyer steps."""
    stages = {stage.key: stage for stage in newest.stage}
    steps = {step.key: step for step in newest.buyer}
    worded = {key: getattr(playbook, key) for key in Playbook.model_fields}
    worded["stage"] = tuple(_stage(stage, stages.get(stage.key), newest) for stage in playbook.stage)
    # What is only proposed or offered asks nothing of a deal, so that it counts for every deal at once.
    worded |= {"renewal": newest.renewal, "first_days": newest.first_days}
    worded["buyer"] = tuple(_step(step, steps.get(step.key)) for step in playbook.buyer)
    # Not model_copy: it would bring along the cached properties, with the old words in them.
    return Playbook.model_construct(**worded)


def _stage(stage: Stage, newest: Stage | None, playbook: Playbook) -> Stage:
    words: dict[str, object] = {}
    if newest is not None:
        words = {key: getattr(newest, key) for key in STAGE_WORDS}
    exits = tuple(_exit(item, playbook.exits.get(item.key)) for item in stage.exit)
    return stage.model_copy(update={**words, "exit": exits})


def _exit(item: Exit, newest: Exit | None) -> Exit:
    # An exit whose kind changed is another question under an old key: its words would mislead.
    if newest is None or newest.kind != item.kind:
        return item
    return item.model_copy(update={key: getattr(newest, key) for key in EXIT_WORDS})


def _step(step: BuyerStep, newest: BuyerStep | None) -> BuyerStep:
    if newest is None:
        return step
    return step.model_copy(update={key: getattr(newest, key) for key in STEP_WORDS})
