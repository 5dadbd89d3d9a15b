"""Great Expectations: imported when there is something to judge, and asked for what fails."""

import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

import pandas as pd

from plancompare.quality.suites import Expectation

Result = dict[str, Any]
"""Great Expectations' result of one expectation, as JSON."""

_PASS_OVER_MISSING = {
    "expect_column_values_to_be_between",
    "expect_column_pair_values_a_to_be_greater_than_b",  # over pairs of which both are missing
}


def failures(
    table: pd.DataFrame, expectations: Mapping[str, Expectation], identifiers: list[str]
) -> dict[str, Result]:
    """Judge a table.

    What fails is judged again to list its rows: to list them for all takes half as long again.

    Args:
        table: The table.
        expectations: What it must hold, by a name for each.
        identifiers: The columns by which a failing row can be found again.

    Returns:
        The results of the expectations that do not hold, by their names.
    """
    verdicts = _judged(table, expectations, {"result_format": "BOOLEAN_ONLY"})
    failed = {name: expectations[name] for name in expectations if not verdicts[name]["success"]}
    listing = {"result_format": "COMPLETE", "unexpected_index_column_names": identifiers}
    return _judged(table, failed, listing)


def _judged(
    table: pd.DataFrame, expectations: Mapping[str, Expectation], result_format: Result
) -> dict[str, Result]:
    """The results by name; what stands under a condition is judged in columns of its own."""
    apart = {
        name: each
        for name, each in expectations.items()
        if each.is_conditional and each.type in _PASS_OVER_MISSING
    }
    others = {name: each for name, each in expectations.items() if name not in apart}
    found = _run(table, others, result_format)
    wide, numbered = _in_own_columns(table, apart)
    identifiers = table[result_format.get("unexpected_index_column_names", [])]
    for name, result in _run(wide.join(identifiers), numbered, result_format).items():
        found[name] = _renamed(result, numbered[name], apart[name])
    return found


def _in_own_columns(
    table: pd.DataFrame, expectations: Mapping[str, Expectation]
) -> tuple[pd.DataFrame, dict[str, Expectation]]:
    """The cells that each expectation judges, as columns of their own, and no condition any more.

    Great Expectations takes the rows of a condition out of the whole table several times over for
    each expectation. The columns hold the same cells, and miss what the condition passes over.
    """
    columns: dict[str, pd.Series[Any]] = {}
    numbered = {}
    for number, (name, each) in enumerate(expectations.items()):
        meets = each.meets(table)
        named = {key: f"{each.kwargs[key]} {number}" for key in each.column_arguments}
        columns |= {own: table[each.kwargs[key]].where(meets) for key, own in named.items()}
        kept = {key: value for key, value in each.kwargs.items() if key != "row_condition"}
        numbered[name] = replace(each, kwargs=kept | named)
    return pd.DataFrame(columns, index=table.index), numbered


def _renamed(result: Result, numbered: Expectation, named: Expectation) -> Result:
    """The result, whose rows name the columns as the table does."""
    names = {numbered.kwargs[key]: named.kwargs[key] for key in named.column_arguments}
    rows = result["result"].get("unexpected_index_list") or ()
    listed = [{names.get(key, key): value for key, value in row.items()} for row in rows]
    return result | {"result": result["result"] | {"unexpected_index_list": listed}}


@cache
def _definition() -> Any:  # noqa: ANN401
    """A whole table, in an ephemeral context: nothing is written."""
    context = _great_expectations().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    asset = context.data_sources.add_pandas("tables").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("all")


def _run(
    table: pd.DataFrame, expectations: Mapping[str, Expectation], result_format: Result
) -> dict[str, Result]:
    if not expectations:
        return {}
    configured = [
        {"id": name, "type": each.type, "kwargs": each.kwargs}
        for name, each in expectations.items()
    ]
    suite = _great_expectations().ExpectationSuite(name="suite", expectations=configured)
    batch = _definition().get_batch({"dataframe": table})
    results = batch.validate(suite, result_format=result_format).results
    return {each.expectation_config.id: each.to_json_dict() for each in results}


@cache
def _great_expectations() -> Any:  # noqa: ANN401
    """The package, which reports nothing to anyone, without what it imports and does not use here.

    jsonschema would compile a grammar of IRIs, and does without; altair draws and scipy.stats
    tests distributions, which no check does. Together they take half of the time of the import.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    later: dict[str, ModuleType | None] = {name: _Later(name) for name in ("altair", "scipy.stats")}
    with _in_place_of({"rfc3987_syntax": None} | later), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it uses what its dependencies deprecate
        import great_expectations  # noqa: PLC0415

    return great_expectations


class _Later(ModuleType):
    """Stands for a module that is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(import_module(self.__name__), name)


@contextmanager
def _in_place_of(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """Let other modules stand for some, unless they are imported already; none: not installed."""
    absent = {name: other for name, other in modules.items() if name not in sys.modules}
    sys.modules.update(absent)  # type: ignore[arg-type]  # of none an import says: not found
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)
