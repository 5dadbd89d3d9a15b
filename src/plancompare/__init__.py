"""Reads regional health plans and compares what they promise."""
