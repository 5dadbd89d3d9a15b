"""`plancompare query`: any question, in SQL, and nothing but questions."""

import pandas as pd
import pytest

from plancompare.dataset.markdown import as_markdown
from plancompare.dataset.query import query
from plancompare.dataset.schema import schemas
from plancompare.errors import DatasetError, UsageError


def test_a_question_is_answered_from_the_tables(small_dataset):
    answer = query(
        small_dataset,
        """
        SELECT title, year, value FROM observations JOIN sources USING (source_id)
        WHERE role = 'actual'
        """,
    )

    assert answer.to_dict("records") == [
        {"title": "云州“十四五”规划(虚构)", "year": 2020, "value": 6.5}
    ]


@pytest.mark.parametrize(
    "table", ["observations", "sources", "regions", "indicators", "gaps", "unmatched"]
)
def test_every_table_can_be_asked(small_dataset, table):
    assert query(small_dataset, f"FROM {table}").columns.tolist() == schemas()[table].columns


def test_a_table_tells_its_columns(small_dataset):
    assert "value_printed" in set(query(small_dataset, "DESCRIBE observations")["column_name"])


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE observations",
        "CREATE TABLE mine AS SELECT 1",
        "UPDATE observations SET value = 0",
        "COPY observations TO '/tmp/stolen.csv'",
        "ATTACH '/tmp/other.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_only_one_select_statement_is_answered(small_dataset, sql):
    with pytest.raises(UsageError, match="only one SELECT"):
        query(small_dataset, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
    ],
)
def test_no_file_and_no_address_can_be_read(small_dataset, tmp_path, sql):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")

    with pytest.raises(UsageError, match="cannot be answered"):
        query(small_dataset, sql.format(file=secret, folder=tmp_path))


def test_no_variable_of_the_program_can_be_read(small_dataset):
    secret = pd.DataFrame({"a": [1]})

    with pytest.raises(UsageError, match="secret does not exist"):
        query(small_dataset, "SELECT * FROM secret")
    assert len(secret) == 1


def test_what_is_locked_stays_so_whatever_statement_is_let_through(small_dataset, monkeypatch):
    monkeypatch.setattr("plancompare.dataset.query._check_is_question", lambda *_, **__: None)
    with pytest.raises(UsageError, match="locked"):
        query(small_dataset, "SET threads = 1")


def test_a_slip_is_explained_in_one_line(small_dataset):
    with pytest.raises(UsageError, match="valu") as caught:
        query(small_dataset, "SELECT valu FROM observations")

    assert "\n" not in str(caught.value)
    assert "observations, sources, regions" in str(caught.value)


def test_without_a_dataset_the_build_is_named(tmp_path):
    with pytest.raises(DatasetError, match="plancompare build"):
        query(tmp_path, "SELECT 1")


def test_an_answer_is_shown_as_a_table_that_lines_up(small_dataset):
    answer = query(small_dataset, "SELECT name AS region, 7.50 AS beds, NULL AS note FROM regions")

    assert as_markdown(answer) == "\n".join(
        [
            "| region | beds | note |",
            "| ------ | ---: | ---- |",
            "| 四川省 |  7.5 |      |",
        ]
    )


def test_a_bar_in_a_cell_does_not_break_the_table():
    assert as_markdown(pd.DataFrame({"a": ["x|y\nz"]})).splitlines()[-1] == "| x\\|y z |"


def test_an_empty_answer_shows_its_columns():
    assert as_markdown(pd.DataFrame({"region": [], "value": []})).splitlines()[0].startswith("| re")
