"""An SVG as another program draws it, one that has the charts' font."""

from functools import cache
from io import BytesIO

import typst
from PIL import Image

from plancompare.charts.theme import font_path

_PAGE = b"#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg))"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[font_path().parent],
    )


def pixels(svg: str, ppi: int) -> Image.Image:
    """The picture, with so many pixels an inch."""
    drawn = typst.compile(
        _PAGE, sys_inputs={"svg": svg}, font_paths=_fonts(), format="png", ppi=ppi
    )
    return Image.open(BytesIO(drawn)).convert("RGB")
