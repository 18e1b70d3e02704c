"""Done: what Stagecoach answers to a command that did its work, where no deal's card says it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from adapters.card import Buttons, Card
from bot.views.dates import clock, full_day
from bot.views.replies import note
from bot.views.words import either, platform


def snoozed(deal: str, until: date) -> Card:
    """No nudges about a deal until a day."""
    words = f"I won't nudge you about it until {full_day(until)}. To let it wait for everyone, type `/deal wait`."
    return note(f"{deal} is snoozed", words, tone="good")


def counted_useless(rule: str, deal: str) -> Card:
    """A nudge of this clock rule was not useful."""
    words = f"I counted it against the rule “{rule}”. I won't nudge you about {deal} for a week."
    return note("Thanks for the feedback", words, tone="good")


def welcome_back() -> Card:
    """No one stands in any more."""
    return note("Welcome back", "Your nudges and approvals come to you again.", tone="good")


def stands_in(name: str, until: date) -> Card:
    """A colleague stands in through a day."""
    return note(f"{name} stands in for you", f"Through {full_day(until)}. Have a good time.", tone="good")


def new_owner(deal: str, owner: str) -> Card:
    """A deal has another owner."""
    return note(f"{deal} has a new owner", f"{owner} owns it now and has been notified.", tone="good")


def deals_own_channel(deal: str) -> Card:
    """A channel is the deal's own."""
    return note(
        f"This is {deal}'s channel now",
        "In this channel, a command without a deal's name is about this deal.",
        tone="good",
    )


def logged(deal: str, activity: str, words: str, then: tuple[Buttons, ...] = ()) -> Card:
    """An activity is on the deal; `then` asks what comes next."""
    card = note(f"Logged on {deal}", f"{activity[:1].upper() + activity[1:]}: {words}", tone="good")
    return replace(card, body=(*card.body, *then))


def noted(deal: str, words: str) -> Card:
    """A note is on the deal."""
    return note(f"Note saved on {deal}", words, tone="good")


def no_digest_any_more() -> Card:
    """A channel's digest is off."""
    return note("This channel's digest is off", "Type `/deal stalled` to see the same at any time.", tone="good")


def engaged(team: str, deal: str, able: Sequence[str], clearers: Sequence[str]) -> Card:
    """A specialist team is called in; `able` are those of its members who can answer, else `clearers` can clear it."""
    if not able:
        who = f"{either(clearers)} can clear this, with a reason." if clearers else "An admin can name a member."
        title = f"{team.capitalize()} is engaged on {deal}"
        return note(title, f"No one in {team.capitalize()} can answer here. {who}", tone="warning")
    words = "I notified them. Now they can answer what this deal needs from them."
    return note(f"{team.capitalize()} is engaged on {deal}", words, tone="good")


def nothing_to_prove(deal: str) -> Card:
    """Nothing is missing that the asker can attest."""
    return note(f"Nothing for you to prove on {deal}", "Someone else has to provide what is still missing.")


def zone_set(zone: str) -> Card:
    """A person's time zone is set."""
    return note("Your zone is set", f"You now see days and times in {zone}.", tone="good")


def quiet_hours_off() -> Card:
    """A person has no quiet hours."""
    return note("Your quiet hours are off", f"Your nudges come at {clock(time(9))} in your time zone.", tone="good")


def quiet_hours_set(hours: tuple[time, time], comes: time) -> Card:
    """A person's quiet hours, from and to, and the hour at which the nudge comes."""
    begin, end = map(clock, hours)
    comes_at = f"Your nudge comes at {clock(comes)}, at most once a working day."
    words = f"You get no messages from {begin} to {end}. {comes_at}"
    return note("Your quiet hours are set", words, tone="good")


def chat_not_set() -> Card:
    """Nudges come in the chat in which a person spoke last."""
    return note("Your chat isn't fixed", "Nudges come in the chat where you last wrote to me.", tone="good")


def chat_set(chat: str) -> Card:
    """Nudges come in this chat."""
    words = f"From now on, your nudges come in {platform(chat)}, wherever you write to me."
    return note("Your chat is set", words, tone="good")
