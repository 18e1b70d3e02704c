"""Files that came with a message: Teams says where each can be downloaded for a while, without a token.

The address comes from outside, so only Microsoft's own file hosts are asked (its documentation on files of bots).
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from adapters.chat import Attachment
from adapters.download import download
from adapters.teams.message_text import FILE

HOSTS = frozenset({".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".svc.ms", ".onedrive.com", ".1drv.com"})


def attachments(activity: Mapping[str, Any], here: tuple[str, ...] = ()) -> tuple[Attachment, ...]:
    """The files of a message; `here` are hosts on this machine, for development."""
    attached = activity.get("attachments")
    found: list[Attachment] = []
    for one in attached if isinstance(attached, list) else []:
        if isinstance(one, dict) and str(one.get("contentType")).casefold() == FILE:
            content = one.get("content")
            url = content.get("downloadUrl") if isinstance(content, dict) else None
            if isinstance(url, str):
                name = one.get("name")
                fetch = partial(_fetch, url, HOSTS | {*here})
                found.append(Attachment(name if isinstance(name, str) else "", 0, fetch))
    return tuple(found)


def _fetch(url: str, hosts: frozenset[str], most: int) -> bytes:
    return download(url, hosts, most)
