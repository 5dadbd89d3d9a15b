"""The command line: what a person sees, and the exit code that a scheduler sees."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commands import forked as plancompare
from tests.conftest import ROOT, in_this_process
from typer.testing import CliRunner

from plancompare.cli.app import app
from plancompare.cli.documents import rows_of


def commands() -> list[str]:
    return sorted(command.name for command in app.registered_commands)


def test_help_names_every_command():
    text = CliRunner().invoke(app, ["--help"]).output
    assert all(name in text for name in commands())


@pytest.mark.parametrize("name", commands())
def test_every_command_explains_itself(name):
    result = CliRunner().invoke(app, [name, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 5


@pytest.mark.parametrize("name", commands())
def test_every_command_is_documented(name):
    assert f"plancompare {name}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_help_and_a_missing_dataset_do_not_wait_for_heavy_imports(tmp_path):
    heavy = [
        "pandas",
        "pyarrow",
        "matplotlib",
        "great_expectations",
        "papermill",
        "duckdb",
        "warmkernels",
    ]
    commands = ["report --all", "compare", "beside a b", "chart dumbbell -r 150500 -o x.png"]
    script = (
        "import sys; from plancompare.cli.app import app\n"
        "from typer.testing import CliRunner\n"
        "run = lambda words: type(CliRunner().invoke(app, words.split()).exception).__name__\n"
        "print(run('--help'), 'pydantic' in sys.modules)\n"
        f"print({{run(words) for words in {commands}}})\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines() == ["NoneType False", "{'DatasetError'}", "[]"]


def test_a_document_is_read_without_what_only_the_commands_need(tmp_path):
    (page := tmp_path / "page.txt").write_text("某市规划\n到2025年,婴儿死亡率低于5‰。\n", "utf-8")
    script = (
        "import sys, pathlib, plancompare.guard.apart\n"
        "from importlib import import_module\n"
        f"rows_of = import_module({rows_of.__module__!r}).rows_of\n"
        "rows, _ = rows_of(pathlib.Path(sys.argv[1]), None)\n"
        "print(len(rows), [name for name in ('typer', 'psutil', 'pandas') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, page], capture_output=True, text=True, check=True
    )
    assert run.stdout == "1 []\n"


def test_a_build_says_what_it_made(make_source, tmp_path):
    raw, curated = make_source().parent, tmp_path / "curated"
    run = plancompare("build", "--raw", raw, "--curated", curated)
    assert run.returncode == 0, run.stderr
    assert "4 observations" in run.stderr
    assert run.stdout == ""


def test_quiet_is_silent_when_all_is_well(make_source, tmp_path):
    raw, curated = make_source().parent, tmp_path / "curated"
    run = plancompare("build", "--raw", str(raw), "--curated", str(curated), "--quiet")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def one_clear_line(run: subprocess.CompletedProcess[str]) -> str:
    lines = run.stderr.strip().splitlines()
    assert lines[-1].startswith("plancompare: ")
    assert "Traceback" not in run.stderr
    return lines[-1]


class TestExitCodes:
    """As docs/exit-codes.md has them."""

    def test_2_for_words_that_are_off(self):
        assert plancompare("report").returncode == 2
        assert plancompare("fly").returncode == 2

    def test_3_for_a_bad_source(self, make_source, tmp_path):
        raw = make_source(rows=["床位数,abc,2020,actual,,一"]).parent
        run = plancompare("build", "--raw", str(raw), "--curated", str(tmp_path / "curated"))
        assert run.returncode == 3
        assert "figures.csv, row 2" in one_clear_line(run)
        assert not (tmp_path / "curated").exists()

    def test_4_for_a_document_that_cannot_be_read(self, tmp_path):
        (tmp_path / "empty.pdf").write_bytes(b"")
        run = plancompare("extract", str(tmp_path / "empty.pdf"))
        assert run.returncode == 4
        assert "empty.pdf" in one_clear_line(run)

    def test_5_for_a_dataset_that_fails_its_checks(self, make_source, tmp_path):
        raw = make_source(rows=["每千人口医疗卫生机构床位数,724,2020,actual,,一"]).parent
        run = plancompare("build", "--raw", str(raw), "--curated", str(tmp_path / "curated"))
        assert run.returncode == 5
        assert "figure_row 2" in run.stderr
        assert "Traceback" not in run.stderr

    def test_7_where_there_is_no_dataset(self, tmp_path):
        run = plancompare("report", "--all", "--curated", str(tmp_path))
        assert run.returncode == 7
        assert "plancompare build" in one_clear_line(run)

    def test_the_traceback_is_there_for_those_who_ask(self, tmp_path):
        run = plancompare("query", "SELECT 1", "--curated", str(tmp_path), "--debug")
        assert "Traceback" in run.stderr


def test_check_tells_without_publishing(make_source, tmp_path):
    rows = ["每千人口虚构类床位数(张),2.2,2025,target,,一"]
    run = plancompare("check", "--raw", str(make_source(rows=rows).parent), cwd=tmp_path)
    assert run.returncode == 0
    assert "no indicator: county-plan, row 2" in run.stdout
    assert not (tmp_path / "data").exists()


class TestExtract:
    @pytest.fixture
    def document(self, tmp_path):
        path = tmp_path / "plan.txt"
        path.write_text("到2025年，每千人口医疗卫生机构床位数达到6.1张。\n", encoding="utf-8")
        return str(path)

    def test_as_json(self, document):
        (row,) = json.loads(plancompare("extract", document, "--format", "json").stdout)
        assert (row["indicator_id"], row["value"], row["year"]) == ("beds_per_1000", 6.1, 2025)
        text = Path(document).read_text(encoding="utf-8")
        assert text[row["start"] : row["end"]] == row["quote"]

    @pytest.fixture
    def shown(self, document, monkeypatch):
        """What it prints, of a document read in this process: how apart is seen in JSON."""
        monkeypatch.setattr("plancompare.guard.apart.apart", in_this_process)
        return lambda *form: CliRunner().invoke(app, ["extract", document, *form]).stdout

    def test_as_csv(self, shown):
        head, row = shown("--format", "csv").splitlines()
        assert head.startswith(
            "label,indicator_id,region_code,value_printed,value,value_upper,unit"
        )
        assert "beds_per_1000" in row

    def test_as_a_table(self, shown):
        assert "beds_per_1000" in shown()


def test_evaluate_sets_both_sides_beside_each_other(shared):
    run = plancompare("evaluate", "--documents", str(shared / "plans"), cwd=ROOT)
    assert run.returncode == 0, run.stderr
    assert "tongliao-14fyp-health" in run.stdout
    overall = next(line for line in run.stdout.splitlines() if line.startswith("all "))
    words = overall.split()
    assert float(words[words.index("precision") + 1]) >= 0.98
    assert float(words[words.index("F1") + 1]) >= 0.97
