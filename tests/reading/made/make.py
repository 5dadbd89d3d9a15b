"""Makes the files of this folder anew, with LibreOffice: python tests/reading/made/make.py.

They are fictional and small, and are committed because CI has no LibreOffice.
"""

import subprocess
import tempfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

HERE = Path(__file__).parent
PLAN = """<html><head><meta charset="utf-8"></head><body>
<h1>云溪市“十四五”卫生健康规划（虚构）</h1><p>本文为测试而写，地名与数字均为虚构。</p>
<p>一、发展目标</p><p>到2025年，人均预期寿命达到79.2岁，每千人口医疗卫生机构床位数达到7.2<sup>1</sup>张，
<s>8.8张，</s>婴儿死亡率控制在4.6‰以下。</p><p>主要指标表</p><table border=1>
<tr><th rowspan=2>类别</th><th rowspan=2>指标</th><th colspan=2>数值</th>
<th rowspan=2>属性</th></tr>
<tr><th>2020年</th><th>2025年</th></tr>
<tr><td rowspan=2>健康水平</td><td>人均预期寿命（岁）</td>
<td>78.1</td><td>79.2</td><td>预期性</td></tr>
<tr><td>孕产妇死亡率（1/10万）</td><td>12.4</td><td>&lt;10</td><td>预期性</td></tr>
<tr><td>资源配置</td><td>每千人口医疗卫生机构床位数（张）</td>
<td>6.4</td><td>7.2</td><td>预期性</td></tr>
</table><p>二、重点任务</p><p>加强基层服务能力建设。</p></body></html>"""
ROWS = [
    ["云溪市“十四五”卫生健康规划主要指标（虚构）"],
    ["单位：见表"],
    ["类别", "指标", "单位", "数值", None, "属性"],
    [None, None, None, "2020年", "2025年", None],
    ["健康水平", "人均预期寿命", "岁", 78.1, 79.2, "预期性"],
    [None, "孕产妇死亡率", "1/10万", 12.4, "<10", "预期性"],
    ["健康水平", "这一行隐藏", "岁", 1, 2, "预期性"],
    ["服务", "居民健康素养水平", "%", 0.235, 0.3, "预期性"],
    ["服务", "每千人口医疗卫生机构床位数", "张", 6.4, 7.2, "这一格划去"],
    [],
    ["注：本表为虚构。"],
]
BESIDE = [["年份", "床位数（张）"], [2020, 6500], [2021, 6700]]
COUNTIES = [["县", "2020年", "2025年"], ["甲县", 3.1, 3.5], ["乙县", 3.2, 3.6]]


def workbook(path: Path) -> None:
    """Write the workbook: merged heads, two tables side by side, hidden and struck out parts."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "主要指标"
    for row in ROWS:
        sheet.append(row)
    for row, cells in enumerate(BESIDE, start=3):
        for column, value in enumerate(cells, start=8):
            sheet.cell(row, column, value)
    for span in ("A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "A5:A6"):
        sheet.merge_cells(span)
    sheet.row_dimensions[7].hidden = True
    sheet["D8"].number_format, sheet["E8"].number_format = "0.0%", "0%"
    sheet["E9"].number_format = "0.00"
    sheet["F9"].font = Font(strike=True)
    hidden = book.create_sheet("隐藏")
    hidden["A1"] = "不读"
    hidden.sheet_state = "hidden"
    counties = book.create_sheet("分县")
    for row in COUNTIES:
        counties.append(row)
    book.save(path)


def convert(source: Path, form: str, folder: Path, *more: str) -> None:
    """Have LibreOffice write a file in another format."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", *more, "--convert-to", form, "--outdir", str(HERE)]
    subprocess.run([*command, str(source)], check=True, capture_output=True)


def main() -> None:
    """Write all files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.html").write_text(PLAN, encoding="utf-8")
        for form in ("doc:MS Word 97", "rtf:Rich Text Format", "odt:writer8"):
            convert(folder / "plan.html", form, folder, "--infilter=HTML (StarWriter)")
        workbook(folder / "book.xlsx")
        for form in ("xlsx:Calc MS Excel 2007 XML", "xls:MS Excel 97", "ods:calc8"):
            convert(folder / "book.xlsx", form, folder)
        gb18030 = "csv:Text - txt - csv (StarCalc):44,34,GB18030,1"
        convert(folder / "book.xlsx", gb18030, folder)


if __name__ == "__main__":
    main()
