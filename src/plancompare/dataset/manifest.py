"""What a build was made from, and what it made."""

import hashlib
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_TOOLS = ("plancompare", "pandas", "pyarrow", "great-expectations")


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_inputs(raw: Path) -> dict[str, str]:
    """The SHA-256 of each file that people wrote below a folder of sources.

    Args:
        raw: The folder of source folders.

    Returns:
        Hashes by path relative to `raw`, in order.
    """
    names = ("source.toml", "figures.csv", "table.csv", "corrections.toml", "measures.csv")
    paths = sorted(path for name in names for path in raw.glob(f"*/{name}"))
    return {path.relative_to(raw).as_posix(): hash_file(path) for path in paths}


def hash_program() -> dict[str, str]:
    """The hash of this package's own code and tables: another program may build otherwise."""
    package = Path(str(files("plancompare")))
    paths = sorted(path for kind in ("*.py", "*.toml") for path in package.rglob(kind))
    whole = hashlib.sha256("".join(hash_file(path) for path in paths).encode())
    return {"plancompare": whole.hexdigest()}


def reference_year(observations: "pd.DataFrame", sources: "pd.DataFrame") -> int:
    """The year that a dataset is looked at from: that of its newest publication or actual.

    It depends on the data alone, so that the same sources give the same tables on any day. A target
    for a year before it is due.

    Args:
        observations: With `role`, `year` and `issued` (an ISO date, or empty).
        sources: With `issued`.
    """
    import pandas as pd  # noqa: PLC0415 (heavy; opening a dataset needs none of it)

    issued = pd.concat([observations["issued"], sources["issued"]]).astype("str").str[:4]
    actual = observations.loc[observations["role"] == "actual", "year"]
    years = pd.concat([pd.to_numeric(issued, errors="coerce"), actual.astype("float64")])
    return int(years.max()) if years.notna().any() else 0


def make_manifest(
    folder: Path, inputs: dict[str, str], rows: dict[str, int], as_of: int
) -> dict[str, object]:
    """The manifest of a build.

    Args:
        folder: Where its Parquet files and `checks.json` stand.
        inputs: Hashes of what it was made from.
        rows: The number of rows of each table.
        as_of: The year that it is looked at from.

    Returns:
        Time, the year it is looked at from, versions, inputs, tables with rows and hash, the hash
        of the checks, and that of the whole dataset, which is the same whenever the tables are.
    """
    tables = {
        name: {"rows": rows[name], "sha256": hash_file(folder / f"{name}.parquet")}
        for name in sorted(rows)
    }
    whole = hashlib.sha256("".join(str(each["sha256"]) for each in tables.values()).encode())
    return {
        "dataset": whole.hexdigest(),
        "as_of": as_of,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": {"python": platform.python_version()}
        | {name: version(name) for name in _TOOLS},
        "tables": tables,
        "checks": hash_file(folder / "checks.json"),
        "inputs": inputs,
    }
