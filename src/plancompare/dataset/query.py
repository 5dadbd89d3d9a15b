"""Questions over the dataset's tables, in SQL."""

from pathlib import Path

import duckdb
import pandas as pd

from plancompare.dataset.load import load
from plancompare.dataset.schema import schemas
from plancompare.errors import UsageError

_REMEDY = "The tables are {}; docs/examples.md shows ten questions."
# Once the tables are there: no files, no network, no Python objects, and no way to turn that off.
_LOCKS = (
    "SET enable_external_access = false",
    "SET python_enable_replacements = false",
    "SET lock_configuration = true",
)


def query(curated: Path, sql: str) -> pd.DataFrame:
    """Answer a question over the dataset.

    Args:
        curated: The dataset's folder, usually `data/curated`.
        sql: One SELECT statement in DuckDB's SQL over the tables `observations`, `sources`,
            `regions`, `indicators`, `gaps` and `unmatched`. It sees nothing else, and cannot
            write.

    Returns:
        The answer.

    Raises:
        UsageError: If the SQL is not one SELECT statement, or DuckDB cannot answer it.
        DatasetError: If there is no dataset.
    """
    folder = load(curated).folder
    with duckdb.connect() as connection:
        for name in schemas():
            file = connection.read_parquet(str(folder / f"{name}.parquet"))
            file.create(name)
        for lock in _LOCKS:
            connection.execute(lock)
        return _answer(connection, sql)


def _answer(connection: duckdb.DuckDBPyConnection, sql: str) -> pd.DataFrame:
    try:
        statements = connection.extract_statements(sql)
        if [each.type for each in statements] != [duckdb.StatementType.SELECT]:
            raise UsageError(
                "only one SELECT statement is answered.",
                remedy=_REMEDY.format(", ".join(schemas())),
            )
        answer: pd.DataFrame = connection.execute(statements[0]).fetch_df()
    except duckdb.Error as error:
        reason = " ".join(str(error).split("\n\n")[0].split()).rstrip(".?")
        raise UsageError(
            f"the question cannot be answered: {reason}.",
            remedy=_REMEDY.format(", ".join(schemas())),
        ) from error
    return answer
