"""What tests of reports share: a warm process, a notebook, what is told of the whole dataset."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from report_tools import write_notebook
from tests.conftest import MakeOnce

from plancompare.dataset import load
from plancompare.dataset.load import texts_held_plainly
from plancompare.reports.told.brief import Brief, cross_brief, region_brief
from plancompare.reports.told.summary import summarise

BRIEFED = ("100000", "140000", "150500", "511102")


@pytest.fixture(scope="session", autouse=True)
def _warm(warm: None) -> None: ...


@pytest.fixture(scope="package", autouse=True)
def _texts() -> Iterator[None]:
    """Tables are as the commands and the kernels that make reports hold them."""
    with texts_held_plainly():
        yield


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    return write_notebook(tmp_path / "gap.ipynb")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "reports"


@pytest.fixture(scope="session")
def summaries(shipped: Path, made_once: MakeOnce) -> dict[str, list[str]]:
    """What the reports of all regions with targets tell, in Chinese, by region."""

    def fill(folder: Path) -> None:
        data = load(shipped)
        with texts_held_plainly():
            told = {code: summarise(data, code, "zh") for code in data.gaps["region_code"].unique()}
        (folder / "told.pickle").write_bytes(pickle.dumps(told))

    return pickle.loads((made_once("summaries", fill) / "told.pickle").read_bytes())


@pytest.fixture(scope="session")
def briefs(shipped: Path, made_once: MakeOnce) -> dict[str, Brief]:
    """The briefs of some regions, in Chinese, and under "" the one across regions."""

    def fill(folder: Path) -> None:
        data = load(shipped)
        with texts_held_plainly():
            told = {code: region_brief(data, code, "zh") for code in BRIEFED}
            told[""] = cross_brief(data, "zh")
        (folder / "told.pickle").write_bytes(pickle.dumps(told))

    return pickle.loads((made_once("briefs", fill) / "told.pickle").read_bytes())
