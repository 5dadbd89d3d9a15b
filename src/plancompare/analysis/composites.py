"""Composite scores that Chinese health research uses, for those who ask: TOPSIS and RSR.

A composite hides what it is made of. So the weights are always shown, a region that leaves out more
than `most_missing` of the indicators gets no score, nothing missing is filled in (a region is
scored on the indicators that it states, and flagged `partial`), and `sensitivity` tells how ranks
move with the choice of indicators and weights. Neutral indicators have no better and worse and
cannot be part of a score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from plancompare.analysis.comparable import Comparable
from plancompare.analysis.distribution import rank_correlation
from plancompare.analysis.rule import DIRECTIONS
from plancompare.analysis.thresholds import thresholds
from plancompare.errors import UsageError

# Grades by probit, as Tian Fengdiao's table has them for three: below 4, 4 to 6, from 6.
_LOWER_PROBIT, _UPPER_PROBIT = 4.0, 6.0
_DIGITS = 12  # of a score: beyond these, equal scores differ by binary arithmetic


@dataclass(frozen=True)
class Composite:
    """Scores, and what they are made of.

    Attributes:
        scores: One row a region: `region_code`, `score` (0 to 1, 1 is best, missing where a region
            states too little), `rank` (competition rank), `n` regions scored, `stated` and
            `missing` indicators, `flags`: `partial` (scored on what it states),
            `too_few` (no score: it states too little), `all_equal` (no score: nothing tells the
            regions apart).
        weights: One row an indicator: `indicator_id`, `direction`, `n` scored regions that state
            it, `weight` (they add up to 1), `aside` values left out as missing, since they may not
            stand beside the others (see `comparable`).
    """

    scores: pd.DataFrame
    weights: pd.DataFrame


def entropy_weights(matrix: pd.DataFrame, directions: Mapping[str, str]) -> pd.Series:
    """Weights by Shannon's entropy: an indicator that tells regions apart weighs more.

    Each column is scaled from 0, its worst value, to 1, its best; pᵢ = zᵢ/Σz over the n regions
    that state it; e = -Σ pᵢ ln pᵢ / ln n with 0·ln 0 = 0; weight = (1 - e) / Σ(1 - e). A column
    equal everywhere, or stated by one region, tells nothing and weighs 0. (Shannon, 1948; Hwang and
    Yoon, "Multiple Attribute Decision Making", 1981, ch. 3.) The library's own function
    (`pymcdm.weights.entropy_weights`) takes raw shares and refuses a zero, which rates do have.

    Args:
        matrix: Regions in rows, indicators in columns, NaN where missing.
        directions: `more` or `less` of each indicator.

    Returns:
        The weights by indicator, adding up to 1; all 0 where nothing tells regions apart.
    """
    signed = matrix * [DIRECTIONS[directions[str(name)]] for name in matrix.columns]
    spread = signed.max() - signed.min()
    scaled = (signed - signed.min()) / spread.where(spread > 0)
    shares = scaled / scaled.sum().where(lambda total: total > 0)
    terms = shares * np.log(shares.where(shares > 0, 1.0))
    stated = matrix.notna().sum()
    entropy = -terms.sum() / np.log(stated.where(stated > 1))
    told_apart = (1 - entropy).where(spread > 0, 0.0).fillna(0.0)
    weights: pd.Series = told_apart / (told_apart.sum() or 1.0)
    return weights


def topsis(
    found: Comparable,
    indicators: pd.DataFrame,
    chosen: Sequence[str],
    *,
    weights: Mapping[str, float] | None = None,
) -> Composite:
    """Scores by TOPSIS: how near a region is to the best values found, and how far from the worst.

    Columns are divided by √Σx², weighted; score = D⁻ / (D⁺ + D⁻), D⁺ and D⁻ the Euclidean distances
    to the best and the worst value of each column (Hwang and Yoon, 1981; computed by pymcdm). A
    region that leaves something out is scored among the regions that state what it states, with the
    weights of those indicators.

    Args:
        found: As from `comparable`, all indicators of one reference year (`together=True`).
        indicators: The table `indicators`.
        chosen: The indicators to score by.
        weights: Weights by indicator; None for entropy weights.

    Returns:
        Scores and weights. Where nothing tells the regions apart no region has a score.

    Raises:
        UsageError: A chosen indicator is neutral, unknown, of another year or stated by too few,
            or the weights are none.
    """
    matrix, directions = _matrix(found, indicators, chosen)
    scored = matrix[_states_enough(matrix)]
    share = entropy_weights(scored, directions)
    if weights is not None:
        share = _shares(weights, chosen)
    score = _scores_by_pattern(scored, share, directions).reindex(matrix.index)
    table = _weights_table(scored, directions, share)
    return Composite(_ranked(matrix, scored, score), _with_aside(table, found))


def _shares(weights: Mapping[str, float], chosen: Sequence[str]) -> pd.Series:
    """Weights that add up to 1; an indicator without one weighs nothing."""
    share = pd.Series({name: float(weights.get(name, 0.0)) for name in chosen})
    if not (share >= 0).all() or share.sum() == 0:
        raise UsageError(
            "weights are not negative, and one at least is above zero",
            remedy=f"Give weights of {', '.join(chosen)}.",
        )
    return share / share.sum()


def _scores_by_pattern(
    scored: pd.DataFrame, share: pd.Series, directions: Mapping[str, str]
) -> pd.Series:
    """The scores of regions that state the same indicators, pattern by pattern."""
    signs = pd.Series({name: DIRECTIONS[way] for name, way in directions.items()})
    score = pd.Series(np.nan, index=scored.index)
    states = scored.notna()
    for pattern in states.drop_duplicates().to_numpy():
        used = scored.columns[pattern & (share > 0).to_numpy()]
        alike = states.index[(states == pattern).all(axis=1)]
        score[alike] = _closeness(scored[used].dropna(), share[used], signs[used])[alike]
    return score


def _closeness(matrix: pd.DataFrame, weights: pd.Series, signs: pd.Series) -> pd.Series:
    """TOPSIS of a whole matrix; missing where nothing tells its rows apart."""
    from pymcdm.methods import TOPSIS  # noqa: PLC0415 - slow to import
    from pymcdm.normalizations import vector_normalization  # noqa: PLC0415

    differs = matrix.nunique() > 1
    matrix, weights, signs = matrix.loc[:, differs], weights[differs], signs[differs]
    if matrix.empty:
        return pd.Series(np.nan, index=matrix.index)
    method = TOPSIS(normalization_function=vector_normalization)
    share = (weights / weights.sum()).to_numpy()
    # Its validation warns of rows that are best or worst in everything: no trouble for TOPSIS.
    score = method(matrix.to_numpy(), share, signs.to_numpy(), validation=False)
    return pd.Series(score, index=matrix.index)


def rank_sum_ratio(
    found: Comparable,
    indicators: pd.DataFrame,
    chosen: Sequence[str],
) -> Composite:
    """Scores by rank-sum ratio (秩和比, RSR): the mean rank as a share of the highest rank.

    RSR = (1/m) Σⱼ Rⱼ/nⱼ over the m indicators that the region states, Rⱼ its rank among the nⱼ
    regions that state indicator j, from 1 for the worst, equal values sharing the average rank.
    Grading: the cumulative frequency p of a region is the average rank of its RSR over n, the
    highest 1 - 1/(4n); probit = 5 + Φ⁻¹(p); the fitted RSR is the least-squares line of RSR on
    probit over the different values of RSR; `grade` is `upper` from probit 6, `lower` below 4,
    `middle` between. (Tian Fengdiao, "The Application of the Rank-Sum Ratio Method", People's
    Medical Publishing House, 2002.)

    Args:
        found: As from `comparable`, all indicators of one reference year (`together=True`).
        indicators: The table `indicators`.
        chosen: The indicators to score by.

    Returns:
        Scores and equal weights; the scores have the further columns `probit`, `fitted` and
        `grade`.

    Raises:
        UsageError: A chosen indicator is neutral, unknown, of another year or stated by too few.
    """
    matrix, directions = _matrix(found, indicators, chosen)
    scored = matrix[_states_enough(matrix)]
    signed = scored * [DIRECTIONS[directions[str(name)]] for name in scored.columns]
    ratio = (signed.rank(method="average") / signed.notna().sum()).mean(axis=1).round(_DIGITS)
    equal = pd.Series(1 / len(matrix.columns), index=matrix.columns)
    scores = _ranked(matrix, scored, ratio.reindex(matrix.index))
    table = _weights_table(scored, directions, equal)
    graded = scores.merge(_graded(ratio), on="region_code", how="left")
    return Composite(graded, _with_aside(table, found))


def _graded(ratio: pd.Series) -> pd.DataFrame:
    """Probit, fitted value and grade of each RSR."""
    n = len(ratio)
    frequency = ratio.rank(method="average") / n
    frequency = frequency.where(ratio < ratio.max(), 1 - 1 / (4 * n) if n else np.nan)
    probit = 5 + frequency.map(NormalDist().inv_cdf)
    line = pd.DataFrame({"probit": probit, "ratio": ratio}).drop_duplicates("ratio")
    fitted = pd.Series(np.nan, index=ratio.index)
    if len(line) > 1:
        slope, base = np.polyfit(line["probit"], line["ratio"], 1)
        fitted = base + slope * probit
    grade = np.select(
        [probit >= _UPPER_PROBIT, probit < _LOWER_PROBIT], ["upper", "lower"], "middle"
    )
    return pd.DataFrame(
        {"region_code": ratio.index, "probit": probit, "fitted": fitted, "grade": grade}
    ).reset_index(drop=True)


def sensitivity(
    found: Comparable,
    indicators: pd.DataFrame,
    chosen: Sequence[str],
) -> pd.DataFrame:
    """How ranks by TOPSIS move when a choice is made otherwise.

    The variants are `equal weights` and `without <indicator>` for each chosen one.

    Args:
        found: As from `comparable`, all indicators of one reference year (`together=True`).
        indicators: The table `indicators`.
        chosen: The indicators to score by, two or more.

    Returns:
        One row a variant and region: `variant`, `region_code`, `base_rank`, `rank` (missing where
        the variant gives no score), `move` (base rank - rank: positive where the region rises) and
        `rank_correlation` (Spearman's, of the variant with the base).

    Raises:
        UsageError: A chosen indicator is neutral, unknown, of another year or stated by too few.
    """
    base = topsis(found, indicators, chosen).scores
    variants = {
        "equal weights": topsis(found, indicators, chosen, weights=dict.fromkeys(chosen, 1.0))
    }
    for left_out in chosen:
        rest = [name for name in chosen if name != left_out]
        if rest:
            variants[f"without {left_out}"] = topsis(found, indicators, rest)
    parts = [_moved(base, composite.scores, name) for name, composite in variants.items()]
    return pd.concat(parts, ignore_index=True)


def _moved(base: pd.DataFrame, other: pd.DataFrame, variant: str) -> pd.DataFrame:
    pairs = base[["region_code", "rank"]].rename(columns={"rank": "base_rank"})
    pairs = pairs.merge(other[["region_code", "rank"]], on="region_code", how="left")
    both = pairs.dropna()
    return pairs.assign(
        variant=variant,
        move=pairs["base_rank"] - pairs["rank"],
        rank_correlation=rank_correlation(both["base_rank"], both["rank"]),
    )[["variant", "region_code", "base_rank", "rank", "move", "rank_correlation"]]


def _matrix(
    found: Comparable,
    indicators: pd.DataFrame,
    chosen: Sequence[str],
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Regions by chosen indicators, and the indicators' directions."""
    ways = dict(zip(indicators["indicator_id"], indicators["direction"], strict=True))
    unfit = [name for name in chosen if ways.get(name, "neutral") == "neutral"]
    if unfit:
        raise UsageError(
            f"{', '.join(unfit)}: more or less of it is not simply better, or it is unknown",
            remedy="Score by indicators whose direction is more or less.",
        )
    used = found.rows[found.rows["indicator_id"].isin(chosen)]
    _same_year(used, found, thresholds().least_share)
    matrix = used.pivot(index="region_code", columns="indicator_id", values="value")
    every = sorted({*matrix.index, *found.set_aside["region_code"]})
    return matrix.reindex(every, columns=list(chosen)), {name: ways[name] for name in chosen}


def _same_year(used: pd.DataFrame, found: Comparable, least: float) -> None:
    """Refuse what no score may be made of: values of several years, or of too few regions."""
    if used["reference_year"].nunique() > 1:
        raise UsageError(
            "the indicators are of different reference years",
            remedy="Ask comparable(..., together=True) for one year of all.",
        )
    stated = used["indicator_id"].value_counts()
    for name, count in stated[stated < least * found.whole].items():
        raise UsageError(
            f"{count} of {found.whole} regions state “{name}” for the years compared",
            remedy=f"Score by indicators that {least:.0%} of the regions state.",
        )


def _states_enough(matrix: pd.DataFrame) -> pd.Series:
    return matrix.isna().mean(axis=1) <= thresholds().most_missing


def _ranked(matrix: pd.DataFrame, scored: pd.DataFrame, score: pd.Series) -> pd.DataFrame:
    missing = matrix.isna().sum(axis=1)
    stated_enough = matrix.index.isin(scored.index)
    flags = np.select(
        [~stated_enough, score.isna(), missing > 0], ["too_few", "all_equal", "partial"], ""
    )
    table = pd.DataFrame(
        {
            "region_code": matrix.index,
            "score": score.to_numpy(),
            "rank": score.round(_DIGITS).rank(method="min", ascending=False).astype("Int64").array,
            "n": int(score.notna().sum()),
            "stated": matrix.notna().sum(axis=1).to_numpy(),
            "missing": missing.to_numpy(),
            "flags": pd.Series(flags, dtype="str").array,
        }
    )
    return table.sort_values(["rank", "region_code"], ignore_index=True)


def _weights_table(
    scored: pd.DataFrame, directions: Mapping[str, str], share: pd.Series
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator_id": list(scored.columns),
            "direction": [directions[str(name)] for name in scored.columns],
            "n": scored.notna().sum().to_numpy(),
            "weight": share.to_numpy(),
        }
    )


def _with_aside(table: pd.DataFrame, found: Comparable) -> pd.DataFrame:
    """Say of each indicator how many values were set aside."""
    aside = found.set_aside["indicator_id"].value_counts()
    return table.assign(aside=table["indicator_id"].map(aside).fillna(0).astype("int64"))
