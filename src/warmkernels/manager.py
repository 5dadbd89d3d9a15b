"""A kernel manager whose client does not wait for silence before it speaks."""

from queue import Empty
from time import monotonic
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_path
from traitlets import Type, default


class PromptKernelClient(AsyncKernelClient):
    """Knows a kernel to be ready when it hears the kernel finish its first request.

    Jupyter's own client listens until there was nothing to hear for 0.2 s, which is longer than
    a warm kernel takes to start.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and its output is heard.

        Args:
            timeout: Longest time to wait, in seconds.

        Raises:
            RuntimeError: The kernel died or did not answer in time.
        """
        deadline = monotonic() + (timeout or float("inf"))
        while not await self._answers():
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answers(self) -> bool:
        """Ask who is there; False if the answer, or the output beside it, was not heard."""
        request = self.kernel_info()
        try:
            while (await self.get_shell_msg(timeout=1))["parent_header"].get("msg_id") != request:
                pass
            while not _is_end_of(request, await self.get_iopub_msg(timeout=0.2)):
                pass
        except Empty:
            return False
        return True


def _is_end_of(request: str, message: dict[str, Any]) -> bool:
    parent = message["parent_header"].get("msg_id")
    state = message["content"].get("execution_state")
    return bool(parent == request and state == "idle")


class PromptKernelManager(AsyncKernelManager):
    """Jupyter's manager with the prompt client; it looks for kernels where Jupyter installs them.

    Jupyter's own asks IPython where it once had some, and imports all of it to ask.
    """

    client_factory = Type(default_value=PromptKernelClient, klass=AsyncKernelClient)

    @default("kernel_spec_manager")
    def _where_jupyter_installs_kernels(self) -> KernelSpecManager:
        return KernelSpecManager(kernel_dirs=jupyter_path("kernels"))
