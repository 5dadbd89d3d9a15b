"""What is said of two plans: sentences that are computed, and true."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from plancompare.charts.words import flags_said, words
from plancompare.dataset import Dataset
from plancompare.domain.languages import Lang
from plancompare.reports.told.wording import said, say
from plancompare.views.plan_views import plan_row, two_plans
from plancompare.views.region_views import region_name, region_row

_NAMED = 5  # indicators that a sentence names
YEARS_APART = "years_apart"  # successive plans always are: a sentence and every value say so
SIDES = ("left", "right")


def plans_title(data: Dataset, left: str, right: str, lang: Lang) -> str:
    """What the report of two plans is called: their titles, and whose they are."""
    plans = [plan_row(data, source) for source in (left, right)]
    one, other = (region_name(region_row(data, plan["region_code"]), lang) for plan in plans)
    titles = {"left": plans[0]["title"], "right": plans[1]["title"]}
    if one == other:
        return say(lang, "plans_title", region=one, **titles)
    return say(lang, "plans_title_apart", one=one, other=other, **titles)


def summarise_plans(data: Dataset, left: str, right: str, lang: Lang) -> list[str]:
    """What two plans have in common, where the second asks for more or less, what each has alone.

    Args:
        data: The dataset.
        left: A source; of successive plans the earlier one.
        right: The other source.
        lang: `zh` or `en`.

    Returns:
        Sentences, the most important first.

    Raises:
        UsageError: As from `two_plans`.
    """
    rows = two_plans(data, left, right)
    both = rows[rows["stated_in"] == "both"]
    demands = both["demand"].fillna("unjudged")
    titles = {"left": plan_row(data, left)["title"], "right": plan_row(data, right)["title"]}
    told = [
        _counts(rows, titles, lang),
        *(_moved(both[demands == demand], demand, lang) for demand in demands.unique()),
        *(_alone(rows, side, lang) for side in SIDES),
        _outcome(rows, lang),
        _years(both, lang),
        _care(both, lang),
    ]
    return [sentence for sentence in told if sentence]


def target_of(row: Mapping[Any, Any], side: str, lang: Lang) -> str:
    """A plan's target in a row of `two_plans`, as it binds, with its unit."""
    columns = ("target", "target_upper", "bound")
    own = {column: row[f"{column}_{side}"] for column in columns}
    return said({**row, **own}, "target", lang)


def _counts(rows: pd.DataFrame, titles: Mapping[str, str], lang: Lang) -> str:
    stated = rows["stated_in"].value_counts()
    both, first, second = (int(stated.get(where, 0)) for where in ("both", *SIDES))
    counts = {"first": both + first, "second": both + second, "both": both}
    return say(lang, "plans_counts", **titles, **counts)


def _moved(rows: pd.DataFrame, demand: str, lang: Lang) -> str:
    names = [
        say(lang, "plans_kept" if demand == "same" else "plans_moved", name=row[f"name_{lang}"],
            **{side: target_of(row, side, lang) for side in SIDES})
        for row in rows.to_dict("records")
    ]  # fmt: skip
    return say(lang, f"plans_{demand}", count=len(rows), names=_listed(names, lang))


def _alone(rows: pd.DataFrame, side: str, lang: Lang) -> str:
    names = list(rows.loc[rows["stated_in"] == side, f"name_{lang}"])
    key = f"plans_only_{side}"
    return say(lang, key, count=len(names), names=_listed(names, lang)) if names else ""


def _outcome(rows: pd.DataFrame, lang: Lang) -> str:
    """How the first plan's targets fared, where the dataset has a value to tell by."""
    status = rows["status_left"].dropna()
    met, missed = (int((status == each).sum()) for each in ("met", "missed"))
    if not met + missed:
        return ""
    open_ = len(status) - met - missed
    told = [
        say(lang, f"plans_{key}", count=number)
        for key, number in (("met", met), ("missed", missed), ("rest", open_))
        if number
    ]
    listed = words(lang)("semicolon").join(told)
    return say(lang, "plans_outcome", count=len(status), told=listed)


def _years(both: pd.DataFrame, lang: Lang) -> str:
    years = {
        side: words(lang).years(both[f"target_year_{side}"]) or say(lang, "year_unknown")
        for side in SIDES
    }
    apart = say(lang, "plans_apart") if years["left"] != years["right"] else ""
    return say(lang, "plans_years", **years, apart=apart) if len(both) else ""


def _care(both: pd.DataFrame, lang: Lang) -> str:
    """What stands between the two, with the indicators concerned; their years are said before."""
    flagged = both.assign(flag=both["flags"].str.split(";")).explode("flag")
    told = [
        say(lang, "plans_flagged", flag=flags_said(str(flag), lang),
            names=_listed(rows[f"name_{lang}"], lang))
        for flag, rows in flagged[~flagged["flag"].isin(["", YEARS_APART])].groupby("flag")
    ]  # fmt: skip
    return say(lang, "plans_care", flags=say(lang, "cite_join").join(told)) if told else ""


def _listed(names: Iterable[str], lang: Lang) -> str:
    every = list(names)
    rest = say(lang, "cite_names_more", count=len(every)) if len(every) > _NAMED else ""
    return say(lang, "names_join").join(every[:_NAMED]) + rest
