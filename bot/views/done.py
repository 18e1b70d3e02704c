"""Done: what Stagecoach answers to a command that did its work, where no deal's card says it."""

from collections.abc import Sequence
from datetime import date

from adapters.card import Card
from bot.language.values.days import full_day
from bot.views.replies import note
from bot.views.words import platform


def snoozed(deal: str, until: date) -> Card:
    """No nudges about a deal until a day."""
    words = f"You hear no more of it until {full_day(until)}. For a deal that rests for everyone: `/deal wait`."
    return note(f"{deal} is put off", words, tone="good")


def counted_useless(rule: str, deal: str) -> Card:
    """A nudge of this clock rule was of no use."""
    words = f"Counted against the rule “{rule}”. You hear no more of {deal} for a week."
    return note("Thank you for saying so", words, tone="good")


def welcome_back() -> Card:
    """No one stands in any more."""
    return note("Welcome back", "What waits for you comes to you again.", tone="good")


def stands_in(name: str, until: date) -> Card:
    """A colleague stands in through a day."""
    return note("Have a good time", f"{name} stands in for you through {full_day(until)}.", tone="good")


def new_owner(deal: str, owner: str) -> Card:
    """A deal has another owner."""
    return note(f"{deal} has a new owner", f"{owner} owns it now, and was told.", tone="good")


def deals_own_channel(deal: str) -> Card:
    """A channel is the deal's own."""
    return note(f"This is {deal}'s channel now", "Here a command without a deal means this one.", tone="good")


def logged(deal: str, activity: str, words: str) -> Card:
    """An activity is on the deal."""
    return note(f"Logged on {deal}", f"{activity[:1].upper() + activity[1:]}: {words}", tone="good")


def no_digest_any_more() -> Card:
    """A channel's digest is off."""
    return note("This channel has no digest any more", "`/deal stalled` shows the same at any time.", tone="good")


def engaged(team: str, deal: str) -> Card:
    """A specialist team is called in."""
    told = "They were told, and their word counts for what they attest."
    return note(f"{team.capitalize()} is engaged on {deal}", told, tone="good")


def nothing_to_prove(deal: str) -> Card:
    """Nothing is missing that the asker can attest."""
    return note(f"Nothing to prove on {deal}", "What is missing here is for somebody else to say.")


def zone_set(zone: str) -> Card:
    """A person's time zone is set."""
    return note("Your zone is set", f"Days and hours are now shown to you in {zone}.", tone="good")


def quiet_hours_off() -> Card:
    """A person has no quiet hours."""
    return note("You have no quiet hours any more", "Nudges come at nine in your zone.", tone="good")


def quiet_hours_set(hours: Sequence[str], comes: str) -> Card:
    """A person's quiet hours, from and to, and the hour at which the nudge comes."""
    begin, end = hours
    words = f"Nothing comes from {begin} to {end}. Your nudge comes at {comes}, once a working day at most."
    return note("Your quiet hours are set", words, tone="good")


def chat_not_set() -> Card:
    """Nudges come in the chat in which a person spoke last."""
    return note(
        "No chat is set any more", "Nudges come in the chat in which you last said something to me.", tone="good"
    )


def chat_set(chat: str) -> Card:
    """Nudges come in this chat."""
    words = f"Nudges come to you in {platform(chat)} from now on, wherever you speak to me."
    return note("Your chat is set", words, tone="good")
