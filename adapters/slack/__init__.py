"""Slack: events, commands and buttons in; blocks and modals out."""
