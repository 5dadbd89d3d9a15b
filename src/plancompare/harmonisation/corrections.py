"""Known errors of a source, put right in the open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plancompare.errors import SourceError
from plancompare.language.labels import normalise_label
from plancompare.sources import Correction, Figure, Source


@dataclass(frozen=True, slots=True)
class CorrectedFigure:
    """A figure as it is to be used, and the flags that a correction gives it."""

    figure: Figure
    flags: frozenset[str] = frozenset()


def apply_corrections(source: Source) -> list[CorrectedFigure]:
    """The source's figures after its corrections.

    Args:
        source: A source.

    Returns:
        Its figures in their order; without the dropped ones.

    Raises:
        SourceError: If the source no longer prints what a correction expects: it has expired.
    """
    for correction in source.corrections:
        _check_current(correction, source)
    return list(_corrected(source.figures, source.corrections))


def _corrected(
    figures: Iterable[Figure], corrections: tuple[Correction, ...]
) -> Iterator[CorrectedFigure]:
    for figure in figures:
        found = next((each for each in corrections if _concerns(each, figure)), None)
        if found is None:
            yield CorrectedFigure(figure)
        elif found.action == "flag":
            yield CorrectedFigure(figure, frozenset({"confirmed"}))
        elif found.action == "override":
            changed = figure.model_copy(update={"value": found.value})
            yield CorrectedFigure(changed, frozenset({"corrected"}))


def _concerns(correction: Correction, figure: Figure) -> bool:
    return (
        normalise_label(correction.label) == normalise_label(figure.label)
        and correction.place == figure.place
        and correction.year in (None, figure.year)
        and correction.expects == figure.value
    )


def _check_current(correction: Correction, source: Source) -> None:
    if not any(_concerns(correction, figure) for figure in source.figures):
        raise SourceError(
            f"the correction of “{correction.label}” at “{correction.place}” has expired: "
            f"the source no longer prints {correction.expects} there.",
            where=str(source.folder / "corrections.toml"),
            remedy="Look at the source again, then change or delete the correction.",
        )
