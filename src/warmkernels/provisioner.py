"""The kernel provisioner: what Jupyter calls to start, watch and end a warm kernel."""

import asyncio
import functools
import logging
import shutil
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from warmkernels.client import (
    NoWarmKernelError,
    fork_kernel,
    home_of_kernels,
    private_directory,
    server_address,
)

LAUNCHER = "ipykernel_launcher"
log = logging.getLogger("warmkernels")


class WarmProvisioner(LocalProvisioner):
    """Provides kernels forked from the warm process, or plain ones where there is none.

    Either kind talks over `ipc` sockets in a directory of its own, so that kernels that start at
    the same time cannot meet on a port.
    """

    _directory: Path | None = None

    @property
    def spec(self) -> Path:
        """The folder of the kernelspec, with the list of what to import."""
        return Path(self.kernel_spec.resource_dir)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - as its base
        """Give a new kernel its sockets; a restarted one keeps them."""
        if self._directory is None and sys.platform != "win32":  # where zmq has no ipc
            self._directory = private_directory(home_of_kernels(self.spec))
            self._move_to(self._directory)
        return await super().pre_launch(**kwargs)

    def _move_to(self, directory: Path) -> None:
        manager: Any = self.parent
        manager.transport = "ipc"
        manager.ip = str(directory / "ipc")
        if not manager.connection_file:  # JupyterLab names one, where its users look for it
            manager.connection_file = str(directory / "kernel.json")

    async def launch_kernel(
        self,
        cmd: list[str],
        **kwargs: Any,  # noqa: ANN401 - as its base
    ) -> KernelConnectionInfo:
        """Fork the kernel; start it plainly, with one warning, if that cannot be."""
        request = {
            "argv": cmd[cmd.index(LAUNCHER) + 1 :],
            "cwd": str(kwargs.get("cwd") or Path.cwd()),
            "env": kwargs["env"],
        }
        try:
            kernel = await fork_kernel(server_address(self.spec), request)
        except NoWarmKernelError as reason:
            _warn_once(f"Kernels start cold, which takes longer: {reason}.")
            return await super().launch_kernel(cmd, **kwargs)
        self.process = kernel  # type: ignore[assignment] # has all that is used of Popen
        self.pid = kernel.pid
        self.cwd = request["cwd"]
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and see it end: that takes a millisecond, the manager looks in 100."""
        await super().kill(restart)
        for _look in range(50):
            if await self.poll() is not None:
                break
            await asyncio.sleep(0.002)

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the kernel's directory when it is done for good."""
        await super().cleanup(restart)
        if self._directory is not None and not restart:
            shutil.rmtree(self._directory, ignore_errors=True)


@functools.cache
def _warn_once(message: str) -> None:
    log.warning(message)
