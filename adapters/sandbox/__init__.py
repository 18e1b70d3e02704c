"""The sandbox: a chat in the browser, on this machine only, where you play every part."""
