"""Torture: signed commands at a bot that is killed again and again, before a Slack that fails; nothing may be lost."""
