"""Day rules: one file for each way in which people write a day."""
