"""The store: everything the assistant saves, on SQLite or PostgreSQL, one module for each noun."""
