"""`python -m plancompare.kernels LISTENER`: the warm process, started by `client.WarmServer`.

LISTENER is the number of an inherited listening socket; standard input is held by the owner.
"""

import sys

from plancompare.kernels.server import main

if __name__ == "__main__":
    main(int(sys.argv[1]))
