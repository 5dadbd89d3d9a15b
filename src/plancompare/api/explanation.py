"""Where one number comes from: from the label as printed to the value that is compared."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from plancompare.api.frames import handed
from plancompare.api.wording import say
from plancompare.charts.words import flags_said
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.domain.vocabulary import vocabulary
from plancompare.errors import UsageError
from plancompare.harmonisation.flags import is_shown
from plancompare.reports.blocks.frames import as_html
from plancompare.reports.told.cite import cite
from plancompare.reports.told.tables import values_said
from plancompare.views.region_views import with_indicator

_SAME = ("region_code", "indicator_id", "year", "role")


@dataclass(frozen=True)
class Explanation:
    """The way of a number, step by step.

    Example:
        >>> number = d.values("beds_per_1000")["observation_id"].iloc[0]
        >>> "value" in d.explain(number).steps["step"].to_list()
        True

    Attributes:
        steps: `step` (what it is called in the dataset), `what` (in words) and `told`.
        others: What else is stated of the same region, indicator, year and role, superseded values
            too: `shown` says which of them is compared.
        citation: Who published it.
    """

    steps: pd.DataFrame
    others: pd.DataFrame
    citation: str

    @property
    def table(self) -> pd.DataFrame:
        """The steps, as `Result.table` has an answer's table.

        Example:
            >>> d.explain(d.values("beds_per_1000")["observation_id"].iloc[0]).table.empty
            False
        """
        return self.steps

    def __str__(self) -> str:
        told = zip(self.steps["what"], self.steps["told"], strict=True)
        return "\n".join(f"{what}: {words}" for what, words in told)

    def _repr_html_(self) -> str:
        steps = as_html(self.steps[["what", "told"]], header=False)
        others = as_html(self.others) if len(self.others) > 1 else ""
        return f"{steps}{others}<p><small>{self.citation}</small></p>"


def explained(data: Dataset, observation_id: str, lang: Lang) -> Explanation:
    """The way of one number of the dataset.

    Raises:
        UsageError: It has no such observation.
    """
    rows = data.observations
    own = rows[rows["observation_id"] == observation_id]
    if own.empty:
        raise UsageError(
            f"the dataset has no observation “{observation_id}”.",
            remedy="Every table of d has them in its column observation_id.",
        )
    same = rows
    for column in _SAME:
        value = own[column].iloc[0]
        same = same[
            same[column].isna() if pd.isna(value) else (same[column] == value).fillna(False)
        ]
    named = with_indicator(data, own.drop(columns="unit"))
    row = named.to_dict("records")[0]
    said = values_said(named, lang).iloc[0]
    return Explanation(
        _steps(data, row, dict(said), lang), _others(same, lang), cite(data, named, lang)
    )


def _steps(data: Dataset, row: dict[Any, Any], said: dict[str, str], lang: Lang) -> pd.DataFrame:
    region = data.regions.set_index("region_code").loc[row["region_code"]]
    told = {
        "region": region["full_name" if lang == "zh" else "name_en"],
        "publication": " · ".join(filter(None, (row["publication"], row["issuer"], row["issued"]))),
        "place": said["place"],
        "quote": row["quote"] or say(lang, "no_passage"),
        "label_printed": row["label_printed"],
        "value_printed": row["value_printed"],
        "indicator": f"{row[f'name_{lang}']} ({row['indicator_id']})",
        "definition": _in_words("comparability", row["comparability"], lang),
        "derivation": row["derivation"] or say(lang, "as_printed"),
        "value": f"{said['value']} · {said['year']} · {said['role']}",
        "reliability": _in_words("reliability", row["reliability"], lang),
        "marks": flags_said(row["flags"], lang),
        "url": row["url"],
    }
    steps = [(step, say(lang, f"step_{step}"), words) for step, words in told.items() if words]
    return pd.DataFrame(steps, columns=["step", "what", "told"])


def _in_words(name: str, code: str, lang: Lang) -> str:
    return vocabulary(name)[code][lang] if code else ""


def _others(same: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    rows = same.assign(
        shown=is_shown(same["flags"]), marks=[flags_said(each, lang) for each in same["flags"]]
    )
    columns = ["shown", "value", "value_printed", "publication", "place", "marks", "observation_id"]
    return handed(rows[columns].sort_values("shown", ascending=False, kind="stable"))
