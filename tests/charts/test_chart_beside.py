"""What the chart of two plans says, read off the figure as a reader would."""

import pandas as pd
from chart_layout import texts

from plancompare.charts import alt_text, beside
from plancompare.charts.words import signed


def promised(**values) -> pd.DataFrame:
    """One fictional (虚构) indicator of two plans."""
    row = {
        "name_zh": "婴儿死亡率", "name_en": "Infant mortality", "unit": "permille", "decimals": 2,
        "target_left": 7.5, "target_year_left": 2020, "bound_left": "at_most",
        "target_right": 5.2, "target_year_right": 2025, "bound_right": "below",
        "baseline_right": 5.4, "baseline_year_right": 2020, "demand": "more", "flags": "",
    }  # fmt: skip
    return pd.DataFrame([row | values])


def said(figure) -> list[str]:
    return [text for text, _ in texts(figure)]


def test_a_row_writes_both_targets_as_they_bind_and_where_the_region_stood():
    shown = said(beside(promised(), first="旧规划", second="新规划"))
    assert {"≤7.5", "<5.2", "现状 5.40", "−2.30，要求更高", "婴儿死亡率（‰）"} <= set(shown)
    assert {"旧规划，2020年", "新规划，2025年", "后者写明的现状，2020年"} <= set(shown)


def test_the_title_counts_what_is_asked_for():
    rows = [promised(), promised(name_zh="甲"), promised(name_zh="乙", demand="less"),
            promised(name_zh="丙", demand=None)]  # fmt: skip
    title = alt_text(beside(pd.concat(rows))).split("：婴儿")[0]
    assert title == "4项共同指标：后者要求2项更高，1项更低"


def test_a_neutral_indicator_is_not_judged():
    figure = beside(promised(demand=None, target_right=8.0))
    assert "+0.50，不作好坏判断" in said(figure)
    assert "更高" not in " ".join(said(figure))


def test_targets_that_are_printed_alike_are_the_same():
    assert "要求不变" in said(beside(promised(target_right=7.5, demand="same")))


def test_target_years_that_differ_stand_at_their_values():
    rows = pd.concat([promised(), promised(name_zh="甲", target_year_right=2030)])
    assert {"<5.2 (2025)", "<5.2 (2030)"} <= set(said(beside(rows)))


def test_the_alt_text_names_plans_values_and_years():
    told = alt_text(beside(promised(), lang="en", first="Old plan", second="New plan"))
    assert "Infant mortality (‰), Old plan ≤7.5 (2020), New plan <5.2 (2025)" in told


def test_near_definitions_become_a_footnote():
    shown = said(beside(promised(flags="near")))
    assert "婴儿死亡率（‰）‡" in shown
    assert any(text.startswith("‡ ") for text in shown)


def test_a_difference_carries_its_sign_and_nought_is_none():
    assert signed(0.5, 1) == "+0.5"
    assert signed(-1234, 0) == "−1,234"
    assert not signed(-0.004, 2)
    assert not signed(None)
