"""Small notebooks and what they put out."""

from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.manager import KernelManager

KERNEL_NAME, ENGINE_NAME = "tests-warm", "warmkernels"
PLACE = Path(__file__).parent  # a place of Jupyter's: its folder `kernels` has a kernelspec
SPEC = PLACE / "kernels" / KERNEL_NAME
BARE = PLACE / "kernels" / "tests-bare"  # imports nothing but the kernel: its process starts sooner


def notebook(*cells: str, kernel: str = KERNEL_NAME) -> nbformat.NotebookNode:
    spec = {"name": kernel, "display_name": kernel, "language": "python"}
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata={"kernelspec": spec}
    )


def execute(*cells: str, **options: Any) -> list[Any]:
    """Run the cells with papermill, in a warm kernel unless told otherwise; return all outputs."""
    options = {
        "engine_name": ENGINE_NAME,
        "kernel_name": KERNEL_NAME,
        "progress_bar": False,
    } | options
    done = papermill.execute_notebook(notebook(*cells), None, **options)
    return [output for cell in done.cells for output in cell.get("outputs", [])]


def printed(outputs: list[Any]) -> str:
    return "".join(output.text for output in outputs if output.get("name") == "stdout")


def run_in(manager: KernelManager, code: str) -> str:
    """Run code in a kernel and return what it printed."""
    texts: list[str] = []
    channel = manager.client()
    channel.start_channels()
    try:
        channel.wait_for_ready(timeout=30)
        channel.execute_interactive(
            code,
            timeout=30,
            output_hook=lambda message: texts.append(message["content"].get("text", "")),
        )
    finally:
        channel.stop_channels()
    return "".join(texts)
