"""Attacks on the HTTP front door that need no secret, while signed requests are measured."""
