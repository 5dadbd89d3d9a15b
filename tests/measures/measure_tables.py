"""Small tables of fictional measures, to be checked by hand, and how a label knows its measure."""

import hashlib

import pandas as pd

from plancompare.dataset.measure_tables import measures_table, responsibilities_table
from plancompare.sources import Measure, Source, SourceMeta

SHANXI, TIBET, CHANGZHOU = "140000", "540000", "320400"


def sha_of(text: str) -> str:
    """The hash by which a label knows its measure: of its clean text, 16 digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def source(region: str, *rows: tuple[str, ...]) -> Source:
    """A source of a region; a row is place, themes, leads, supports, count, unit, year."""
    columns = ("place", "theme", "lead_agencies", "supporting_agencies", "count", "unit", "year")
    measures = tuple(
        Measure(row=number, **dict(zip(columns, row, strict=False)))
        for number, row in enumerate(rows, 2)
    )
    meta = SourceMeta(title="虚构规划", region=region, kind="plan")
    return Source(id=f"plan-{region}", folder=".", meta=meta, figures=(), measures=measures)


def sources() -> list[Source]:
    """Three plans: one short, one that says who answers, one that promises counts."""
    return [
        source(SHANXI, ("(一)", "tcm"), ("(二)", "tcm;blood")),
        source(
            TIBET,
            ("(一)", "tcm;workforce", "卫健委、财政局", "民政局"),
            ("(二)", "workforce", "卫健委", ""),
            ("(三)", "governance"),
        ),
        source(
            CHANGZHOU,
            ("(一)", "tcm"),
            ("(一)", "tcm", "", "", "12", "中医馆", "2025"),
            ("(一)", "tcm", "", "", "30000", "签约居民", ""),
            ("(二)", "workforce;blood"),
        ),
    ]


def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Their tables `measures` and `responsibilities`."""
    return measures_table(sources()), responsibilities_table(sources())


def work_reports() -> pd.DataFrame:
    """The table `measures` of two work reports."""
    rows = {
        SHANXI: [
            ("三、", "长期护理保险", "insurance", "", "", "", "", ""),
            ("三、", "托育服务", "childcare", "", "", "", "", ""),
            ("三、", "托幼一体", "childcare", "", "", "300", "普惠托位", "2026"),
        ],
        TIBET: [("三、", "长期护理保险", "insurance", "", "", "", "", "")],
    }
    columns = ("place", "subject", "theme", "lead_agencies", "supporting_agencies",
               "count", "unit", "year")  # fmt: skip
    return measures_table(
        Source(
            id=f"report-{region}",
            folder=".",
            meta=SourceMeta(title="虚构报告", region=region, kind="work_report"),
            figures=(),
            measures=tuple(
                Measure(row=number, **dict(zip(columns, row, strict=True)))
                for number, row in enumerate(each, 2)
            ),
        )
        for region, each in rows.items()
    )
