"""Between which limits a printed value lies."""

import numpy as np
import pandas as pd

from plancompare.analysis import intervals


def test_limits_that_are_stated_hold_and_others_come_by_rounding():
    rows = pd.DataFrame(
        {"value": [7.2, 7.2, 16.94, np.nan], "value_decimals": [2, 1, 2, None],
         "low": [np.nan, np.nan, 10.1, np.nan], "high": [np.nan, 7.9, 23.0, np.nan]}
    )  # fmt: skip
    low, high = intervals(rows)
    assert low.tolist()[:3] == [7.195, 7.15, 10.1]
    assert high.tolist()[:3] == [7.205, 7.9, 23.0]
    assert np.isnan(low[3])
