"""The x-ray as people read it: in a terminal, and as one page."""
