"""A kernel finds imported what the report notebooks import."""

import ast
from pathlib import Path

import nbformat
import pytest
from kernel_tools import execute, printed

from plancompare.kernels.client import WarmServer

# those that scheduled runs make reports with; the others are opened by people, one at a time
NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("0[1-5]_*.ipynb"))
BEFORE = "import sys; before = set(sys.modules)"
AFTER = "print(*sorted(set(sys.modules) - before))"


def imports(notebook: Path) -> str:
    """All import statements of a notebook."""
    cells = nbformat.read(notebook, as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    found = [
        node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    return "\n".join(map(ast.unparse, found))


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_a_notebook_imports_is_there_already(notebook: Path, warm: WarmServer) -> None:
    assert warm.address.exists()
    statements = imports(notebook)
    assert "plancompare" in statements
    fresh = printed(execute(BEFORE, statements, AFTER)).split()
    assert fresh == [], f"warm.toml lacks {', '.join(fresh)}"


def test_what_no_notebook_imports_is_noticed(warm: WarmServer) -> None:
    assert warm.address.exists()
    assert printed(execute(BEFORE, "import this", AFTER)).split()[-1] == "this"
