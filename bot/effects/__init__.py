"""What follows from a change: messages to people, and posts brought up to date."""
