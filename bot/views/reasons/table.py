"""The table of words: a function for each kind of reason."""

from collections.abc import Callable, Mapping
from typing import Any

from adapters.card import Words
from process.context import Context

WordsOf = Mapping[type, Callable[[Any, Context], str | Words]]
"""By the reason's class: how it reads in a context by the deal's own playbook."""
