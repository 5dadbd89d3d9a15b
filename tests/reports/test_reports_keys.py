"""A region's report is made again when a row that it reads has changed, and then only."""

import pandas as pd
import pytest

from plancompare.dataset import Dataset
from plancompare.errors import UsageError
from plancompare.reports.run.keys import region_key

# 990100 and 990200 are cities and peers, 990300 is a province.
TABLES = {
    "regions": pd.DataFrame(
        [("100000", "nation"), ("990100", "city"), ("990200", "city"), ("990300", "province")],
        columns=["region_code", "level"],
    ).assign(name="虚构", name_en="Fictional", full_name="虚构", parent_code="", observations=1),
    "indicators": pd.DataFrame({"indicator_id": ["beds", "nurses"], "name_zh": ["床位", "护士"]}),
    "observations": pd.DataFrame(
        [
            ("100000", "beds", "national", 6.0),
            ("100000", "nurses", "national", 3.0),
            ("990100", "beds", "plan", 5.0),
            ("990200", "beds", "other", 5.5),
            ("990200", "nurses", "other", 2.5),
            ("990300", "beds", "third", 7.0),
        ],
        columns=["region_code", "indicator_id", "source_id", "value"],
    ),
    "gaps": pd.DataFrame({"region_code": ["990100"], "indicator_id": ["beds"], "gap": [1.0]}),
    "sources": pd.DataFrame({
        "source_id": ["national", "plan", "other", "third", "silent"],
        "region_code": ["100000", "990100", "990200", "990300", "990100"],
        "title": "虚构规划",
    }),
    "unmatched": pd.DataFrame({"source_id": ["silent", "other"], "label_printed": "某数"}),
    "measures": pd.DataFrame({"region_code": ["990200"], "count": [3]}),
    "responsibilities": pd.DataFrame({"region_code": ["990200"], "agency_zh": ["虚构局"]}),
}  # fmt: skip


def keys(tmp_path, written: int, **changed: pd.DataFrame) -> dict[str, str]:
    """The key of each region, of the dataset with some tables changed."""
    data = Dataset(tmp_path, written)
    vars(data).update(TABLES | changed)
    return {code: region_key(data, code) for code in TABLES["regions"]["region_code"]}


@pytest.mark.parametrize(
    ("table", "row", "column", "redone"),
    [
        pytest.param("observations", 2, "value", {"990100", "990200"}, id="own, beside a peer's"),
        pytest.param("observations", 4, "value", {"990200"}, id="own, of what no peer states"),
        pytest.param("observations", 5, "value", {"990300"}, id="of another level"),
        pytest.param("observations", 1, "value", {"100000", "990200"}, id="the nation's"),
        pytest.param("gaps", 0, "gap", {"990100"}, id="a gap"),
        pytest.param("indicators", 1, "name_zh", {"100000", "990200"}, id="an indicator's name"),
        pytest.param("sources", 4, "title", {"990100"}, id="a source that states nothing"),
        pytest.param("unmatched", 0, "label_printed", {"990100"}, id="a figure without indicator"),
        pytest.param("regions", 3, "full_name", {"990300"}, id="its name in full"),
        pytest.param("regions", 2, "name", {"990100", "990200"}, id="a peer's name"),
        pytest.param("regions", 2, "observations", set(), id="a count that no report shows"),
        pytest.param("measures", 0, "count", {"990200"}, id="measures, where it has any"),
        pytest.param("responsibilities", 0, "agency_zh", {"990200"}, id="who answers for them"),
    ],
)
def test_a_changed_row_redoes_the_reports_that_read_it(tmp_path, table, row, column, redone):
    changed = TABLES[table].astype({column: "object"})
    changed.loc[row, column] = 9.5 if isinstance(changed.loc[row, column], int | float) else "改"
    changed = changed.astype({column: TABLES[table][column].dtype}, errors="ignore")
    before, after = keys(tmp_path, 1), keys(tmp_path, 2, **{table: changed})
    assert {code for code, key in before.items() if after[code] != key} == redone


def test_the_same_rows_give_the_same_key(tmp_path):
    copies = {name: table.copy() for name, table in TABLES.items()}
    assert keys(tmp_path, 1) == keys(tmp_path, 2, **copies)


def test_an_unknown_region_is_refused(tmp_path):
    data = Dataset(tmp_path, 1)
    vars(data).update(TABLES)
    with pytest.raises(UsageError, match="no region “123456”"):
        region_key(data, "123456")
