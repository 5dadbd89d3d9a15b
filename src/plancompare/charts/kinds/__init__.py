"""The charts, one in each file."""
