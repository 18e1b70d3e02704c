"""What people read about agents, and what agents read about us."""
