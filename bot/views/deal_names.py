"""Deal names: what is answered where no deal, or more than one, goes by what was typed."""

from bot.language.values.names import LONGEST_NAME, NameFault
from bot.views.words import short

NONE_OPEN = "Which deal? You have none open; begin one with `/deal new` and the customer's name."
NONE_TO_LOG_ON = "You have no open deal to log this on; begin one with `/deal new`."


def no_such_deal(words: str) -> str:
    """No deal has a name like this."""
    return f"No deal goes by the name “{short(words)}”. `/deal list` shows the open ones."


def not_understood_after(words: str, deal: str) -> str:
    """A deal is named as it should be, and the words behind it fit nothing."""
    return f"“{short(words)}” after {deal} is not understood. `/deal help` shows how it is said."


def name_taken(deal: str) -> str:
    """An open deal has this name."""
    return f"There is an open deal named {deal} already. Name this one apart from it."


def name_fault_words(fault: NameFault, name: str) -> str:
    """What keeps words from being a deal's name."""
    match fault:
        case "empty":
            return "A deal needs a name with at least one letter or digit."
        case "too long":
            return f"A deal has a name of at most {LONGEST_NAME} characters; this one has {len(name):,}."
        case "invisible":
            return "A deal cannot have invisible or direction-changing characters in its name."
        case "signs":
            return "A deal cannot have quotes, backticks or any of < > # @ in its name."
