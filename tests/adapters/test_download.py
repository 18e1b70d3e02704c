"""Downloads go to a platform's own hosts only."""

import pytest

from adapters.chat import NotFetched
from adapters.download import allowed, download
from adapters.slack.files import HOSTS as SLACK
from adapters.teams.files import HOSTS as TEAMS
from adapters.teams.files import attachments


@pytest.mark.parametrize(
    "url",
    ["https://files.slack.com/files-pri/T1-F1/deals.csv", "https://contoso-my.sharepoint.com/personal/x?tempauth=y"],
)
def test_the_platforms_own_hosts_are_asked(url: str) -> None:
    assert allowed(url, SLACK | TEAMS)


@pytest.mark.parametrize(
    "url",
    [
        "http://files.slack.com/deals.csv",
        "https://files.slack.com.evil.example/deals.csv",
        "https://evilsharepoint.com/deals.csv",
        "https://sharepoint.com@evil.example/deals.csv",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://[broken/deals.csv",
        "",
    ],
)
def test_no_other_address_is_asked(url: str) -> None:
    with pytest.raises(NotFetched, match="elsewhere"):
        download(url, SLACK | TEAMS, 10)


def test_a_file_of_teams_is_known_by_its_type_and_its_address() -> None:
    kind = "application/vnd.microsoft.teams.file.download.info"
    here = "https://contoso.sharepoint.com/deals.csv"
    activity = {
        "attachments": [
            {"contentType": kind, "name": "deals.csv", "content": {"downloadUrl": here, "fileType": "csv"}},
            {"contentType": kind, "name": "broken", "content": None},
            {"contentType": "image/png", "contentUrl": "https://x"},
            "odd",
        ]
    }
    assert [file.name for file in attachments(activity)] == ["deals.csv"]
