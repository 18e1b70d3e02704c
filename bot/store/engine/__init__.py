"""The database engine: opening, reading, writing and upgrading, on SQLite or PostgreSQL."""
