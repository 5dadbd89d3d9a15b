"""A fictional plan as text, web page and PDF, and a desk to review it at."""

import hashlib
from pathlib import Path

from tests.conftest import as_toml

from plancompare.reviewing.desk import Desk
from plancompare.reviewing.look import Opened, open_document

# our own writing; no county says this
PLAN = """扬中市“十四五”卫生健康发展规划
（本文为虚构示例）
一、基础
2020年，全市每千人口医疗卫生机构床位数5.20张，人均预期寿命79.5岁，婴儿死亡率3.4‰。
二、目标
到2025年，每千人口医疗卫生机构床位数达到6.1张，人均预期寿命达到80.2岁，婴儿死亡率45%以下。
"""
META = {"title": "扬中市“十四五”卫生健康发展规划", "region": "321182", "first_year": 2021,
        "last_year": 2025, "kind": "plan"}  # fmt: skip
HEAD = "label,value,year,role,nature,place,method"
BASE = "一、基础"


def write(path: Path, text: str = PLAN) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def source(folder: Path, opened: Opened, document: Path) -> Path:
    """A source folder as ingest leaves it."""
    folder.mkdir(parents=True)
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    meta = as_toml(META) + f'[document]\nsha256 = "{digest}"\n'
    (folder / "source.toml").write_text(meta, encoding="utf-8")
    rows = [",".join(each.cells.values()) for each in opened.proposals]
    (folder / "figures.csv").write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    return folder


def opened(document: Path) -> Opened:
    return open_document(document, META["region"], (2021, 2025))


def desk(folder: Path, seen: Opened, by: str = "wang") -> Desk:
    return Desk(folder, seen.proposals, by)
