"""The papermill engine: `papermill --engine warmkernels -k KERNEL in.ipynb out.ipynb`.

papermill imports this module while it is itself being imported, to know the engine; hence nothing
of papermill is imported here before it is used.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from nbformat import NotebookNode


class WarmEngine:
    """papermill's own engine, in a warm kernel that is ended without waiting for its farewell.

    Attributes:
        kernel_name: The kernel of every notebook, whatever it was saved with; else the notebook's.
    """

    kernel_name: ClassVar[str] = ""

    @staticmethod
    def execute_notebook(
        nb: "NotebookNode",
        kernel_name: str,
        run: "Callable[[NotebookNode], None] | None" = None,
        **options: object,
    ) -> "NotebookNode":
        """Run all cells of a Python notebook.

        Args:
            nb: The notebook, with its parameters put in.
            kernel_name: The kernel.
            run: Runs the cells instead of papermill's client, for whoever has kernels waiting.
            options: Those of papermill's engine.
        """
        if run:
            run(nb)
            return nb
        from papermill.engines import NBClientEngine  # noqa: PLC0415 - see above

        from warmkernels.manager import PromptKernelManager  # noqa: PLC0415 - heavy

        ours = {"kernel_manager_class": PromptKernelManager, "shutdown_kernel": "immediate"}
        options = ours | options
        done: NotebookNode = NBClientEngine.execute_notebook(nb, kernel_name=kernel_name, **options)
        return done

    @classmethod
    def nb_kernel_name(cls, nb: "NotebookNode", name: str | None = None) -> str:
        """Return the name of the kernel to run a notebook in."""
        return name or cls.kernel_name or str(nb.metadata.kernelspec.name)

    @staticmethod
    def nb_language(nb: "NotebookNode", language: str | None = None) -> str:
        """Return the language that parameters are written in."""
        return language or "python"
