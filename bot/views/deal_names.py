"""Deal names: what is answered where no deal, or more than one, goes by what was typed."""

from bot.language.values.names import LONGEST_NAME, NameFault
from bot.views.numbers import grouped
from bot.views.words import short

NONE_OPEN = "Which deal? You have no open deal. Start one with `/deal new` and the customer's name."
NONE_TO_LOG_ON = "You have no open deal to log this on. Start one with `/deal new`."


def no_such_deal(words: str) -> str:
    """No deal has a name like this."""
    return f"I couldn't find a deal called “{short(words)}”. Type `/deal list` to see the open ones."


def not_understood_after(words: str, deal: str) -> str:
    """A deal is named as it should be, and the words behind it fit nothing."""
    return f"I don't know what “{short(words)}” after {deal} means. Type `/deal help` to see the commands."


def name_taken(deal: str) -> str:
    """An open deal has this name."""
    return f"There is already an open deal named {deal}. Choose another name."


def name_fault_words(fault: NameFault, name: str) -> str:
    """What keeps words from being a deal's name."""
    match fault:
        case "empty":
            return "A deal needs a name with at least one letter or digit."
        case "too long":
            return f"A deal's name can have at most {LONGEST_NAME} characters. This one has {grouped(len(name))}."
        case "invisible":
            return "A deal's name can't have invisible or direction-changing characters."
        case "signs":
            return "A deal's name can't have quotes, backticks or any of < > # @."
