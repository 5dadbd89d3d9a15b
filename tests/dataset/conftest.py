"""A small dataset, published as a build publishes it."""

from pathlib import Path

import pandas as pd
import pytest
from dataset_tables import beds, rows

from plancompare.dataset.publish import publish, stage
from plancompare.dataset.schema import schemas


@pytest.fixture(scope="session")
def small_tables() -> dict[str, pd.DataFrame]:
    observations = rows(
        "observations",
        beds(2020, 6.5),
        beds(2025, 7.5, role="target", bound="at_least", value_printed="≥7.5张"),
        beds(2025, 7.2, role="target", note="=1+1", flags="near"),
    )
    plan = {"source_id": "yunzhou-14fyp", "title": "云州“十四五”规划(虚构)", "kind": "plan"}
    more = {"region_code": "510000", "status": "final", "reliability": "official"}
    indicator = {"indicator_id": "beds_per_1000", "name_zh": "床位", "name_en": "Beds"}
    judged = {"domain": "resources", "unit": "per_1000", "direction": "neutral"}
    judged |= {"definition_status": "official"}
    chapter = {"domain_zh": "资源配置", "domain_en": "Resources"}
    return {name: rows(name) for name in schemas()} | {
        "observations": observations,
        "sources": rows("sources", plan | more | {"first_year": 2021}),
        "regions": rows(
            "regions",
            {
                "region_code": "510000",
                "name": "四川省",
                "name_en": "Sichuan",
                "full_name": "四川省",
                "level": "province",
            },
        ),
        "indicators": rows("indicators", indicator | judged | chapter),
    }


@pytest.fixture(scope="session")
def small_dataset(small_tables, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("curated")
    publish(stage(small_tables, folder, inputs={}, checks={}), folder)
    return folder
