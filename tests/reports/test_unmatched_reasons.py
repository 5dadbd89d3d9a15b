"""The data quality report tells what nobody has judged yet from what is left out on purpose."""

from types import SimpleNamespace

import pandas as pd
import pytest

from plancompare.reports.told.tables import REASON_COLUMNS, reasons_table

DATA = SimpleNamespace(
    sources=pd.DataFrame({"source_id": ["a", "b"], "title": ["甲县规划", "乙县规划"]}),
    unmatched=pd.DataFrame(
        {
            "source_id": ["a", "a", "b"],
            "label_printed": ["一", "二", "三"],
            "value_printed": ["1", "2", "3"],
            "on_purpose": [True, False, True],
            "reason": ["A project.", "unknown", "A minimum."],
            "reason_zh": ["建设项目。", "未知", "最低要求。"],
        }
    ),
)


def test_what_nobody_has_judged_comes_first():
    assert list(reasons_table(DATA, "zh")["label_printed"]) == ["二", "一", "三"]


@pytest.mark.parametrize(("lang", "reason"), [("zh", "最低要求。"), ("en", "A minimum.")])
def test_each_has_its_source_and_reason(lang, reason):
    table = reasons_table(DATA, lang)
    assert tuple(table.columns) == REASON_COLUMNS
    assert list(table.iloc[-1]) == ["三", "3", "乙县规划", reason]
