"""The provisioner of this project's kernel, which forks from what `start_warming` began."""

from pathlib import Path

from plancompare.kernels import SPEC
from warmkernels import provisioner


class WarmProvisioner(provisioner.WarmProvisioner):
    """Takes the list of this package, so that a changed one holds before it is installed again."""

    @property
    def spec(self) -> Path:
        """The folder of the kernelspec."""
        return SPEC
