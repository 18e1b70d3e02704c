"""Attacks on the HTTP server that need no secret, while signed requests are measured."""
