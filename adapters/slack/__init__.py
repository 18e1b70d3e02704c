"""Slack: slash command, mention, direct message, buttons, modals and App Home, over HTTP or Socket Mode."""
