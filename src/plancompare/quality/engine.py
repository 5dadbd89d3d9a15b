"""Great Expectations: imported when there is something to judge, and asked for what fails."""

import gc
import os
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

import pandas as pd

from plancompare.quality.suites import Cells, Expectation
from plancompare.quality.together import ABOUT, together

Result = dict[str, Any]
"""Great Expectations' result of one expectation, as JSON."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An expectation, and what it is asked of.

    Attributes:
        expectation: The expectation.
        name: The name of the table.
        table: The table.
        cells: Those of its cells that are judged (`Expectation.judged`).
        identifiers: The columns by which a failing row can be found again.
    """

    expectation: Expectation
    name: str
    table: pd.DataFrame
    cells: Cells
    identifiers: list[str]


def failures(asked: Mapping[str, Asked]) -> dict[str, Result]:
    """Judge expectations.

    All are judged together first (`together`); those in doubt are judged again each by itself,
    which lists the rows that fail it.

    Args:
        asked: What must hold, by a name for each.

    Returns:
        The results of the expectations that do not hold, by their names.
    """
    tables: defaultdict[str, dict[str, Asked]] = defaultdict(dict)
    for name in _doubtful(asked):
        tables[asked[name].name][name] = asked[name]
    found: dict[str, Result] = {}
    for doubted in tables.values():
        one = next(iter(doubted.values()))
        expectations = {name: each.expectation for name, each in doubted.items()}
        found |= _run(one.table, expectations, one.identifiers)
    return {name: result for name, result in found.items() if not result["success"]}


def _doubtful(asked: Mapping[str, Asked]) -> list[str]:
    """The names of the expectations that may not hold, in their order."""
    table, shared, apart = together(
        {n: (each.expectation, each.cells) for n, each in asked.items()}
    )
    names = list(asked)
    for result in _run(table, shared, [ABOUT]).values():
        if result["success"]:
            continue
        rows = result["result"].get("unexpected_index_list")
        if not rows:  # it could not be judged
            return names
        apart |= {names[row[ABOUT]] for row in rows}
    return [name for name in names if name in apart]


@cache
def _definition() -> Any:  # noqa: ANN401
    """A whole table, in an ephemeral context: nothing is written."""
    context = _great_expectations().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    asset = context.data_sources.add_pandas("tables").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("all")


def _run(
    table: pd.DataFrame, expectations: Mapping[str, Expectation], identifiers: list[str]
) -> dict[str, Result]:
    """The results by name, with the rows that fail."""
    if not expectations:
        return {}
    result_format: Result = {
        "result_format": "COMPLETE",
        "unexpected_index_column_names": identifiers,
    }
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
        gc.disable()  # there is next to no garbage, and looking for it takes an eighth of the time
        try:
            import great_expectations  # noqa: PLC0415
        finally:
            gc.enable()

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
