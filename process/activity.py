"""Activities: the ways in which we are in contact with a customer."""

from typing import Literal

Activity = Literal["call", "e-mail", "meeting", "LinkedIn", "event"]
