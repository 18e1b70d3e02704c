"""Asks: what keeps a command from meaning one thing, as values; the sentences are `bot/views/asks.py`'s."""

from dataclasses import dataclass

from bot.language.grammar import Pattern


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """No command begins with this word; `near` is the one that is most like it, if one is near."""

    verb: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class NotReadable:
    """The command fits none of its patterns."""

    verb: str
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class OnlyAdmins:
    """The command is an admin's."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A deal that can be meant, and the whole command that names it by its id."""

    deal: str
    command: str


@dataclass(frozen=True, slots=True)
class WhichDeal:
    """One of these deals is meant, and a write never guesses; `words` are what was typed for it, if anything was."""

    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NoSuchDeal:
    """No deal has a name like these words."""

    words: str


@dataclass(frozen=True, slots=True)
class NoDealOpen:
    """No deal was named, and the asker has none that could be meant."""


@dataclass(frozen=True, slots=True)
class NotUnderstoodAfter:
    """A deal is named as it should be, and the words behind it fit nothing."""

    words: str
    deal: str


Ask = UnknownCommand | NotReadable | OnlyAdmins | WhichDeal | NoSuchDeal | NoDealOpen | NotUnderstoodAfter
