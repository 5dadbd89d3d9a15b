"""PDF from nbconvert and from JupyterLab's export menu, of a notebook as it was executed."""

import re
from typing import TYPE_CHECKING, Any

from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException

from plancompare.domain.languages import Lang
from plancompare.reports.blocks.cells import INJECTED_TAG, PARAMETERS_TAG, tags
from plancompare.reports.blocks.content import contents
from plancompare.reports.files.pdf import to_pdf

if TYPE_CHECKING:
    from nbformat import NotebookNode


_PARAMETERS = {PARAMETERS_TAG, INJECTED_TAG}
_LANG = re.compile(r"""^lang\s*=\s*["'](\w+)["']""", re.MULTILINE)


class PdfExporter(Exporter):
    """`jupyter nbconvert --to plancompare-pdf`; `--execute` runs the notebook before."""

    export_from_notebook = "plancompare PDF"  # as JupyterLab's menu calls it
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # a file, as nbconvert's own PDF exporter
        self, nb: "NotebookNode", resources: dict[str, Any] | None = None, **options: object
    ) -> tuple[bytes, dict[str, Any]]:
        """Make a PDF of what the package's functions displayed in a notebook.

        Args:
            nb: The notebook, executed.
            resources: What nbconvert passes along.
            **options: As for every exporter.

        Returns:
            The file, and the resources.

        Raises:
            ConversionException: If the notebook displays nothing of this package.
        """
        nb, resources = super().from_notebook_node(nb, resources, **options)
        blocks = contents(nb)
        if not blocks:
            raise ConversionException(
                "The notebook displays nothing that plancompare.reports.blocks.show made: "
                "run it first, or add --execute."
            )
        return to_pdf(blocks, _lang(nb)), resources


def _lang(notebook: "NotebookNode") -> Lang:
    """The language that the notebook's parameters name; what papermill injected comes last."""
    cells = [cell.source for cell in notebook.cells if _PARAMETERS.intersection(tags(cell))]
    named = _LANG.findall("\n".join(cells))
    return "en" if named[-1:] == ["en"] else "zh"
