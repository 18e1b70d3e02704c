"""The schema: every table and our own column types."""
