"""Everyday words that are currencies too: Carla won in "48500 won by Carla", and "48500 TRY" is Turkish money."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.language.values.amounts.currencies import code_mention, name_mention

CODE = 3
"""Letters of a currency's code."""
NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")


@dataclass(frozen=True)
class Everyday:
    """The everyday words of a language that are names or codes of currencies, and the words that can follow money."""

    words: frozenset[str]
    followers: tuple[str, ...]

    @classmethod
    def of(cls, table: Mapping[str, Sequence[str]]) -> "Everyday":
        """Those of a language's table `money`."""
        return cls(frozenset(table["everyday"]), tuple(table["followers"]))

    def is_one(self, words: str) -> bool:
        """Whether words in small letters are such a word."""
        return words in self.words

    def is_surely_money(self, word: str, text: str, end: int, currency: str) -> bool:
        """Whether a word, which ends there in the text, is money all the same.

        It is the company's own currency, or a code in capitals among words that aren't.
        """
        mention = code_mention(word, currency) or name_mention(word)
        if mention is not None and currency in mention.codes:
            return True
        following = NEXT_WORD.match(text, end)
        shouted = text.isupper() or bool(following and len(following[1]) > 1 and following[1].isupper())
        return word.isupper() and len(word) == CODE and not shouted

    def can_be_money(self, rest: str) -> bool:
        """Whether what follows leaves it open: nothing, a mark, or a word that goes on about money."""
        return bool(self._goes_on.match(rest))

    @cached_property
    def _goes_on(self) -> re.Pattern[str]:
        followers = "|".join(re.escape(one) for one in self.followers)
        return re.compile(rf"\s*(?:$|[.,;:!?)\]]|(?:{followers})\b)", re.IGNORECASE)
