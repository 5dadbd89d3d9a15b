"""A kernel finds imported what the report notebooks import."""

import ast
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient

from plancompare.kernels import KERNEL_NAME, SPEC

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
# those that scheduled runs make reports with; the others are opened by people, one at a time
NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("0[1-5]_*.ipynb"))
USED = "import plancompare.api.data, plancompare.api.reported"  # which `pc` imports when asked
BEFORE = "import sys; before = set(sys.modules)"
AFTER = "print(*sorted(set(sys.modules) - before))"


def imports(notebook: Path) -> str:
    """All import statements of a notebook."""
    cells = nbformat.read(notebook, as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    found = [
        node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    return "\n".join([*map(ast.unparse, found), USED])


def printed(*cells: str) -> str:
    """What cells print in a kernel of its own."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(book, kernel_name=KERNEL_NAME, shutdown_kernel="immediate").execute()
    return "".join(output.text for cell in book.cells for output in cell.outputs)


def test_the_installed_kernelspec_is_the_packages_own() -> None:
    spec = KernelSpecManager().get_kernel_spec(KERNEL_NAME)
    installed = Path(spec.resource_dir, "kernel.json").read_text()
    assert installed == (SPEC / "kernel.json").read_text(), "install the package again"


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_a_notebook_imports_is_there_already(notebook: Path) -> None:
    statements = imports(notebook)
    assert "plancompare" in statements
    fresh = printed(BEFORE, statements, AFTER).split()
    assert fresh == [], f"warm.toml lacks {', '.join(fresh)}"


def test_what_no_notebook_imports_is_noticed() -> None:
    assert printed(BEFORE, "import this", AFTER).split()[-1] == "this"
