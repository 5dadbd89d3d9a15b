"""Texts that a spreadsheet would compute, and how they stay texts.

A plan is a document from outside: nothing that it prints may run in its reader's spreadsheet.
"""

import re

import pandas as pd

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # full width too


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return _FORMULA.match(text) is not None


def without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before every text that a spreadsheet would compute."""
    texts = {name: table[name] for name in table.columns if table[name].dtype == "str"}
    safe = {name: text.mask(text.str.match(_FORMULA), "'" + text) for name, text in texts.items()}
    return table.assign(**safe)
