"""What regions' reports do, done once and unseen: what is slow the first time is then behind.

For the process that kernels are forked from. They find the dataset read, its tables parted by
regions, what regions of a level are compared by, and the glyphs of the dataset's words outlined;
all in both languages.
"""

import contextlib
import importlib
import os
import warnings
from collections.abc import Sequence
from pathlib import Path

from plancompare.dataset import Dataset
from plancompare.dataset.load import hold
from plancompare.domain.languages import LANGS, Lang
from plancompare.reports.sections.of_region import sections_of_region
from plancompare.views.region_views import peer_groups

_COMPARED = ("summary", "peers", "measures")  # what sets regions of a level beside each other


def rehearse(curated: str) -> None:
    """Hold a dataset in this process, and do with it what a region's report does.

    Args:
        curated: The dataset's folder. Whatever is wrong with it, the reports will say.
    """
    with contextlib.suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = hold(Path(curated))
        *others, fullest = _of_each_level(data)
        for code in others:
            _report(data, code, _COMPARED)
        for code in _of_each_group(data):
            _report(data, code, ("peers",))
        for lang in LANGS:
            _report(data, fullest, lang=lang)
        importlib.import_module("pypinyin")  # which spells regions in English, where one is named


def _of_each_level(data: Dataset) -> list[str]:
    """Of each level the region of which most is known; that of which more is known comes later."""
    known = data.regions[data.regions["observations"] > 0]
    last = known.sort_values("observations", kind="stable").drop_duplicates("level", keep="last")
    return [str(code) for code in last["region_code"]]


def _of_each_group(data: Dataset) -> list[str]:
    """A region of each group of peers."""
    known = data.regions[data.regions["observations"] > 0]
    groups = peer_groups(data.regions).loc[known.index]
    return [str(code) for code in known["region_code"].groupby(groups).last()]


def _report(data: Dataset, code: str, only: Sequence[str] = (), lang: Lang = "zh") -> None:
    """Show sections of a report where nobody looks: all but the brief, if none are named."""
    sections = sections_of_region(data, lang, code)
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        for name in only or sections.keys() - {"brief"}:
            sections[name]()
