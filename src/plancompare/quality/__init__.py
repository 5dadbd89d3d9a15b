"""What the dataset must hold before it is published: Great Expectations suites, and their verdict.

Great Expectations takes seconds to import: only `validate` does it, when there is something new to
judge.
"""

from plancompare.quality.report import Check, Report
from plancompare.quality.validate import validate

__all__ = ["Check", "Report", "validate"]
