"""Files that came with a message: their names, and how to fetch them with the bot's token (scope files:read)."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import Attachment, NotFetched
from adapters.download import download
from adapters.slack.receive import Payload, text_of

SECONDS = 5
HOSTS = frozenset({"files.slack.com", "slack-files.com", "files.slack-gov.com"})


def attachments(event: Payload, slack: AsyncWebClient) -> tuple[Attachment, ...]:
    """The files of a message."""
    return tuple(_attachments(event, slack))


def _attachments(event: Payload, slack: AsyncWebClient) -> Iterator[Attachment]:
    files = event.get("files")
    for file in files if isinstance(files, list) else []:
        if isinstance(file, dict):
            size = file.get("size")
            known = size if isinstance(size, int) else 0
            yield Attachment(text_of(file, "name") or text_of(file, "title"), known, partial(_fetch, file, slack))


def _fetch(file: Mapping[str, Any], slack: AsyncWebClient, most: int) -> bytes:
    """The bytes of a file. One of Slack Connect comes without an address, which `files.info` then tells."""
    if file.get("file_access") == "check_file_info":
        file = _looked_up(file, WebClient(slack.token, base_url=slack.base_url, timeout=SECONDS, retry_handlers=[]))
    url = text_of(file, "url_private_download") or text_of(file, "url_private")
    ours = urlsplit(slack.base_url).hostname or ""  # a Slack on this machine serves its files itself
    return download(url, HOSTS | {ours}, most, {"Authorization": f"Bearer {slack.token}"})


def _looked_up(file: Mapping[str, Any], client: WebClient) -> Mapping[str, Any]:
    try:
        found = client.files_info(file=text_of(file, "id")).get("file")
    except SlackApiError:
        raise NotFetched("refused") from None
    except (OSError, SlackClientError, ValueError):
        raise NotFetched("no answer") from None
    if not isinstance(found, dict):
        raise NotFetched("refused")
    return found
