"""Torture: signed commands to a bot that is killed again and again, with a Slack that fails; nothing must be lost."""
