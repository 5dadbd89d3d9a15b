"""Seconds a report: papermill as it is used, one papermill process, ours, and the floor.

python benchmarks/bench_reports.py                    four ways, the same notebook and charts
python benchmarks/bench_reports.py --synthetic 300    as many synthetic regions, and 3,000 of them

Every way makes an HTML page of every report and is timed from the outside, from the start of its
first process to the end of its last. The floor runs the notebook's cells in one process that has
everything imported: no kernel, no messages, no page.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from memory import watch
from plancompare.kernels import SPEC
from synthetic import codes, make, spread

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "01_one_region.ipynb"
NIGHT = 3000  # regions of a nightly run


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--curated", type=Path, default=ROOT / "data" / "curated")
    options.add_argument("--reports", type=int, default=20)
    options.add_argument("--loop", type=int, default=4, help="reports of the slow loop (a)")
    options.add_argument("--synthetic", type=int, default=0, metavar="REGIONS")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--formats", default="html")
    asked = options.parse_args()
    subprocess.run([sys.executable, "-m", "compileall", "-q", ROOT / "src"], check=True)
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "curated"
        make(asked.curated, made, NIGHT if asked.synthetic else asked.reports)
        if asked.synthetic:
            night(made, Path(name), asked.synthetic, asked.jobs, asked.formats)
        else:
            four_ways(made, Path(name), asked.reports, asked.loop)


def four_ways(curated: Path, work: Path, reports: int, loop: int) -> None:
    """Print seconds a report of each way, and their ratios."""
    some = codes(reports)
    floor, processor = map(float, _python("floor", curated, some).split())
    load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{reports} reports ({loop} in the loop), {load}")
    print(f"{'a report, by':48}{'the clock':>9}{'processor':>10}")
    a = _say(
        "(a) papermill and nbconvert commands, in a loop",
        loop,
        lambda: _commands(curated, work, some[:loop]),
    )
    b = _say(
        "(b) one papermill process, in sequence",
        reports,
        lambda: _python("one_process", curated, work, some),
    )
    c = _say("(c) plancompare report --jobs 1", reports, lambda: ours(curated, work, some, 1))
    d = _say("(d) plancompare report --jobs 2", reports, lambda: ours(curated, work, some, 2))
    print(f"{'    the floor: the cells in one warm process':48}{floor:7.3f} s{processor:7.3f} s")
    print(f"(d) is {d / a:.3f} of (a); (c) is {c / b:.3f} of (b) and {c / floor:.2f} of the floor")


def _say(what: str, reports: int, way: Callable[[], None]) -> float:
    began, used = time.perf_counter(), _processor_seconds()
    way()
    seconds = (time.perf_counter() - began) / reports
    work = (_processor_seconds() - used) / reports
    print(f"{what:48}{seconds:7.3f} s{work:7.3f} s", flush=True)
    return seconds


def _processor_seconds() -> float:
    """What all processes that have ended took: steadier than the clock on a busy machine."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _commands(curated: Path, work: Path, some: Sequence[str]) -> None:
    binaries = Path(sys.executable).parent
    for code in some:
        done = work / f"{code}.ipynb"
        parameters = ["-r", "region", code, "-p", "curated", str(curated)]
        _run([binaries / "papermill", NOTEBOOK, done, *parameters, "--no-progress-bar"])
        _run([binaries / "jupyter-nbconvert", "--to", "html", "--no-input", done])


def _run(command: Sequence[str | Path]) -> None:
    subprocess.run(command, check=True, cwd=NOTEBOOK.parent, capture_output=True)


def _python(function: str, *arguments: object) -> str:
    """Call a function of this module in a process of its own; return what it printed."""
    values = json.dumps([str(each) if isinstance(each, Path) else each for each in arguments])
    code = f"import bench_reports, json; bench_reports.{function}(*json.loads({values!r}))"
    command = [sys.executable, "-W", "ignore", "-c", code]
    environment = os.environ | json.loads((SPEC / "kernel.json").read_text())["env"]
    done = subprocess.run(
        command,
        check=True,
        cwd=Path(__file__).parent,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout


def one_process(curated: str, work: str, some: Sequence[str]) -> None:
    """(b): papermill's own way for many notebooks, with one HTML exporter for all."""
    import logging

    import papermill
    from nbconvert import HTMLExporter

    logging.disable()
    exporter = HTMLExporter(exclude_input=True)
    for code in some:
        done = papermill.execute_notebook(
            NOTEBOOK,
            Path(work, f"{code}.ipynb"),
            {"region": code, "curated": curated},
            progress_bar=False,
            cwd=NOTEBOOK.parent,
        )
        Path(work, f"{code}.html").write_text(exporter.from_notebook_node(done)[0])


def ours(curated: Path, work: Path, some: Sequence[str], jobs: int, formats: str = "html") -> str:
    """(c) and (d): our command; returns its line on memory."""
    output = work / "reports"
    shutil.rmtree(output, ignore_errors=True)
    regions = [word for code in some for word in ("--region", code)]
    command = [Path(sys.executable).parent / "plancompare", "--quiet", "report", *regions]
    command += ["--curated", curated, "--output", output, "--jobs", str(jobs)]
    if formats != "html":
        command += ["--format", formats]
    process = psutil.Popen(command, cwd=ROOT)
    memory = watch(process, every=2)  # what is measured has the processor else
    assert process.returncode == 0, f"ended with {process.returncode}"
    for code in some:
        for page in (output / code / "report.html", output / "en" / code / "report.html"):
            assert code in page.read_text(), page
    return str(memory)


def floor(curated: str, some: Sequence[str]) -> None:
    """Print seconds a report of the notebook's cells alone, in a process that is warm."""
    from IPython.terminal.interactiveshell import TerminalInteractiveShell
    from IPython.utils.capture import capture_output

    from warmkernels.server import warm

    warm(SPEC / "warm.toml")
    os.chdir(NOTEBOOK.parent)
    shell = TerminalInteractiveShell.instance()
    cells = json.loads(NOTEBOOK.read_text())["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    began, used = time.perf_counter(), time.process_time()
    for code in some:
        for number, source in enumerate(sources):
            injected = f"\nregion = {code!r}; curated = {curated!r}" if number == 0 else ""
            with capture_output():
                result = shell.run_cell(source + injected)
            assert result.success, result.error_in_exec
        shell.reset(new_session=False)
    print((time.perf_counter() - began) / len(some), (time.process_time() - used) / len(some))


def night(curated: Path, work: Path, regions: int, jobs: int, formats: str) -> None:
    """Print how long a night's run would take, and its memory."""
    began, used = time.perf_counter(), _processor_seconds()
    memory = ours(curated, work, spread(regions, NIGHT), jobs, formats)
    seconds, processor = time.perf_counter() - began, _processor_seconds() - used
    hours = seconds / regions * NIGHT / 3600
    load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(
        f"{regions} of {NIGHT} synthetic regions, {formats}, {jobs} jobs, {load}: {seconds:.0f} s"
    )
    print(f"{seconds / regions:.3f} s a region in both languages; {NIGHT} would take {hours:.2f} h")
    print(f"{processor / regions:.3f} CPU-s a region, what is done once included")
    print(f"memory: {memory}")


if __name__ == "__main__":
    main()
