"""Which reports there are, which must be made again, and making them."""

import sys

# JupyterLab's grammars of IRIs: jsonschema, which notebooks are read with, builds them for almost
# two seconds, in each worker of a cluster too, to check what we have not. As if not installed:
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
