"""The stage engine: how a deal gets from Point A to Point B, as values in and values out."""
