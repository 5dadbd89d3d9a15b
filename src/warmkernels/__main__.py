"""`python -m warmkernels LISTENER SPEC`: the process that `client.WarmServer` starts.

LISTENER is the number of an inherited listening socket, SPEC the folder of the kernelspec; standard
input is held by the owner.
"""

import sys
from pathlib import Path

from warmkernels.server import main

if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
