"""What people send in Teams, through the real endpoint: formatted, quoted, edited, with files, or of an odd shape."""

import copy
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from tests.support import teams_payloads as wire
from tests.support.teams_assistant import Line, RecordingAssistant, line

US = {"type": "mention", "text": "<at>Deal</at>", "mentioned": {"id": wire.BOT, "name": "Deal"}}
QUOTE = (
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="17"><strong itemprop="mri" itemid="8:x">Mia'
    '</strong><span itemprop="time" itemid="17"></span><p itemprop="preview">lose acme because ours</p></blockquote>'
)
MENTIONED = '<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">Deal</span>'


@pytest.fixture
def assistant() -> RecordingAssistant:
    return RecordingAssistant()


@pytest.fixture
async def teams(assistant: RecordingAssistant) -> AsyncIterator[Line]:
    async with line(assistant) as open_line:
        yield open_line


def formatted(content: object) -> dict[str, Any]:
    return {"contentType": "text/html", "content": content}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("<p><at>Deal</at>&nbsp;list</p>", "list"),
        ("<div><p><at>Deal</at> <strong>new Acme &amp; Sons</strong></p></div>", "new Acme & Sons"),
        ("<at>Deal</at> <code>/deal list</code>", "list"),
        ("<p><at>Deal</at></p><pre><code>/deal list</code></pre>", "list"),
        ("<at>Deal</at> `/deal list`", "list"),
        ("<at>Deal</at> “deal list”", "list"),
        ("<at>Deal</at> **list**", "list"),
        ('<p>log acme call <img alt="🎉" itemtype="http://schema.skype.com/Emoji"></p>', "log acme call 🎉"),
        ("<p>log acme call they pay &lt;b&gt;less&lt;/b&gt; &lt;3</p>", "log acme call they pay <b>less</b> <3"),
        ("<p>log acme call <soon> and a < b</p>", "log acme call <soon> and a < b"),
        ("log acme call <3 and <soon>", "log acme call <3 and <soon>"),
        ("<p>log acme call one<br>two</p><p>three</p>", "log acme call one\ntwo\n\nthree"),
        ('met acme contract <a href="https://a.example/x">the contract</a>',
         "met acme contract the contract (https://a.example/x)"),
        ('met acme contract <a href="https://a.example/x">https://a.example/x</a>',
         "met acme contract https://a.example/x"),
        ("<blockquote>list</blockquote>", "list"),
        ("<blockquote>lose acme because ours</blockquote><p>list</p>", "list"),
        (f"{QUOTE}<p><at>Deal</at> list</p>", "list"),
    ],
)  # fmt: skip  # an input and its reading a line
async def test_a_formatted_command_is_read_as_its_words(
    teams: Line, assistant: RecordingAssistant, typed: str, meant: str
) -> None:
    assert (await teams.post(teams.message("rob", typed, US, personal=False))).status == 200
    assert [one.text for one in assistant.inbound] == [meant]


async def test_what_a_reply_quotes_does_not_count_as_a_command(teams: Line, assistant: RecordingAssistant) -> None:
    html = f"{QUOTE}<p>{MENTIONED}&nbsp;list</p>"
    said = teams.message("rob", "Mia lose acme because ours\r\n<at>Deal</at> list", US, personal=False)
    await teams.post(said | {"attachments": [formatted(html)]})
    assert [one.text for one in assistant.inbound] == ["list"]


async def test_a_link_whose_address_is_beside_the_text_keeps_it(teams: Line, assistant: RecordingAssistant) -> None:
    html = '<p>met acme contract <a href="https://a.example/x">the contract</a> <a href="https://b.example">b.example</a></p>'
    said = teams.message("rob", "met acme contract the contract b.example")
    await teams.post(said | {"attachments": [formatted(html)]})
    assert assistant.inbound[0].text == "met acme contract the contract (https://a.example/x) b.example"


