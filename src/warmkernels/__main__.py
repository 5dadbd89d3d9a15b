"""`python -m warmkernels LISTENER SPEC [ARGUMENT]`: the process that `client.WarmServer` starts.

LISTENER is the number of an inherited listening socket, SPEC the folder of the kernelspec, ARGUMENT
what its rehearsal is given; standard input is held by the owner.
"""

import sys
from pathlib import Path

from warmkernels.server import main

if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
