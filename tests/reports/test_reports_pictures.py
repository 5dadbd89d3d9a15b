"""A chart as pixels, for the formats that take no vectors."""

from io import BytesIO

import numpy as np
import pytest
from format_blocks import GAPS, picture
from PIL import Image

from plancompare.charts import dumbbell
from plancompare.charts import to_png as drawn_by_matplotlib
from plancompare.reports.files.pictures import to_png


def test_a_picture_s_png_says_what_it_shows_and_how_fine_it_is():
    image = Image.open(BytesIO(to_png(picture())))
    assert image.width == pytest.approx(84 / 25.4 * 300, abs=2)
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert image.info["Description"] == picture().alt


def test_it_is_the_chart_that_matplotlib_draws():
    theirs, ours = (
        Image.open(BytesIO(png)).convert("L").resize((100, 60))
        for png in (drawn_by_matplotlib(dumbbell(GAPS)), to_png(picture()))
    )
    nothing, theirs, ours = (
        np.asarray(each, dtype=int) for each in (Image.new("L", (100, 60), 255), theirs, ours)
    )
    assert np.abs(theirs - ours).mean() < 0.2 * np.abs(nothing - ours).mean()
