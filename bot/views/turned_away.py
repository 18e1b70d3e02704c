"""Turned away: who isn't let in, and who can't give a command on any deal."""

from collections.abc import Mapping

from adapters.chat import Standing

TURNED_AWAY: Mapping[Standing, str] = {
    "guest": "You are a guest here. Only full members of this organisation can work on deals.",
    "bot": "Only people can work on deals. I don't take commands from another bot.",
    "stranger": "You are from another organisation. Only members of this one can work on deals.",
    "unvouched": "I couldn't check in time who you are. Try again in a minute.",
    "deactivated": "Your account is deactivated, so you can no longer work on deals.",
}
BY_INVITATION = "You need an invitation. Ask an admin to type `/deal team` with your name and “is rep”."
ONLY_ADMINS = "Only an admin can do that."
WHO_CHANGES_RULES = "Only a manager or an admin can change the clock's rules. Vote against one with `/deal useless`."
WHO_SETS_A_DIGEST = "Only a manager or an admin can set a channel's digest. `/deal stalled` shows you the same."
