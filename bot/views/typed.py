"""Typed: what is answered where the words of a command can't be taken as they are."""

from collections.abc import Collection, Sequence

from bot.views.numbers import grouped
from bot.views.words import short

MOST_FORMS = 4


def no_command(verb: str, near: str = "") -> str:
    """There is no such command; `near` is the one that may have been meant, if there is one."""
    hint = f"Did you mean `/deal {near}`?" if near else "Type `/deal help` to see the commands."
    return f"I don't know the command `/deal {short(verb)}`. {hint}"


def not_how(verb: str, patterns: Sequence[str]) -> str:
    """The command fits none of its patterns."""
    forms = [f"`/deal {words}`" for words in patterns]
    return f"I couldn't read that as a `{verb}` command. Try {' or '.join(forms[:MOST_FORMS])}."


def no_exit(words: str, near: str) -> str:
    """The playbook has no such exit; `near` is the key of the nearest, if one is near."""
    hint = f"Did you mean “{near}”?" if near else "Type `/deal playbook` to see them all."
    return f"I couldn't find an exit called “{short(words)}” in this playbook. {hint}"


def no_stage(words: str, stages: Sequence[str]) -> str:
    """The playbook has no such stage; `stages` are the names of those it has."""
    return f"I couldn't find a stage called “{short(words)}”. The stages are {', '.join(stages)}."


def not_one_of(words: str, what: str, known: Collection[str], *, nearest: bool) -> str:
    """The words are none of a known few; or of many, of which only the `nearest` are named."""
    hint = "The nearest are" if nearest else "Choose from"
    return f"I don't know the {what} “{short(words)}”. {hint}: {', '.join(known) or 'none'}."


def no_zone(words: str) -> str:
    """The words aren't a time zone."""
    return f"I don't know the time zone “{short(words)}”. Try a city or a name like Europe/Berlin."


def which_zone(words: str) -> str:
    """A city has several time zones."""
    return f"Which time zone is “{short(words)}”?"


def too_long_for_a_list(length: int, most: int) -> str:
    """A text for a list has too many characters."""
    return f"Your text has {grouped(length)} characters. Shorten it to {grouped(most)}."


def says_nothing(words: str) -> str:
    """A text for a list has no letter in it."""
    return f"“{short(words)}” has no words in it. Describe it in a few words."


def buyer_step_too_long(words: str, most: int) -> str:
    """A buyer's step has too many characters."""
    return f"A buyer step can have at most {most} characters. “{short(words)}” has {grouped(len(words))}."


def no_first_step(number: str, days: Sequence[int]) -> str:
    """No step for the first days has this day."""
    if not days:
        return "Every step for the first days is already an obligation of this deal."
    return f"No step is offered for day {short(number)}. Choose from: {', '.join(map(str, days))}."


def no_open_step(words: str, known: Collection[str]) -> str:
    """No open step of the buyer's is called that; `known` are those that there are."""
    said = f"No open step of the buyer's is called “{short(words)}”."
    return f"{said} Choose from: {', '.join(map(short, known))}." if known else f"{said} Add it with `/deal buyer`."


def no_clock_rule(words: str, rules: Collection[str]) -> str:
    """The words are none of the clock's rules."""
    return f"I don't know the clock rule “{short(words)}”. Choose from: {', '.join(rules)}."


def later_by(most: int) -> str:
    """A clock rule can't be so many days late."""
    return f"You can delay a rule by 1 to {most} working days. To hear nothing from it, turn it off."


def no_weekdays(words: str) -> str:
    """The words name no days of a week."""
    return f"I couldn't read “{short(words)}” as days of the week. Try “Monday to Friday”."


def no_quiet_hours(words: str) -> str:
    """The words aren't hours."""
    return f"I couldn't read “{short(words)}” as hours. Try “17:00-10:00” or “off”."


def no_activity(words: str) -> str:
    """The words aren't an activity; shown beside the choice of them."""
    return f"I don't know the activity “{short(words)}”. Choose one from the list."


def no_attribute(words: str) -> str:
    """The words are nothing that can be set on a deal."""
    return f"A deal has no “{short(words)}”. You can set its name, amount, close date, product and complexity."


def no_complexity(words: str) -> str:
    """The words aren't a complexity."""
    return f"I don't know the complexity “{short(words)}”. Choose simple, standard or complex."


def not_in_that_chat(words: str, known: str) -> str:
    """The person isn't known in this chat; `known` names the chats they are known in."""
    return f"I know you in {known}, not in “{short(words)}”. Write to me there first."


MENTION_A_COLLEAGUE = "Mention a colleague, for example @rob."


def left_us(name: str) -> str:
    """A colleague was named who doesn't work here any more."""
    return f"{name} has left. Name another colleague."


def not_asked_for(key: str) -> str:
    """A form answers something that the deal isn't asked: it is older than the playbook, or typed in a terminal."""
    return (
        f"This deal isn't asked for “{short(key)}”. If the form was open for long, its playbook has changed. "
        "Open it again with `/deal met`."
    )


NOT_YOURSELF = "You can't stand in for yourself. Mention a colleague."
WHO_SAID_IT = "Enter who at the customer attests it."
WHERE_SAID = "Enter where they attested it, for example in a call."
NO_SUCH_APPROVAL = "I couldn't find this approval."
ASK_FOR_THE_APPROVAL = "I couldn't find this approval. To see its card, type `/deal approve` and the deal's name."
NOT_A_DEALS_CHANNEL = "A direct message can't be a deal's channel. Type this in the channel itself."
DIGEST_IN_A_CHANNEL = (
    "Each digest belongs to a channel. Type this again in the channel that wants it. "
    "`/deal digest` shows which channels have one."
)
SOMEONE_IS_ADMIN = "Your company needs an admin. Make another colleague admin first."


def reports_in_a_circle(name: str, boss: str) -> str:
    """Someone can't report to a person who, in the end, reports to them."""
    return f"{name} can't report to {boss}, because their reporting line would be a circle."


def no_approval_asked(deal: str) -> str:
    """There is nothing to decide on a deal."""
    return f"{deal} has no open approval. Its owner can request one with `/deal advance`."


def no_customer(words: str) -> str:
    """No won deal is with a customer of this name."""
    return f"No customer of ours is called “{short(words)}”. Name one with a won deal, or leave it open."
