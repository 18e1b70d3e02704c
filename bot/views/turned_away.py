"""Turned away: who isn't let in, and who can't give a command whatever deal it is about."""

from collections.abc import Mapping

from adapters.chat import Standing

TURNED_AWAY: Mapping[Standing, str] = {
    "guest": "Deals are for full members of this organisation; guests can look on, but not take part.",
    "bot": "Deals are moved by people; this bot does not take orders from another.",
    "stranger": "Deals are for members of this organisation; you are here from another one.",
    "unvouched": "Slack or Teams did not say in time who you are. Please say it again in a minute.",
    "deactivated": "This account is deactivated, so it can no longer work on deals.",
}
BY_INVITATION = "An admin lets people in here: ask one of them for `/deal team` with your name and “is rep”."
ONLY_ADMINS = "Only an admin can do that."
WHO_CHANGES_RULES = "A manager or an admin changes the clock's rules. `/deal useless` counts your vote."
WHO_SETS_A_DIGEST = "A manager or an admin sets a channel's digest. `/deal stalled` shows you the same."
