"""The papermill engine: `papermill --engine plancompare-warm in.ipynb out.ipynb`.

papermill imports this module while it is itself being imported, to know the engine; hence nothing
of papermill is imported here before it is used.
"""

from typing import TYPE_CHECKING

from plancompare.kernels import KERNEL_NAME

if TYPE_CHECKING:
    from nbformat import NotebookNode


class WarmEngine:
    """papermill's own engine, in a warm kernel that is ended without waiting for its farewell."""

    @staticmethod
    def execute_notebook(nb: "NotebookNode", kernel_name: str, **options: object) -> "NotebookNode":
        """Run all cells of a Python notebook; the options are those of papermill's engine."""
        from papermill.engines import NBClientEngine  # noqa: PLC0415 - see above

        from plancompare.kernels.manager import PromptKernelManager  # noqa: PLC0415 - heavy

        ours = {"kernel_manager_class": PromptKernelManager, "shutdown_kernel": "immediate"}
        options = ours | options
        done: NotebookNode = NBClientEngine.execute_notebook(nb, kernel_name=kernel_name, **options)
        return done

    @staticmethod
    def nb_kernel_name(nb: "NotebookNode", name: str | None = None) -> str:
        """Return the warm kernel's name, whatever the notebook was saved with."""
        return name or KERNEL_NAME

    @staticmethod
    def nb_language(nb: "NotebookNode", language: str | None = None) -> str:
        """Return the language that parameters are written in."""
        return language or "python"
