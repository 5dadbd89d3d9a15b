"""What compare.html is asked to show, as its address says it after the `#`."""

from urllib.parse import urlencode

import pandas as pd

from plancompare.domain.languages import Lang
from plancompare.regions import NATION

_VIEWS = {"trajectory": "trend", "tile_map": "map"}


def lead_to(indicator_id: str, region_code: str = "", view: str = "") -> str:
    """A choice of compare.html.

    Args:
        indicator_id: The indicator.
        region_code: A region to set off beside its neighbours or sisters; none for all provinces.
        view: One of the page's views, where it is not the ranking.
    """
    code = "" if region_code == NATION else region_code
    group = ("neighbours" if code.endswith("0000") else "sisters") if code else ""
    asked = {"i": indicator_id, "r": code, "group": group, "view": view}
    return urlencode({name: value for name, value in asked.items() if value})


def leads_of(
    kind: str, rows: pd.DataFrame, lang: Lang, region_code: str = ""
) -> list[tuple[str, str]]:
    """The indicators that a chart shows, each with the choice of compare.html that shows it too.

    Args:
        kind: The chart's name.
        rows: What it draws.
        lang: `zh` or `en`.
        region_code: The region that stands out; the only one of the rows if not given.
    """
    if not {"indicator_id", f"name_{lang}"} <= set(rows.columns):
        return []
    codes = set(rows["region_code"].astype("str")) if "region_code" in rows.columns else set()
    code = region_code or (codes.pop() if len(codes) == 1 else "")
    named = rows.drop_duplicates("indicator_id")
    return [
        (str(name), lead_to(str(indicator), code, _VIEWS.get(kind, "")))
        for indicator, name in zip(named["indicator_id"], named[f"name_{lang}"], strict=True)
    ]
