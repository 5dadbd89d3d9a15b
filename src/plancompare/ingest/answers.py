"""What a user says of a document, as typed: entries of source.toml."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from plancompare.domain.vocabulary import vocabulary
from plancompare.errors import UsageError
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.regions.naming import resolve_region

Entries = Mapping[str, object]
_PERIOD = re.compile(rf"({YEAR_DIGITS})(?:\s*[-–—~至]\s*({YEAR_DIGITS}))?")


def entries_of(key: str, answer: str) -> Entries:
    """The entries of source.toml that an answer gives.

    Args:
        key: What was asked: one of `KEYS`.
        answer: As typed: a region by name or code, a period as 2021-2025, a date as 2021-12-31.

    Raises:
        UsageError: If the key is not known, or the answer will not do.
    """
    if key not in KEYS:
        raise UsageError(f"“{key}” is not known.", remedy=f"Known are {', '.join(KEYS)}.")
    if not answer.strip():
        raise UsageError(f"“{key}” is empty.", remedy=f"Write it as --set {key}=….")
    return KEYS[key](key, answer.strip())


def _text(key: str, answer: str) -> Entries:
    return {key: answer}


def _region(key: str, answer: str) -> Entries:
    return {key: resolve_region(answer).code}


def _years(_: str, answer: str) -> Entries:
    found = _PERIOD.fullmatch(answer)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last:
        raise UsageError(f"“{answer}” is no period.", remedy="Write it as 2021-2025, or as 2025.")
    return {"first_year": first, "last_year": last}


def _day(key: str, answer: str) -> Entries:
    try:
        return {key: date.fromisoformat(answer)}
    except ValueError:
        raise UsageError(f"“{answer}” is no date.", remedy="Write it as 2021-12-31.") from None


def _kind(key: str, answer: str) -> Entries:
    known = vocabulary({"kind": "kind", "status": "sources.status"}[key])
    if answer not in known:
        raise UsageError(
            f"“{answer}” will not do as {key}.", remedy=f"It is one of {', '.join(known)}."
        )
    return {key: answer}


KEYS: Mapping[str, Callable[[str, str], Entries]] = {
    "title": _text,
    "region": _region,
    "period": _years,
    "kind": _kind,
    "issuer": _text,
    "issued": _day,
    "number": _text,
    "status": _kind,
}
"""What a user may say."""
