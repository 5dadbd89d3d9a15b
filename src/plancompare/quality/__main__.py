"""`python -m plancompare.quality FOLDER` exports the suites as JSON."""

import sys
from pathlib import Path

from plancompare.dataset.schema import schemas
from plancompare.quality.suites import export_suites

export_suites(schemas(), Path(sys.argv[1]))
