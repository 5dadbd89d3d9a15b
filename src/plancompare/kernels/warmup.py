"""What is slow only the first time, done before any kernel is forked."""

import warnings

import matplotlib as mpl
from IPython.core.pylabtools import print_figure
from matplotlib import pyplot as plt


def draw_once() -> None:
    """Draw a small chart as a notebook does, and leave no trace of it.

    Fills matplotlib's caches (fonts, path simplification, PNG encoder). Warnings are ignored
    rather than shown, so that a notebook still sees its own the first time.
    """
    with warnings.catch_warnings(), mpl.rc_context():
        warnings.simplefilter("ignore")
        figure, axes = plt.subplots()
        axes.plot([2020, 2025], [1.5, 2.5], label="0")
        axes.set_title("0")
        axes.legend()
        print_figure(figure)  # type: ignore[no-untyped-call]
        plt.close(figure)
