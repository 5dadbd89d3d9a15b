"""The tests, and the documentation of what the program does."""
