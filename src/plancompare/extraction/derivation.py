"""How a figure was read, told to people: what it was read from, and what else was possible."""

from functools import cache

from plancompare.extraction.dating import weights
from plancompare.extraction.figure import ExtractedFigure
from plancompare.extraction.forms import table
from plancompare.owndata import toml_beside


@cache
def _said(kind: str) -> dict[str, str]:
    found: dict[str, str] = toml_beside(__file__, "reasons.toml")[kind]
    rows = (row for kinds in table().values() for row in kinds if kind == "label")
    return found | {f"rule_{row['name']}": row["said"] for row in rows if "said" in row}


def derivation_of(figure: ExtractedFigure) -> list[str]:
    """How a figure was read, as the branches of a tree.

    Returns:
        Lines: the passage, where label and year are from, what spoke for the role and what else it
        could have been, what is in doubt.
    """
    branches = [f"read in  {''.join(_named(figure, 'form'))}: “{figure.quote}”"]
    if not figure.indicator_id:
        branches.append("label    is none that the catalogue knows")
    branches += [f"label    {each}" for each in _named(figure, "label")]
    branches += [f"year     {figure.year or 'open'}: {each}" for each in _named(figure, "year")]
    branches += _role(figure)
    branches += [f"doubt    {doubt}" for doubt in figure.doubts]
    last = max(n for n, branch in enumerate(branches) if not branch.startswith(" "))
    marks = ["│" if b.startswith(" ") else "├" for b in branches[:last]]
    marks += ["└", *" " * (len(branches) - last - 1)]
    return [f"{mark} {branch}" for mark, branch in zip(marks, branches, strict=True)]


def _named(figure: ExtractedFigure, kind: str) -> list[str]:
    """What a figure's reasons of a kind say, each with the name of its rule."""
    said = _said(kind)
    return [f"{said[name]} ({name})" for name in figure.reasons if name in said]


def _role(figure: ExtractedFigure) -> list[str]:
    """What spoke for a figure's role, with its weight, and the one that it was not."""
    weighed, said = weights("role"), _said("role")
    signs = [name for name in figure.reasons if name in said]
    if not signs:
        return []
    total = sum(weighed[name] for name in signs)
    read, other = ("target", "actual") if total > 0 else ("actual", "target")
    close = ", hardly told apart" if "role_close" in figure.reasons else ""
    close = ", as its title calls it" if "role_of_title" in figure.reasons else close
    what = "a change that is " if figure.role == "change" else ""
    lines = [f"role     {what}{read}, not {other} ({total:+g}: above 0 is a target{close})"]
    return lines + [f"         {weighed[name]:+g} {said[name]} ({name})" for name in signs]
