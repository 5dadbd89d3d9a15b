"""Questions over the dataset's tables, in SQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd

from plancompare.dataset.load import load
from plancompare.dataset.schema import schemas
from plancompare.errors import UsageError
from plancompare.harmonisation.flags import NOT_SHOWN

_REMEDY = "The tables are {}; docs/examples.md shows ten questions."
_FILES = " Other files are read and written only with --allow-files."
_SHOWN = f"value IS NOT NULL AND NOT list_has_any(string_split(flags, ';'), {list(NOT_SHOWN)})"
_CHUNK = 2048  # rows that DuckDB hands out at a time
# Once the tables are there: no files, no network, no Python objects, and no way to turn that off.
_LOCKS = ("SET enable_external_access = false", "SET lock_configuration = true")


def query(  # noqa: PLR0913 (what a question may and may not)
    curated: Path,
    sql: str,
    *,
    seconds: float = 60,
    rows: int | None = None,
    allow_files: bool = False,
    shown_only: bool = False,
) -> pd.DataFrame:
    """Answer a question over the dataset.

    Args:
        curated: The dataset's folder, usually `data/curated`.
        sql: One SELECT statement in DuckDB's SQL over the tables `observations`, `sources`,
            `regions`, `indicators`, `gaps` and `unmatched`. It sees nothing else, and cannot
            write.
        seconds: How long it may take.
        rows: How many rows of the answer to fetch; all of them unless given.
        allow_files: Let it read and write other files, and use the network, as this user may.
        shown_only: Leave out of `observations` what comparisons do not show: values that another
            supersedes or outranks, and changes without a value.

    Returns:
        The answer.

    Raises:
        UsageError: If the SQL is not one SELECT statement, DuckDB cannot answer it, or it takes
            too long.
        DatasetError: If there is no dataset, or it is damaged.
    """
    data = load(curated)
    with duckdb.connect() as connection:
        for name in schemas():
            file = connection.read_parquet(str(data.file(f"{name}.parquet")))
            if shown_only and name == "observations":
                file = file.filter(_SHOWN)
            file.create(name)
        if not allow_files:
            for lock in _LOCKS:
                connection.execute(lock)
        _check_is_question(connection, sql, allow_files=allow_files)
        try:
            return _within(seconds, connection, lambda: _fetched(connection.execute(sql), rows))
        except duckdb.Error as error:
            raise _unanswered(error, allow_files=allow_files) from error


def _within(
    seconds: float, connection: duckdb.DuckDBPyConnection, ask: Callable[[], pd.DataFrame]
) -> pd.DataFrame:
    """Ask in a thread of its own, so that this one can end it: DuckDB hears no signals."""
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(ask)
        try:
            return answer.result(timeout=seconds)
        except TimeoutError:
            raise UsageError(
                "the question took longer than it may.",
                remedy="Ask for less, or give it more time with --seconds.",
            ) from None
        finally:
            if not answer.done():
                connection.interrupt()


def _unanswered(error: duckdb.Error, *, allow_files: bool) -> UsageError:
    reason = " ".join(str(error).split("\n\n")[0].split()).rstrip(".?")
    return UsageError(
        f"the question cannot be answered: {reason}.",
        remedy=_REMEDY.format(", ".join(schemas())) + ("" if allow_files else _FILES),
    )


def _check_is_question(
    connection: duckdb.DuckDBPyConnection, sql: str, *, allow_files: bool
) -> None:
    try:
        kinds = [each.type for each in connection.extract_statements(sql)]
    except duckdb.Error as error:
        raise _unanswered(error, allow_files=allow_files) from error
    if len(kinds) != 1 or not (allow_files or kinds == [duckdb.StatementType.SELECT]):
        raise UsageError(
            "only one SELECT statement is answered.",
            remedy=_REMEDY.format(", ".join(schemas())),
        )


def _fetched(answer: duckdb.DuckDBPyConnection, rows: int | None) -> pd.DataFrame:
    if rows is None:
        whole: pd.DataFrame = answer.fetch_df()
        return whole
    chunks = [answer.fetch_df_chunk(1 + rows // _CHUNK)]
    return chunks[0].head(rows)
