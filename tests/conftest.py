"""What many tests share: a small fictional source, and where the real plans are."""

import gc
import os
import shutil
import signal
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling, Scheduling

if TYPE_CHECKING:
    import pandas as pd

# Each module is compiled once for all the processes that tests start, whatever the machine's habit.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Grammars of IRIs, which jsonschema makes for two seconds in each process: as in reports/run.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# The suite tries the same few examples each time, so that a change fails by itself alone; the lane
# `make test-property` looks for new ones, and for more. A busy machine is no failure.
settings.register_profile("same", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("new", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def tries(number: int) -> settings:
    """Settings of a property that is dear to try: a third as often in the suite as in its lane."""
    in_lane = settings.get_current_profile_name() == "new"
    return settings(max_examples=number if in_lane else number // 3)


ROOT = Path(__file__).parents[1]
LANES = tomllib.loads(Path(__file__).with_name("lanes.toml").read_text(encoding="utf-8"))
# Files that draw the same charts, or fork from one process: on one worker it is done once.
TOGETHER = {
    "tests/charts/test_chart_images.py": "tests/charts/test_chart_layout.py",
    "tests/cli/test_cli.py": "tests/cli/test_endings.py",
    "tests/dataset/test_build.py": "tests/cli/test_endings.py",
}
HEAD = "label,value,year,role,nature,place"

# A fictional plan: no county says this. The rules it exercises are real.
META = {
    "title": "虚构县卫生健康发展规划",
    "region": "150500",
    "first_year": 2021,
    "last_year": 2025,
    "kind": "plan",
}
ROWS = (
    "每千人口医疗卫生机构床位数(张),6.00,2020,actual,预期性,主要指标 / 第1行",
    "每千人口医疗卫生机构床位数(张),7.5,2025,target,预期性,主要指标 / 第1行",
    "孕产妇死亡率(/10万),12.5,2020,actual,预期性,主要指标 / 第2行",
    "孕产妇死亡率(/10万),<15,2025,target,预期性,主要指标 / 第2行",
)


def pytest_collection() -> None:
    """Look for no garbage while modules are imported: there is next to none."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()  # what is imported stays: no test's garbage is looked for in it
    gc.set_threshold(50_000, 20, 50)  # nor often: a twentieth of all computing went there
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put each test into its lane, as lanes.toml has it; what has a lane is not `fast`.

    The lanes run in the order of lanes.toml, the long files first: so none is left for the end,
    when the other workers have nothing to do.
    """
    rank = list(LANES).index
    items.sort(key=lambda item: min(map(rank, _lanes_of(item.path)), default=len(LANES)))
    for item in items:
        lanes = [*_lanes_of(item.path)]
        # its marker comes too late: hypothesis sets it after this
        lanes += ["property"] * getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        for lane in lanes or ["fast"]:
            item.add_marker(lane)


class _Files(LoadFileScheduling):
    """Each file on one worker, and those of `TOGETHER` on the same."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return TOGETHER.get(file, file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling | None:
    """Ours, where files are handed out."""
    return _Files(config, log) if config.getvalue("dist") == "loadfile" else None


@cache
def _lanes_of(file: Path) -> tuple[str, ...]:
    path = file.relative_to(Path(__file__).parent).as_posix()
    return tuple(lane for lane, parts in LANES.items() if path.startswith(tuple(parts)))


@pytest.fixture
def make_source(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a source folder below `tmp_path/raw` and returns it."""

    def make(name: str = "county-plan", *, rows=ROWS, head=HEAD, **meta) -> Path:
        return write_source(tmp_path / "raw" / name, META | meta, rows, head)

    return make


def write_source(
    folder: Path, meta: dict[str, object], rows: Iterable[str], head: str = HEAD
) -> Path:
    """Write a source folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.toml").write_text(as_toml(meta), encoding="utf-8")
    text = "\n".join([head, *rows]) + "\n"
    (folder / "figures.csv").write_text(text, encoding="utf-8")
    return folder


def in_this_process(read: Callable[..., Any], *given: object, where: object) -> Any:
    """A document read here and not by `guard.apart.apart`: a process of its own takes a second."""
    return read(*given)


def as_toml(entries: dict[str, object]) -> str:
    """TOML lines; entries that are None are left out."""
    lines = []
    for key, value in entries.items():
        if value is not None:
            lines.append(f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}")
    return "\n".join(lines) + "\n"


MakeOnce = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """A function that has a folder filled once for all workers, and returns it.

    What it holds is read by many tests and changed by none.
    """
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name: str, fill: Callable[[Path], object]) -> Path:
        folder, whole = common / name, common / f"{name}.made"
        with FileLock(common / f"{name}.lock"):
            if not whole.exists():
                folder.mkdir()
                fill(folder)
                whole.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def warm() -> Iterator[None]:
    """Kernels are forked from one process that has imported everything, commands' kernels too."""
    from plancompare.kernels import SPEC
    from warmkernels import client

    with pytest.MonkeyPatch.context() as patch:
        if sys.platform == "linux":
            server = client.WarmServer(SPEC)
            patch.setenv(client.SERVER_VARIABLE, str(server.address))
            yield
            server.close()
        else:
            yield


@pytest.fixture(scope="session")
def whole(shipped: Path) -> "dict[str, pd.DataFrame]":
    """Every table of what `data/raw` holds; not to be changed."""
    from plancompare.dataset import load
    from plancompare.dataset.schema import schemas

    data = load(shipped)
    return {name: getattr(data, name) for name in schemas()}


@pytest.fixture
def built(made_once: MakeOnce, tmp_path: Path) -> Path:
    """A copy of the curated folder of one fictional plan, and its source folder in `raw` beside it.

    Built once, for a build takes two seconds whatever it is of.
    """
    from plancompare.build import build

    def fill(folder: Path) -> None:
        write_source(folder / "raw" / "county-plan", META, ROWS)
        build(folder / "raw", folder / "curated")

    shutil.copytree(made_once("county", fill), tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path / "curated"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real plans and facts, which only developers and CI have."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the real plans and facts are not beside the repository")
    return folder


class Endless(BaseException):
    """It does not end; nothing that catches exceptions catches this."""


@pytest.fixture
def ends() -> Iterator[None]:
    """Fails a test that would go on for ever: no measure of speed, a minute for milliseconds."""

    def stop(*_: object) -> None:
        raise Endless

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session")
def shipped(made_once: MakeOnce) -> Path:
    """The curated folder of what `data/raw` holds."""
    from plancompare.build import build

    raw = ROOT / "data" / "raw"
    return made_once("shipped", lambda folder: build(raw, folder / "curated")) / "curated"