async def test_a_mentioned_colleague_is_found_in_formatted_text_and_in_a_reply(
    teams: Line, assistant: RecordingAssistant
) -> None:
    words, entity = wire.mention("mia")
    await teams.post(teams.message("rob", f"<p><strong>assign acme to {words}</strong></p>", entity))
    mention = '<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">Mia Marsh</span>'
    html = formatted(f"{QUOTE}<p>assign acme to {mention}</p>")
    await teams.post(teams.message("rob", f"x assign acme to {words}", entity) | {"attachments": [html]})
    assert [one.text for one in assistant.inbound] == [f"assign acme to <@{wire.user('mia')}>"] * 2


@pytest.mark.parametrize("kind", ["application/vnd.microsoft.teams.file.download.info", "image/*", "image/png"])
async def test_a_file_alone_is_known_as_one_and_one_with_words_is_taken_by_its_words(
    teams: Line, assistant: RecordingAssistant, kind: str
) -> None:
    file = {"contentType": kind, "content": {"downloadUrl": "https://x"}, "name": "offer.pdf"}
    await teams.post(teams.message("rob", "") | {"attachments": [file, formatted("<p></p>")]})
    await teams.post(teams.message("rob", "new Acme") | {"attachments": [file]})
    await teams.post(teams.message("rob", "list") | {"attachments": [formatted("<p>list</p>")]})
    assert [(one.text, one.files) for one in assistant.inbound] == [("", True), ("new Acme", True), ("list", False)]
    assert [[file.name for file in one.attachments] for one in assistant.inbound] == (
        [["offer.pdf"], ["offer.pdf"], []] if "file" in kind else [[], [], []]
    )


@pytest.mark.parametrize("kind", ["messageUpdate", "messageDelete", "messageReaction", "typing", "event"])
async def test_edits_and_reactions_never_act(teams: Line, assistant: RecordingAssistant, kind: str) -> None:
    activity = teams.message("rob", "new Acme") | {"type": kind, "reactionsAdded": [{"type": "like"}]}
    assert (await teams.post(activity)).status == 200
    assert (assistant.inbound, teams.microsoft.sent) == ([], [])


ODD = [None, 7, 1.5, True, "x", "", [], [None], [["a"]], {}, {"a": 1}, "\ud800"]


def paths(part: object, before: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value within a payload."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, value in inner:
        yield (*before, name)
        yield from paths(value, (*before, name))


def changed(activity: dict[str, Any], path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """The activity with one value in place of another."""
    activity = copy.deepcopy(activity)
    part: Any = activity
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = value
    return activity


ACTION = {"verb": "say", "data": {"command": "met #1", "act": "k.1", "form": 1, "1.value": "50 EUR"}}


@pytest.mark.parametrize("kind", ["message", "press", "installation"])
async def test_a_signed_but_odd_activity_is_answered_or_a_bad_request(teams: Line, kind: str) -> None:
    words, entity = wire.mention("mia")
    attached = [formatted("<p>list</p>"), {"contentType": "image/*"}]
    made = {
        "message": teams.message("rob", f"assign acme to {words}", entity) | {"attachments": attached},
        "press": teams.press("rob", ACTION),
        "installation": teams.message("rob", "") | {"type": "installationUpdate", "action": "add"},
    }[kind]
    made["channelData"]["team"] = {"id": "19:team"}
    for path in paths(made):
        for value in ODD:
            answer = await teams.post(changed(made, path, value))
            assert answer.status in {200, 400, 401}, (path, value)
            assert "InternalError" not in await answer.text(), (path, value)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (None, ""),
        (7, "7"),
        (1.5, "1.5"),
        (True, "true"),
        (["a", "b", None], "a, b"),
        ({"a": 1}, ""),
    ],
)
async def test_an_odd_answer_in_a_form_is_a_string_to_the_assistant(
    teams: Line, assistant: RecordingAssistant, sent: object, read: str
) -> None:
    await teams.post(changed(teams.press("rob", ACTION), ("value", "action", "data", "1.value"), sent))
    assert assistant.inbound[0].values == {"value": read}


async def test_half_a_character_in_a_form_is_refused_before_anyone_reads_it(
    teams: Line, assistant: RecordingAssistant
) -> None:
    answer = await teams.post(changed(teams.press("rob", ACTION), ("value", "action", "data", "1.value"), "\ud800"))
    assert (answer.status, assistant.inbound) == (400, [])
