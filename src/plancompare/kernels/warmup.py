"""What is slow only the first time, done before any kernel is forked."""

import warnings

import matplotlib as mpl
import pandas as pd
from IPython.core.pylabtools import print_figure
from matplotlib import pyplot as plt

from plancompare.charts import dumbbell, to_svg
from plancompare.charts.outlines import outline_ahead
from plancompare.charts.words import vocabulary

FICTIONAL = {
    "name_zh": ["虚构指标"],
    "unit": ["count"],
    "decimals": [1],
    "baseline": [1.5],
    "target": [2.5],
    "status": ["not yet due"],
}


def draw_once() -> None:
    """Draw a chart of pyplot and one of ours as a notebook does, and leave no trace of them.

    Fills the caches of fonts, wording, glyphs and encoders. Warnings are ignored rather than
    shown, so that a notebook still sees its own the first time. Tables hold texts as Python's own
    from then on: in the small tables of a report they are quicker to get at than Arrow's.
    """
    pd.set_option("mode.string_storage", "python")
    with warnings.catch_warnings(), mpl.rc_context():
        warnings.simplefilter("ignore")
        figure, axes = plt.subplots()
        axes.plot([2020, 2025], [1.5, 2.5], label="0")
        axes.set_title("0")
        axes.legend()
        print_figure(figure)  # type: ignore[no-untyped-call]
        plt.close(figure)
        ours = dumbbell(pd.DataFrame(FICTIONAL), subject="虚构", source="虚构")
        to_svg(ours)
    outline_ahead(vocabulary())
