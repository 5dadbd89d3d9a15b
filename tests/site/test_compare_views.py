"""Who stands beside whom on compare.html, for each year that a reader may choose."""

import pandas as pd

from plancompare.reports.site.compare.views import views_of


def rows_of(comparability: str, count: int = 30) -> pd.DataFrame:
    """What so many prefectures state of one indicator in one year."""
    common = {
        "indicator_id": "beds_per_1000", "level": "prefecture", "year": 2020, "role": "actual",
        "value": 6.0, "bound": "exact", "comparability": comparability, "reliability": "official",
        "value_decimals": 2, "flags": "", "population_base": "", "collection": "", "scope": "",
        "series_from": None,
    }  # fmt: skip
    regions = [{"observation_id": f"o{n}", "region_code": f"99{n:02d}00"} for n in range(count)]
    table = pd.DataFrame([common | each for each in regions])
    return table.astype({"series_from": "Int64", "year": "Int64", "value_decimals": "Int64"})


def test_of_many_values_of_one_definition_a_view_is_offered():
    view = views_of(rows_of("same"))["beds_per_1000"]["prefecture|actual"]
    assert (view["ref"], [*view["years"]]) == (2020, ["2020"])
    assert len(view["years"]["2020"]["stand"]) == 30


def test_where_no_value_may_stand_beside_another_no_year_is_offered():
    assert views_of(rows_of("near")) == {}


def test_of_values_too_near_to_tell_apart_a_view_has_the_places_that_each_may_have():
    rows = rows_of("same", 10).assign(value=[float(n) for n in range(8)] + [7.0, 7.0])
    view = views_of(rows)["beds_per_1000"]["prefecture|actual"]["years"]["2020"]
    assert sorted(zip(view["rank"], view["rank_last"], strict=True))[:4] == [(1, 3)] * 3 + [(4, 4)]
