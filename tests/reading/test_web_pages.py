"""Web pages: what a reader sees of the plan, without the frame around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.reading.errors import DocumentTooLarge, EmptyDocument
from plancompare.reading.formats import File
from plancompare.reading.html import read as read_html

TABLE = """<table><caption>主要指标</caption>
<tr><th>类别</th><th colspan="2">指　标</th><th>2020年</th><th>2025年</th></tr>
<tr><td rowspan="3">健康<br>水平</td><td>1</td><td><p>人均预期</p><p>寿命(岁)</p></td>
<td>78.2</td><td>79.1</td></tr>
<tr><td rowspan=2>2</td><td>婴儿死亡率(&permil;)</td><td>3.6</td><td>&lt;5</td></tr>
<tr><td>其中:农村</td><td></td><td>≤5.5</td></tr></table>"""
CELLS = [
    ["类别", "指标", "指标", "2020年", "2025年"],
    ["健康水平", "1", "人均预期寿命(岁)", "78.2", "79.1"],
    ["健康水平", "2", "婴儿死亡率(‰)", "3.6", "<5"],
    ["健康水平", "2", "其中:农村", "", "≤5.5"],
]


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}<title>t</title></head><body>{body}</body></html>"


def test_paragraphs_and_tables_in_order(read, paragraphs, cells):
    document = read(page(f"<h1>规划</h1><p>一、目标</p>{TABLE}<p>二、任<b>务</b></p>"), "a.html")
    assert document.format == "html"
    assert paragraphs(document) == ["规划", "一、目标", "主要指标", "二、任务"]
    assert [cells(table) for table in document.tables] == [CELLS]
    assert document.tables[0].caption == "主要指标"


def test_a_cell_that_spans_stands_in_each_place_as_the_same_cell(read):
    rows = read(page(TABLE)).tables[0].rows
    assert rows[1][0] is rows[2][0] is rows[3][0]
    assert rows[0][1] is rows[0][2]


def test_what_is_not_seen_is_left_out(read, paragraphs):
    body = (
        "<script>var a='甲'</script><style>p{}</style><nav>首页</nav><header>某市政府</header>"
        "<div class='breadcrumb'>首页 &gt; 公开</div><div style='display: none'>隐藏</div>"
        "<p hidden>隐藏</p><p>正文一句。<span style='color:red'>接着。</span></p>"
        "<!-- 注释 --><aside>推荐</aside><div id=footer>版权所有</div><footer>联系我们</footer>"
    )
    assert paragraphs(read(page(body))) == ["正文一句。接着。"]


def test_a_frame_that_holds_the_plan_is_read(read, paragraphs):
    assert paragraphs(read(page("<div class='header'><p>正文一句。</p></div>"))) == ["正文一句。"]
    assert paragraphs(read(page("<article><header>标题</header><p>正文。</p></article>"))) == [
        "标题",
        "正文。",
    ]


def test_a_table_that_lays_out_the_page_is_no_table(read, paragraphs, cells):
    body = f"<table><tr><td>左</td><td><p>一、目标</p>{TABLE}</td></tr><tr><td>下</td></tr></table>"
    document = read(page(body))
    assert [cells(table) for table in document.tables] == [CELLS]
    assert "一、目标" in paragraphs(document)


def test_a_box_is_prose(read, paragraphs):
    document = read(page("<table><tr><td><p>专栏1 工程</p><p>——建设。</p></td></tr></table>"))
    assert document.tables == ()
    assert paragraphs(document) == ["专栏1工程", "——建设。"]


def test_the_table_of_fields_above_a_plan_is_left_out(read):
    rows = [("索 引 号：", "000"), ("发布机构", "某局")]
    fields = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows)
    document = read(page(f"<table>{fields}</table>{TABLE}"))
    assert len(document.tables) == 1
    assert "某局" not in document.text


def test_line_breaks_part_paragraphs(read, paragraphs):
    assert paragraphs(read(page("一、目标<br>　　正文一句。<br/><br/>二、任务"))) == [
        "一、目标",
        "正文一句。",
        "二、任务",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16"])
@pytest.mark.parametrize("declared", [True, False])
def test_encodings(read, paragraphs, encoding, declared):
    text = "全市衛生健康規劃,每千人口床位達到6.5張。" * 3
    head = f'<meta charset="{encoding}">' if declared else ""
    document = read(page(f"<p>{text}</p>", head).encode(encoding), "a.htm")
    assert paragraphs(document) == ["全市卫生健康规划,每千人口床位达到6.5张。" * 3]


def test_a_declared_gb2312_may_be_gbk_or_utf8_in_truth(read, paragraphs):
    html = page("<p>㎡与镕基,每千人口床位达到6.5张。</p>", '<meta charset="gb2312">')
    for encoding in ("gbk", "utf-8"):
        assert paragraphs(read(html.encode(encoding))) == ["㎡与镕基,每千人口床位达到6.5张。"]


def test_nested_a_thousand_deep(read, paragraphs):
    html = page("<div>" * 1000 + "到2025年达到80%。" + "</div>" * 1000 + "<p>之后。</p>")
    assert paragraphs(read(html)) == ["到2025年达到80%。", "之后。"]


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b"])
def test_nested_beyond_reason_is_refused(read, tag):
    with pytest.raises(DocumentTooLarge, match="2,000 deep"):
        read(page(f"<{tag}>" * 100_000 + "到2025年达到80%。"), "a.html")


def test_spans_beyond_reason_are_refused(read):
    row = '<tr><td rowspan="60000" colspan="60000">甲</td><td>乙</td></tr>'
    with pytest.raises(DocumentTooLarge, match=r"a\.html: a table"):
        read(page(f"<table>{row * 100}</table>"), "a.html")


@pytest.mark.parametrize("html", ["<html></html>", page(""), page("<script>1</script>")])
def test_a_page_without_text_is_refused(read, html):
    with pytest.raises(EmptyDocument, match="without text"):
        read(html, "a.html")


TAGS = (
    "<p> </p> <table> </table> <tr> <td> <td\trowspan=2> <td\tcolspan=x> </td> <br> <div <!-- -->"
)
PIECES = [*TAGS.split(" "), "甲", "5%", "&lt;", "<a b='"]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_broken_pages_give_what_is_there(pieces):
    document = read_html(File("a.html", page("始" + "".join(pieces)).encode()))
    assert document.text.startswith("始")
    for table in document.tables:
        assert len({len(row) for row in table.rows}) == 1
