"""How many keys a review takes: a fictional plan of 40 rows, 4 of them doubtful, in Chromium.

usage: python benchmarks/bench_review.py

The doubtful rows (a misprinted unit each) are put right, all others confirmed. What a person takes
is not measured here but reckoned by the keystroke-level model of Card, Moran and Newell: 0.28 s a
key, 1.35 s to decide on a row, and 3 s more to find a value that is doubtful in the document.
"""

import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from plancompare.ingest import ingest
from plancompare.reviewing import review

KEY, DECIDE, FIND = 0.28, 1.35, 3.0  # seconds
# label, unit, where it stands, what is promised; four promises bear a unit that is misprinted
ROWS = """每千人口医疗卫生机构床位数 张 5.2 6.1
每千人口执业(助理)医师数 人 2.9 3.4
每千人口注册护士数 人 3.1 3.8
每万人口全科医生数 人 2.7 3.9
人均预期寿命 岁 79.5 80.2
居民健康素养水平 % 25 30
适龄儿童国家免疫规划疫苗接种率 % 95 96
孕产妇系统管理率 % 92 93
3岁以下儿童系统管理率 % 91 92
重大慢性病过早死亡率 % 15.1 14.2
县域内就诊率 % 88 90
高血压患者规范管理率 % 70 75
糖尿病患者规范管理率 % 68 72
65岁以上老年人健康管理率 % 71 76
住院分娩率 % 99.1 99.5
严重精神障碍患者管理率 % 93 95
婴儿死亡率 ‰ 3.4 32%
5岁以下儿童死亡率 ‰ 4.8 45%
新生儿死亡率 ‰ 2.2 19%
孕产妇死亡率 /10万 9.1 80%"""


def plan() -> str:
    """A fictional plan: each indicator with where it stands and what is promised."""
    rows = [line.split() for line in ROWS.splitlines()]
    now = [f"2020年，{label}{stands}{unit}。" for label, unit, stands, _ in rows]
    aims = [
        f"到2025年，{label}为{aim}{'' if '%' in aim else unit}。" for label, unit, _, aim in rows
    ]
    parts = [
        "扬中市“十四五”卫生健康发展规划",
        "（本文为虚构示例）",
        "一、基础",
        *now,
        "二、目标",
        *aims,
    ]
    return "\n".join(parts)


class Keyboard:
    """Counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def press(self, key: str) -> None:
        """Press a key."""
        self.keys += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type digits and a sign."""
        self.keys += len(text)
        self.page.keyboard.insert_text(text)


def reviewed(page: Page, keyboard: Keyboard) -> tuple[int, int]:
    """Review every row; how many there were, and how many of them were doubtful."""
    rows = page.locator("#list li:not(.unread)")
    total, doubtful = rows.count(), page.locator("#list li.doubt").count()
    for done in range(1, total + 1):
        current = page.locator("#list li.now")
        if "doubt" in current.get_attribute("class").split():
            keyboard.press("v")
            keyboard.type("3.2‰")
        keyboard.press("Enter")
        page.wait_for_function(
            "done => document.querySelectorAll('#list li.done').length === done", arg=done
        )
    return total, doubtful


def main() -> None:
    """Make the plan, review it, and print what it took."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        document = Path(name) / "plan.txt"
        document.write_text(plan(), encoding="utf-8")
        folder = ingest(document, Path(name) / "raw").folder
        flags = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu"]}
        page = playwright.chromium.launch(**flags).new_page()
        began = time.perf_counter()
        with review(folder, documents=document, by="benchmark") as opened:
            page.goto(opened.address)
            page.wait_for_selector("#list li")
            opening = time.perf_counter() - began
            keyboard = Keyboard(page)
            total, doubtful = reviewed(page, keyboard)
            machine = time.perf_counter() - began - opening
    reckoned = keyboard.keys * KEY + total * DECIDE + doubtful * FIND
    print(f"{total} rows, {doubtful} doubtful: {keyboard.keys} keys")
    print(f"opened in {opening:.1f} s; the page answered all keys in {machine:.1f} s")
    print(f"a person, reckoned: {reckoned:.0f} s")


if __name__ == "__main__":
    main()
