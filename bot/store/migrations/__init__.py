"""The migrations, oldest first; each is a file in `versions` named by its number."""
