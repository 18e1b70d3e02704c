"""The schema: every table and the kinds of its columns."""
