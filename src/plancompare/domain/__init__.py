"""The words of the domain, each defined once."""
