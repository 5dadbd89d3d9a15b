"""Running the suites, by Great Expectations where evidence has changed."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from plancompare.dataset.schema import schemas
from plancompare.harmonisation.flags import has_flag
from plancompare.quality.engine import Asked, Result, failures
from plancompare.quality.evidence import evidence_for
from plancompare.quality.findings import compare
from plancompare.quality.report import Check, Report
from plancompare.quality.suites import (
    COMPARISONS,
    IDENTIFIERS,
    Expectation,
    comparison_suite,
    suite,
)


def validate(
    tables: Mapping[str, pd.DataFrame],
    *,
    held: Mapping[str, Check] | None = None,
    compared: pd.DataFrame | None = None,
) -> Report:
    """Judge the dataset's tables.

    Great Expectations takes seconds to import, and is imported only to judge what is new.

    Args:
        tables: Every table of the dataset by name.
        held: Checks that refused nothing before, by their evidence (`Report.held`). What has the
            same evidence now has the same verdict.
        compared: What `findings.compare` gives of the tables, where that is known already.

    Returns:
        The verdict, with the rows that fail; the same whatever held before.
    """
    held = held or {}
    asked: dict[str, Asked] = {}
    judged = []
    for name, table, expected in _judged(tables, compared):
        for each in _applying(expected, table):
            cells = each.judged(table)
            evidence = evidence_for(each, cells)
            judged.append((name, each, evidence))
            if evidence not in held:
                asked[evidence] = Asked(each, name, table, cells, IDENTIFIERS[name])
    failed = failures(asked)
    return Report(
        tuple(
            held.get(evidence) or _check(name, each, evidence, failed.get(evidence))
            for name, each, evidence in judged
        )
    )


def _judged(
    tables: Mapping[str, pd.DataFrame], compared: pd.DataFrame | None
) -> Iterator[tuple[str, pd.DataFrame, list[Expectation]]]:
    """Each table as it is judged with what it must hold, and last the rows beside each other."""
    for name, table in tables.items():
        yield name, _prepared(name, table), suite(schemas()[name])
    if {"observations", "sources"} <= set(tables):
        compared = compare(tables) if compared is None else compared
        yield COMPARISONS, _side_by_side(compared), comparison_suite()


def _side_by_side(compared: pd.DataFrame) -> pd.DataFrame:
    """The comparisons, with the expectation that judges each (`comparison_suite`).

    Of those that hold only the closest of each check: it holds, so do the others.
    """
    verdict = np.where(compared["blocking"], "/refuses", "/flags")
    judged = (compared["check"] + verdict).astype("category")
    rows = compared[["limit", "found", "en"]].assign(judged=judged)
    margin = compared["limit"] - compared["found"]
    ordered = rows.loc[margin.sort_values(kind="stable").index]
    closest = ~ordered["judged"].duplicated()
    return ordered[closest | (margin[ordered.index] < 0)].reset_index(drop=True)


def _applying(expectations: list[Expectation], table: pd.DataFrame) -> Iterator[Expectation]:
    """The expectations without those whose condition no row meets: they hold of themselves."""
    conditions = {each.condition_column for each in expectations if each.is_conditional}
    there = {column: set(table[column].unique()) for column in conditions}
    for each in expectations:
        if not each.is_conditional or not there[each.condition_column].isdisjoint(each.condition):
            yield each


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
        # a hundred conditions ask for it
        judged["indicator_id"] = judged["indicator_id"].astype("category")
    return judged


def _check(table: str, expectation: Expectation, evidence: str, failure: Result | None) -> Check:
    why, rows = expectation.why, ()
    if failure:
        rows = tuple(failure["result"].get("unexpected_index_list") or ())
        if failure["exception_info"].get("raised_exception"):
            why += f" (the check itself failed: {failure['exception_info']['exception_message']})"
    return Check(
        table=table,
        expectation=expectation.type,
        subject=expectation.subject,
        why=why,
        why_zh=expectation.why_zh,
        passed=failure is None,
        rows=rows,
        evidence=evidence,
        blocking=expectation.blocking,
    )
