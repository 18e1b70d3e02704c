"""The shape of an activity: the fields that we read, and the type of each. Teams sends no other types.

Microsoft's own schema is the Bot Framework's "Activity". Fields that we don't read can have any value.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError
from pydantic.alias_generators import to_camel

from adapters.teams.activity_fields import LONGEST, Misread

Text = Annotated[str, Strict(), Field(max_length=LONGEST)]
Name = Annotated[str, Strict(), Field(min_length=1, max_length=LONGEST)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel)


class _Account(_Part):
    id: Name
    name: Text | None = None
    aad_object_id: Text | None = None
    role: Text | None = None


class _Conversation(_Part):
    id: Name
    name: Text | None = None
    tenant_id: Text | None = None
    conversation_type: Text | None = None


class _Named(_Part):
    id: Text | None = None
    name: Text | None = None


class _Origin(_Part):
    tenant: _Named | None = None
    team: _Named | None = None


class _Activity(_Part):
    type: Name
    sender: _Account = Field(alias="from")
    recipient: _Account
    conversation: _Conversation
    channel_data: _Origin | None = None
    id: Text | None = None
    name: Text | None = None
    text: Text | None = None
    action: Text | None = None
    reply_to_id: Text | None = None
    members_removed: list[_Account] | None = None
    entities: list[dict[str, Any]] | None = None


def check(activity: Mapping[str, Any]) -> None:
    """Raise Misread unless every field that we read has its type, and every text can be saved."""
    try:
        _Activity.model_validate(activity)
        storable = _storable(activity)
    except (ValidationError, RecursionError):
        raise Misread("That is not an activity.") from None
    if not storable:
        raise Misread("A text holds a character that no text has.")


def _storable(value: object) -> bool:
    """Whether a value has no NUL, which PostgreSQL refuses, and no lone surrogate, which every database refuses."""
    if isinstance(value, str):
        return not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value)
    inner: list[object] = []
    if isinstance(value, dict):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, list):
        inner = value
    return all(_storable(one) for one in inner)
