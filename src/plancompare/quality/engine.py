"""Great Expectations: imported when there is something to judge, and asked for what fails."""

import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import pandas as pd

from plancompare.quality.suites import Expectation

Result = dict[str, Any]
"""Great Expectations' result of one expectation, as JSON."""


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
    if not expectations:
        return {}
    verdicts = _verdicts(table, expectations)
    failed = {name: expectations[name] for name in expectations if not verdicts[name]["success"]}
    listing = {"result_format": "COMPLETE", "unexpected_index_column_names": identifiers}
    return _run(_batch(table), failed, listing) if failed else {}


def _verdicts(table: pd.DataFrame, expectations: Mapping[str, Expectation]) -> dict[str, Result]:
    """Whether each holds. Rows that meet a condition are copied: only in the columns it takes."""
    conditional = {
        name: each for name, each in expectations.items() if each.is_conditional and each.columns
    }
    others = {name: each for name, each in expectations.items() if name not in conditional}
    named = {
        column for each in conditional.values() for column in (each.condition_column, *each.columns)
    }
    narrow = table[[column for column in table.columns if column in named]]
    asked = {"result_format": "BOOLEAN_ONLY"}
    return {
        name: verdict
        for part, group in ((narrow, conditional), (table, others))
        if group
        for name, verdict in _run(_batch(part), group, asked).items()
    }


def _batch(table: pd.DataFrame) -> Any:  # noqa: ANN401 (Great Expectations is imported late)
    """The table in an ephemeral context: nothing is written."""
    context = _great_expectations().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    asset = context.data_sources.add_pandas("tables").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": table})


def _run(
    batch: Any,  # noqa: ANN401
    expectations: Mapping[str, Expectation],
    result_format: dict[str, Any],
) -> dict[str, Result]:
    configured = [
        {"id": name, "type": each.type, "kwargs": each.kwargs}
        for name, each in expectations.items()
    ]
    suite = _great_expectations().ExpectationSuite(name="suite", expectations=configured)
    results = batch.validate(suite, result_format=result_format).results
    return {each.expectation_config.id: each.to_json_dict() for each in results}


@cache
def _great_expectations() -> Any:  # noqa: ANN401
    """The package, which reports nothing to anyone.

    On the way to it jsonschema would compile a grammar of IRIs, in a third of the time that the
    whole import takes. No check reads an IRI, and jsonschema does without the grammar.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with _hidden("rfc3987_syntax"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it uses what its dependencies deprecate
        import great_expectations  # noqa: PLC0415

    return great_expectations


@contextmanager
def _hidden(module: str) -> Iterator[None]:
    """Let an optional module be as if it were not installed, unless it is imported already."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]  # so an import says: not found
    try:
        yield
    finally:
        del sys.modules[module]
