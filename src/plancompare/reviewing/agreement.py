"""How far two people agree who reviewed the same figures, each without the other.

Of each figure that both decided on the verdicts are compared: right as read, no figure of the
document, or put right so that it says this or that. Cohen's kappa is the agreement beyond what
chance would give, from how often each of them gave each verdict.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plancompare.errors import UsageError
from plancompare.reviewing.journal import NAME, Cells, decisions, latest, standing
from plancompare.reviewing.table import states

AS_READ, REJECTED = "as read", "rejected"
_JUDGED = ("label", "value", "year", "role", "region_code")


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that two people judge differently.

    Attributes:
        figure: The row as it was before either decided.
        verdicts: What each says.
    """

    figure: Cells
    verdicts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people's verdicts, side by side.

    Attributes:
        both: How many figures both decided on.
        same: On how many of them they agree.
        kappa: Cohen's kappa; None where both gave one verdict throughout, and it says nothing.
        differences: The figures that they judge differently.
        only: How many figures only the first, and only the second, decided on.
    """

    both: int
    same: int
    kappa: float | None
    differences: tuple[Difference, ...]
    only: tuple[int, int]


def agreement(first: Path, second: Path) -> Agreement:
    """Set two reviews side by side.

    Args:
        first: A source folder, or the review.jsonl of one.
        second: Another of the same document.

    Raises:
        UsageError: If one holds no review, or they have no figure in common.
    """
    one, other = _verdicts(first), _verdicts(second)
    shared = [key for key in one if key in other]
    if not shared:
        raise UsageError(
            "the two reviews have no figure in common.",
            where=f"{first}, {second}",
            remedy="Name two reviews of one document, each begun from what ingest wrote.",
        )
    pairs = [(one[key][1], other[key][1]) for key in shared]
    differing = [
        Difference(one[key][0], pair)
        for key, pair in zip(shared, pairs, strict=True)
        if pair[0] != pair[1]
    ]
    same = len(pairs) - len(differing)
    only = len(one) - len(shared), len(other) - len(shared)
    return Agreement(len(pairs), same, kappa(pairs), tuple(differing), only)


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of verdicts.

    Args:
        pairs: The two verdicts on each figure.

    Returns:
        1 for full agreement, 0 for that of chance; None where chance alone would give it all.
    """
    count = len(pairs)
    observed = sum(one == other for one, other in pairs) / count
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(ones[each] * others[each] for each in ones) / count**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _verdicts(path: Path) -> Mapping[tuple[str, ...], tuple[Cells, str]]:
    """For each figure that was decided on, the row as it was before, and the verdict."""
    held = latest(standing(decisions(path / NAME if path.is_dir() else path)))
    if not held:
        raise UsageError(
            "nobody has reviewed this yet.", where=str(path), remedy="`plancompare review` does it."
        )
    return {
        states(_judged(each.read or first)): (each.read or first, _verdict(first, each.after))
        for first, each in held
    }


def _judged(cells: Cells) -> Cells:
    return {name: cells.get(name, "") for name in (*_JUDGED, "place")}


def _verdict(first: Cells, after: Cells | None) -> str:
    if after is None:
        return REJECTED
    changed = _changes(first, after)
    return " ".join(changed) if changed else AS_READ


def _changes(first: Cells, after: Cells) -> Iterable[str]:
    return [
        f"{name}={after.get(name, '')}"
        for name in _JUDGED
        if after.get(name, "") != first.get(name, "")
    ]
