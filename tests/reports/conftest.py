"""One warm process for all tests of this folder, and a notebook."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from report_tools import write_notebook

from plancompare.kernels import SPEC
from warmkernels import client


@pytest.fixture(scope="session", autouse=True)
def _warm() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if sys.platform == "linux":
            server = client.WarmServer(SPEC)
            patch.setenv(client.SERVER_VARIABLE, str(server.address))
            yield
            server.close()
        else:
            yield


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    return write_notebook(tmp_path / "gap.ipynb")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "reports"
