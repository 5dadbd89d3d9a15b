"""Whatever happens to a document's reader, it is one failed document."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from plancompare.errors import DocumentError, UsageError
from plancompare.guard import apart as process
from plancompare.guard.apart import apart
from plancompare.guard.limits import limits

PLAN = Path("plan.pdf")


@pytest.fixture(autouse=True)
def _found_by_the_process(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


@pytest.fixture
def _starts_at_once(monkeypatch):
    """The seconds that a start is allowed are only waited for here."""
    monkeypatch.setattr(process, "_MORE_SECONDS", 0.2)


def returns(what):
    print("noise")
    print("more noise", file=sys.stderr)
    return what


def refuses():
    raise DocumentError("a scan.", where="plan.pdf")


def stumbles():
    raise ValueError("no such thing")


def aborts():
    os.abort()


def leaves():
    os._exit(3)


def eats():
    return len(bytearray(10**10))


def sleeps():
    subprocess.Popen(["sleep", "1234.5"])
    time.sleep(1_000)


def goes_on_slowly(seconds):
    for _ in range(seconds * 5):
        began = time.process_time()
        while time.process_time() - began < 0.02:
            pass
        time.sleep(0.18)
    return "read"


def test_what_is_returned_comes_back_and_noise_does_not(capfd):
    assert apart(returns, {"健康": 1}, where=PLAN) == {"健康": 1}
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (refuses, "plan.pdf: a scan."),
        (stumbles, r"cannot be read \(ValueError: no such thing\)"),
        (aborts, "takes more than"),
        (leaves, "broke on it"),
        (eats, "takes more than 3000 MB"),
    ],
)
def test_every_end_is_a_failed_document(function, told):
    with pytest.raises(DocumentError, match=told) as error:
        apart(function, where=PLAN)
    assert "plan.pdf" in str(error.value)


@pytest.mark.usefixtures("_starts_at_once")
def test_a_reader_that_does_not_end_is_ended_with_what_it_started(monkeypatch):
    monkeypatch.setenv("PLANCOMPARE_LIMIT_SECONDS", "1")
    with pytest.raises(DocumentError, match=r"longer than 1 seconds.*PLANCOMPARE_LIMIT_SECONDS"):
        apart(sleeps, where=PLAN)
    started = [
        one for one in psutil.process_iter(["cmdline"]) if "1234.5" in (one.info["cmdline"] or [])
    ]
    assert not psutil.wait_procs(started, timeout=10)[1]  # a killed process needs a moment to end


@pytest.mark.usefixtures("_starts_at_once")
def test_a_busy_machine_costs_no_document_that_is_being_read(monkeypatch):
    """Its own time passes slowly there: here it computes a fifth of a second in two."""
    monkeypatch.setenv("PLANCOMPARE_LIMIT_SECONDS", "1")
    assert apart(goes_on_slowly, 2, where=PLAN) == "read"


def test_limits_are_numbers():
    assert limits({"PLANCOMPARE_LIMIT_PAGES": "3000"}).pages == 3_000
    with pytest.raises(UsageError, match="PLANCOMPARE_LIMIT_PAGES"):
        limits({"PLANCOMPARE_LIMIT_PAGES": "many"})
