"""The warm kernels of this project: what they import before a notebook asks (`warmkernels`).

The ways in are the ecosystem's own:

- the kernel `plancompare-warm`, for JupyterLab, nbclient and `papermill -k plancompare-warm`;
- the engine `plancompare-warm`, for `papermill --engine plancompare-warm`, which runs any Python
  notebook in that kernel.

Kernels have the modules as they were when the warm process began: who changes this package's code
while JupyterLab runs restarts JupyterLab, or picks the plain Python kernel meanwhile.
"""

import contextlib
from pathlib import Path
from typing import Final

from warmkernels.client import NoWarmKernelError, server_address

KERNEL_NAME: Final = "plancompare-warm"
"""The name of the kernelspec, of its provisioner and of the papermill engine."""

SPEC: Final = Path(__file__).parent / "spec" / KERNEL_NAME
"""The folder of the kernelspec; `warm.toml` there says what is imported."""

MANY: Final = 8  # kernels: for so many it pays to read their dataset once, before they fork


def start_warming(dataset: Path | None = None, kernels: int = MANY) -> None:
    """Let the warm process import its libraries while this one does something else.

    Args:
        dataset: A curated dataset that all kernels will read: it is read once, before they fork;
            left alone for few kernels, which read it sooner themselves.
        kernels: How many will be wanted, as far as that is known.
    """
    argument = str(dataset.resolve()) if dataset and kernels >= MANY else ""
    with contextlib.suppress(NoWarmKernelError):  # the provisioner says so when it matters
        server_address(SPEC, argument)
