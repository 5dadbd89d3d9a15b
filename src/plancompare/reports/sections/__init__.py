"""The sections of each report: what a notebook shows, a call a section."""

from collections.abc import Callable, Mapping

Sections = Mapping[str, Callable[[], None]]
"""What displays each section, by its name, in the report's order."""
