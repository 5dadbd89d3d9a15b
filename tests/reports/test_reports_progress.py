"""How a run shows how far it is: on a terminal, in a log, and with --quiet."""

import io

from plancompare.reports.run.make import Result
from plancompare.reports.run.progress import progress

DONE = Result("150500", "done", 0.6, "", "reports/150500", "a")
FAILED = Result("420900", "failed", 1.2, "cell 3: raised [ValueError].", "reports/420900", "b")


class Terminal(io.StringIO):
    """A stream that says that a person is looking."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_log_has_plain_lines_with_an_estimate() -> None:
    stream = io.StringIO()
    with progress(3, stream) as watch:
        watch(DONE)
        watch(FAILED)
    first, second = stream.getvalue().splitlines()
    assert first.startswith("1/3 150500 done, 0.6 s, ")
    assert first.endswith(" s left")
    assert second.startswith("2/3 420900 failed: cell 3: raised [ValueError]., 1.2 s, ")


def test_a_terminal_has_a_bar_and_the_failures() -> None:
    stream = Terminal()
    with progress(2, stream) as watch:
        watch(DONE)
        watch(FAILED)
    assert "2/2" in stream.getvalue()
    assert "420900 failed: cell 3: raised [ValueError]." in stream.getvalue()
    assert "150500" not in stream.getvalue()


def test_quiet_is_silent_when_all_is_well() -> None:
    stream = io.StringIO()
    with progress(2, stream, quiet=True) as watch:
        watch(DONE)
        assert stream.getvalue() == ""
        watch(FAILED)
    assert stream.getvalue() == "420900 failed: cell 3: raised [ValueError].\n"
