"""Imports: deals, accounts, contacts and people of another system, previewed, brought in, and taken back."""
