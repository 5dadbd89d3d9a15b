"""A small fictional report, made by hand."""

import base64
from typing import Any

from plancompare.charts.data import ChartData
from plancompare.reports.blocks.content import Block, Heading, Picture, Sentences, TableBlock

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="238pt" height="120pt" viewBox="0 0 238 120">'
    '<rect width="9" height="9"/></svg>'
)
DATA = ChartData(
    ("指标", "现状", "目标"), (("每千人口床位数", 6.0, 7.5), ("婴儿死亡率", None, 5.0))
)
LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 223  # 10,035 letters
HOSTILE = (
    "<script>document.title = 'taken'</script>",
    '"><img src=x onerror="document.title = \'taken\'">',
    "</style><style>body { display: none }</style>",
    "{{ 7 * 7 }}{% for x in y %}",
    "=cmd|'/c calc'!A1",
    "javascript:document.title='taken'",
    r"$\input{/etc/passwd}$",
    '#import "secret.typ": *',
    LONG_WORD,
)


def picture(**changed: Any) -> Picture:
    fields: dict[str, Any] = {
        "name": "beds",
        "title": "床位：现状与目标",
        "alt": "每千人口床位数：现状6.00，目标7.50。",
        "citation": "《虚构县卫生健康发展规划》（虚构县人民政府，2021-05）。",
        "data": DATA,
        "svg": SVG,
        "text_svg": SVG,
    }
    return Picture(**(fields | changed))


def report(text: str = "虚构县", **changed: Any) -> list[Block]:
    """A report in which a text stands wherever a text can stand."""
    return [
        Heading(text, 1),
        Heading(text, 2),
        Sentences((text,)),
        picture(**changed),
        Heading(text, 3),
        TableBlock((text, "目标"), ((text, "7.50"), ("=1+1", "-5")), text),
    ]


# What the clipboard holds, as types and base64.
CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  const read = async (type) => {
    const bytes = new Uint8Array(await (await item.getType(type)).arrayBuffer());
    return [type, btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join(""))];
  };
  return Object.fromEntries(await Promise.all(item.types.map(read)));
}"""


def clipboard(page: Any) -> dict[str, bytes]:
    return {kind: base64.b64decode(data) for kind, data in page.evaluate(CLIPBOARD).items()}


def grave_faults(page: Any, *rules: str) -> list[str]:
    """The serious faults of accessibility that axe finds, by these of its rules or by all."""
    from axe_playwright_python.sync_playwright import Axe

    asked: dict[str, Any] = {"resultTypes": ["violations"]}  # of what is well it tells little
    if rules:
        asked["runOnly"] = {"type": "rule", "values": rules}
    found = Axe().run(page, options=asked).response["violations"]
    return [
        f"{each['id']}: {node['html']}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
