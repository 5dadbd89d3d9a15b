"""Running the suites."""

import os
import warnings
from collections.abc import Mapping
from typing import Any

import pandas as pd

from plancompare.catalogue import Catalogue, catalogue
from plancompare.dataset.schema import schemas
from plancompare.harmonisation.flags import has_flag
from plancompare.quality.report import Check, Report
from plancompare.quality.suites import IDENTIFIERS, Expectation, suite


def validate(tables: Mapping[str, pd.DataFrame], entries: Catalogue | None = None) -> Report:
    """Judge the dataset's tables.

    Args:
        tables: Every table of the dataset by name.
        entries: The catalogue to judge by; the package's own unless given.

    Returns:
        The verdict, with the rows that fail.
    """
    entries = catalogue() if entries is None else entries
    context = _context()
    checks: list[Check] = []
    for name, table in tables.items():
        # what is said of indicators that the table does not have holds of itself
        named = set(table.get("indicator_id", ()))
        expectations = [each for each in suite(schemas()[name], entries) if each.concerns(named)]
        checks += _judge(context, name, _prepared(name, table), expectations)
    return Report(tuple(checks))


def _context() -> Any:  # noqa: ANN401 (Great Expectations has no public type for it)
    """An ephemeral context: nothing is written, nothing is reported to anyone."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own imports use what its dependencies deprecate
        import great_expectations as gx  # noqa: PLC0415

        context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    return context


def _prepared(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table as it is judged.

    Empty text counts as missing wherever a field is required, and a value that a person has
    confirmed (corrections.toml, action “flag”) is not held against the plausible range.
    """
    texts = [
        field.name for field in schemas()[name].fields if field.required and field.type == "str"
    ]
    judged = table.assign(**{column: table[column].replace("", None) for column in texts})
    if name == "observations":
        judged["value"] = judged["value"].mask(has_flag(table["flags"], "confirmed"))
    return judged


def _judge(
    context: Any,  # noqa: ANN401
    name: str,
    table: pd.DataFrame,
    expectations: list[Expectation],
) -> list[Check]:
    import great_expectations as gx  # noqa: PLC0415

    asset = context.data_sources.add_pandas(name).add_dataframe_asset(name)
    configured = [each.as_json(name) for each in expectations]
    definition = gx.ValidationDefinition(
        name=name,
        data=asset.add_batch_definition_whole_dataframe(name),
        suite=context.suites.add(gx.ExpectationSuite(name=name, expectations=configured)),
    )
    context.validation_definitions.add(definition)
    result = definition.run(
        batch_parameters={"dataframe": table},
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": IDENTIFIERS[name],
        },
    )
    return [_check(name, each.to_json_dict()) for each in result.results]


def _check(table: str, result: dict[str, Any]) -> Check:
    config, meta = result["expectation_config"], result["expectation_config"]["meta"]
    rows = tuple(result.get("result", {}).get("unexpected_index_list") or ())
    why = meta["why"]
    if result["exception_info"].get("raised_exception"):
        why = f"{why} (the check itself failed: {result['exception_info']['exception_message']})"
    return Check(
        table, config["type"], meta["subject"], why, meta["why_zh"], bool(result["success"]), rows
    )
