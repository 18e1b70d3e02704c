"""Typed: what is answered where the words of a command can't be taken as they are."""

from collections.abc import Collection, Sequence

from bot.views.words import short

MOST_FORMS = 4


def no_command(verb: str, near: str = "") -> str:
    """There is no such command; `near` is the one that may have been meant, if there is one."""
    hint = f"Did you mean `/deal {near}`?" if near else "`/deal help` lists what can be said."
    return f"There is no `/deal {short(verb)}`. {hint}"


def not_how(verb: str, patterns: Sequence[str]) -> str:
    """The command fits none of its patterns."""
    forms = [f"`/deal {words}`" for words in patterns]
    return f"That is not how `{verb}` is said. Say {' or '.join(forms[:MOST_FORMS])}."


def no_exit(words: str, near: str) -> str:
    """The playbook has no such exit; `near` is the key of the nearest, if one is near."""
    hint = f"Did you mean “{near}”?" if near else "`/deal playbook` shows them all."
    return f"There is no exit “{short(words)}” in this playbook. {hint}"


def no_stage(words: str, stages: Sequence[str]) -> str:
    """The playbook has no such stage; `stages` are the names of those it has."""
    return f"There is no stage “{short(words)}”. The stages are {', '.join(stages)}."


def not_one_of(words: str, what: str, known: Collection[str], *, nearest: bool) -> str:
    """The words are none of a known few; or of many, of which only the `nearest` are named."""
    hint = "Near it are" if nearest else "Known are"
    return f"“{short(words)}” is no {what}. {hint}: {', '.join(known) or 'none'}."


def no_zone(words: str) -> str:
    """The words are no time zone."""
    return f"“{short(words)}” is no time zone; say it such as Europe/Berlin."


def too_long_for_a_list(length: int, most: int) -> str:
    """A text for a list has too many characters."""
    return f"That is {length:,} characters; what stands on a list has at most {most}."


def says_nothing(words: str) -> str:
    """A text for a list has no letter in it."""
    return f"“{short(words)}” says nothing; put it in words."


def buyer_step_too_long(words: str, most: int) -> str:
    """A buyer's step has too many characters."""
    return f"A buyer's step has at most {most} characters; “{short(words)}” has {len(words):,}."


def no_clock_rule(words: str, rules: Collection[str]) -> str:
    """The words are none of the clock's rules."""
    return f"“{short(words)}” is no rule of the clock; {', '.join(rules)} are."


def later_by(most: int) -> str:
    """A clock rule can't be so many days late."""
    return f"A rule speaks 1 to {most} working days later; further than that, turn it off."


def no_weekdays(words: str) -> str:
    """The words name no days of a week."""
    return f"“{short(words)}” are no days of a week; say them such as Monday to Friday."


def no_quiet_hours(words: str) -> str:
    """The words are no hours."""
    return f"“{short(words)}” are no hours; say them such as 17:00-10:00, or off."


def no_activity(words: str) -> str:
    """The words are no activity; it stands beside the choice of them."""
    return f"“{short(words)}” is none of these."


def no_attribute(words: str) -> str:
    """The words are nothing that can be set on a deal."""
    return f"“{short(words)}” is not set on a deal; name, amount, close date, product and complexity are."


def no_complexity(words: str) -> str:
    """The words are no complexity."""
    return f"“{short(words)}” is no complexity; say it such as simple, standard or complex."


def not_in_that_chat(words: str, known: str) -> str:
    """The person isn't known in this chat; `known` names the chats they are known in."""
    return f"I know you in {known}, not in “{short(words)}”. Say something to me there first."


MENTION_A_COLLEAGUE = "Name one of our own people by mention, such as @rob."
NOT_YOURSELF = "You cannot stand in for yourself; name a colleague."
WHO_SAID_IT = "Say who at the customer's said it."
WHERE_SAID = "Say where they said it."
FORM_TOO_OLD = "This form is older than the deal's playbook; ask for it again with `/deal met`."
NO_SUCH_APPROVAL = "This approval is not known here."
ASK_FOR_THE_APPROVAL = "This approval is not known here; ask for its card with `/deal approve` and the deal's name."
NOT_A_DEALS_CHANNEL = "A direct conversation cannot be a deal's channel; say this in the channel itself."
DIGEST_IN_A_CHANNEL = (
    "A digest belongs to a channel: say the same in the channel where it is to come. "
    "`/deal digest` shows which channels have one."
)
SOMEONE_IS_ADMIN = "Somebody has to be admin; make another one first."


def reports_in_a_circle(name: str, boss: str) -> str:
    """Someone can't report to a person who, in the end, reports to them."""
    return f"{name} cannot report to {boss}: that line would run in a circle."


def no_approval_asked(deal: str) -> str:
    """There is nothing to decide on a deal."""
    return f"No approval is asked for on {deal}; its owner asks with `/deal advance`."


def no_customer(words: str) -> str:
    """No won deal is with a customer of this name."""
    return f"No customer of ours is called “{short(words)}”. Name one with a won deal, or leave it open."
