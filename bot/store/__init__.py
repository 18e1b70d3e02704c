"""The store: everything the assistant remembers, on SQLite or PostgreSQL, a module a noun."""
