"""Where a command runs: without a home, with few files, on a terminal that knows no Chinese."""

import io
import logging
import os
import resource
import sys
import tempfile
from pathlib import Path

_FILES = 4_096  # open at a time: enough for sixteen notebooks and their kernels


def be_at_home() -> None:
    """Have what every library takes for granted, so that none has to complain of it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    _open_more_files()
    # after five seconds of looking for fonts, as on a slow machine the first time
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    if not _has_home():
        os.environ["HOME"] = str(_home_for_now())
    for name in ("LOGNAME", "USER"):  # where nobody is entered in passwd
        os.environ.setdefault(name, str(os.getuid()))


def _open_more_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _has_home() -> bool:
    """Whether files can be made at home; permissions do not tell: its disk may be read-only."""
    try:
        with tempfile.TemporaryFile(dir=Path.home()):
            return True
    except (RuntimeError, OSError):
        return False


def _home_for_now() -> Path:
    """A folder that only this user can enter, for what libraries keep; the same the next time."""
    path = Path(tempfile.gettempdir()) / f"plancompare-home-{os.getuid()}"
    path.mkdir(mode=0o700, exist_ok=True)
    owned = path.lstat()
    if path.is_symlink() or owned.st_uid != os.getuid() or owned.st_mode & 0o077:
        return Path(tempfile.mkdtemp(prefix="plancompare-home-"))
    return path
