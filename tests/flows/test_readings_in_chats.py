"""A question about what was entered, in each chat: asked in the form, answered there, and only then saved."""

from typing import Any

from adapters.card import Form
from adapters.sandbox.render import drawn
from bot.sandbox.sandbox import Sandbox
from tests.adapters.teams.test_render import actions, read
from tests.flows.test_slack_scenes import Stage as Slack
from tests.flows.test_slack_scenes import slack  # noqa: F401  # a fixture, used by its name
from tests.flows.test_teams_scenes import Stage as Teams
from tests.flows.test_teams_scenes import teams  # noqa: F401  # a fixture, used by its name
from tests.support.card_text import form_of
from tests.support.sandbox_script import Say
from tests.support.slack_rules import view_faults
from tests.support.slack_workspace import words


def inputs(view: Any) -> dict[str, Any]:
    """The fields of a dialog of Slack's by their ids."""
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


async def test_in_slack_the_dialog_is_drawn_again_with_the_readings(slack: Slack) -> None:  # noqa: F811  # the fixture
    view = await slack.workspace.types("rob", "set globex")
    before = inputs(view)["amount"]["element"]["action_id"]
    said = await slack.workspace.fills_in("rob", view, amount="90.120", product="software")
    assert said["response_action"] == "update"
    asked = said["view"]
    assert not view_faults(asked)
    fields = inputs(asked)
    (which,) = [key for key in fields if ".meant." in key]
    assert list(fields)[list(fields).index("amount") + 1] == which
    assert fields["amount"]["element"]["initial_value"] == "90.120"
    assert fields["amount"]["element"]["action_id"] != before  # with the same id Slack shows what it remembers
    assert "90,120 EUR or 90.12 EUR" in words(asked["blocks"])
    assert "75,000 EUR" in await slack.say("rob", "show globex all")
    picked = fields[which]["element"]["options"][0]["value"]
    saved = await slack.workspace.fills_in("rob", asked, **{"amount": "90.120", which: picked})
    assert "90,120 EUR" in words(saved["blocks"])


async def test_in_slack_an_unreadable_answer_is_shown_beside_its_field(slack: Slack) -> None:  # noqa: F811  # the fixture
    view = await slack.workspace.types("rob", "set globex")
    said = await slack.workspace.fills_in("rob", view, amount="lots")
    assert said["response_action"] == "errors"
    assert "couldn't read “lots”" in said["errors"]["amount"]


async def test_in_slack_a_typed_question_is_answered_with_a_button(slack: Slack) -> None:  # noqa: F811  # the fixture
    assert "90,120 EUR or 90.12 EUR" in await slack.say("rob", "set globex amount 90.120")
    assert "90,120 EUR" in await slack.say("rob", "[90,120 EUR]")


async def test_in_teams_the_card_comes_back_with_the_readings(teams: Teams) -> None:  # noqa: F811  # the fixture
    await teams.say("rob", "set globex")
    form = next(one for one in actions(teams.cards["rob"]) if "form" in one["data"])
    number = form["data"]["form"]
    assert "90,120 EUR or 90.12 EUR" in await teams.press("rob", form, {f"{number}.amount": "90.120"})
    shown = {part["id"]: part for part in teams.cards["rob"]["body"] if str(part.get("type")).startswith("Input.")}
    (which,) = [name for name in shown if ".meant." in name]
    assert shown[which]["type"] == "Input.ChoiceSet"
    again = next(one for one in actions(teams.cards["rob"]) if "form" in one["data"])
    amount = f"{again['data']['form']}.amount"
    assert shown[amount]["value"] == "90.120"
    answers = {amount: "90.120", which: shown[which]["choices"][0]["value"]}
    assert "90,120 EUR" in await teams.press("rob", again, answers)
    assert "90,120 EUR" in read(teams.cards["rob"])


def test_on_the_sandboxs_page_the_readings_are_a_choice_behind_the_field(sandbox: Sandbox, say: Say) -> None:
    asked: Form = form_of(say("rob", "wait globex"))
    back = say("rob", asked.command, {"until": "Thursday 8 May", "reason": "their budget"})
    (form,) = [part for part in drawn(back)["body"] if part["kind"] == "form"]
    until, which = form["fields"][:2]
    assert "is a Friday" in until["error"]
    assert which["kind"] == "choice"
    answers = {"until": "Thursday 8 May", "reason": "their budget", which["key"]: which["options"][0][0]}
    assert "Friday 8 May 2026" in str(drawn(say("rob", form["command"], answers)))
