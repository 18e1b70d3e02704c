"""Values: money, days, people and names, read from what people type."""
