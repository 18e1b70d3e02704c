"""The sandbox: a chat in the browser, on this machine only, where a newcomer plays every part."""
