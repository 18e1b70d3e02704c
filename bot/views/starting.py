"""Starting: what the command line prints when something begins, or can't begin as it was typed."""

NO_CHAT = """
  Stagecoach runs, but no chat is connected, so it answers no one yet. Stop it with Ctrl-C, and then:

  for Slack            set SLACK_BOT_TOKEN and SLACK_APP_TOKEN: docs/slack.md
  for Microsoft Teams  set MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID: docs/teams.md
  without a chat       try it with .venv/bin/stagecoach sandbox
"""
PREPARING = "Preparing the sandbox: ten deals and their story. The first time takes some ten seconds."
NO_SIGN = "Write the channel without its sign, for example --in deals. A shell skips everything behind a #."


def needs_say(option: str) -> str:
    """An option of the terminal's sandbox that was typed without a message."""
    return (
        f'{option} needs a message: add for example --say "/deal list". '
        "In the browser you choose who you are at the top of the page."
    )


def needs_sandbox(option: str) -> str:
    """An option of an agent in the sandbox that was typed without the sandbox."""
    return f"{option} is for the sandbox: add --sandbox. Elsewhere STAGECOACH_TOKEN says who the agent is."


def not_an_answer(typed: str) -> str:
    """An answer for a form that has no key or no sign."""
    return f'I couldn\'t read --with "{typed}". Write the field and the answer, for example --with "amount=50000 EUR".'
