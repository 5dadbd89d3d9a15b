"""The papermill engine: `papermill --engine plancompare-warm in.ipynb out.ipynb`."""

from plancompare.kernels import KERNEL_NAME
from warmkernels import engine


class WarmEngine(engine.WarmEngine):
    """Runs any Python notebook in the kernel `plancompare-warm`, whatever it was saved with."""

    kernel_name = KERNEL_NAME
