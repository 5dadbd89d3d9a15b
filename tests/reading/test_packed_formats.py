"""OFD, zip archives, messages and web archives: what is packed in them is read."""

import email.message
import io
import zipfile

import pytest

from plancompare.reading.errors import DamagedDocument, DocumentTooLarge, EmptyDocument

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROWS = [
    ["指标", "2020年", "2025年"],
    ["人均预期寿命（岁）", "78.1", "79.2"],
    ["婴儿死亡率（‰）", "4.9", "<4.5"],
]


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def text_object(text, x, y, size=4.0, more=""):
    """A text whose base line begins at x and y, in millimetres; signs stand `size` apart."""
    steps = " ".join(str(size if sign > "\u2e80" else size / 2) for sign in text[:-1])
    shown = text.replace("<", "&lt;")
    code = f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{shown}</ofd:TextCode>'
    box = f"{x} {y - size} {len(text) * size} {size * 1.2}"
    return f'<ofd:TextObject ID="1" Boundary="{box}" Size="{size}" {more}>{code}</ofd:TextObject>'


def rule(x0, y0, x1, y1):
    data = f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData>"
    box = f"{x0} {y0} {x1 - x0 + 0.1} {y1 - y0 + 0.1}"
    return f'<ofd:PathObject ID="2" Boundary="{box}">{data}</ofd:PathObject>'


def table(rows, x=20, y=60, width=50, height=8):
    right, bottom = x + width * len(rows[0]), y + height * len(rows)
    objects = [rule(x, y + height * n, right, y + height * n) for n in range(len(rows) + 1)]
    objects += [rule(x + width * n, y, x + width * n, bottom) for n in range(len(rows[0]) + 1)]
    objects += [
        text_object(text, x + 2 + width * column, y + 6 + height * row)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return objects


def ofd(*pages):
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    parts = {
        "OFD.xml": f"<ofd:OFD {SPACE}>{root}</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData>{area}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, objects in enumerate(pages):
        layer = f'<ofd:Content><ofd:Layer ID="9">{"".join(objects)}</ofd:Layer></ofd:Content>'
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = f"<ofd:Page {SPACE}>{layer}</ofd:Page>"
    return packed(parts)


def test_text_and_tables_of_ofd_in_the_order_of_the_page(read, paragraphs, cells):
    first = [
        text_object("云溪市卫生健康规划", 60, 30),
        text_object("主要指标", 20, 50),
        *table(ROWS),
    ]
    mark = text_object("1", 57, 38, 2.0)
    second = [text_object("到2025年达到7.2", 20, 40), mark, text_object("张", 58, 40)]
    document = read(ofd(first, second), "规划.ofd")
    assert document.format == "ofd"
    assert paragraphs(document) == ["云溪市卫生健康规划", "主要指标", "到2025年达到7.2张"]
    assert cells(document.tables[0])[2] == ["婴儿死亡率(‰)", "4.9", "<4.5"]
    assert document.tables[0].place == "page 1, table 1"


def test_hidden_objects_of_ofd_are_not_read(read, paragraphs):
    hidden = text_object("草稿", 20, 60, more='Visible="false"')
    document = read(ofd([text_object("一、目标", 20, 40), hidden]), "a.ofd")
    assert paragraphs(document) == ["一、目标"]


def test_characters_of_ofd_keep_their_places(read):
    document = read(ofd([text_object("达到7.2张", 20, 40)]), "a.ofd")
    start = document.original.index("7.2")
    (area,) = document.places.areas(start, start + 3)
    assert area.page == 1
    assert area.left * 25.4 / 72 == pytest.approx(28, abs=0.1)
    assert 297 - area.bottom * 25.4 / 72 == pytest.approx(40, abs=1)


def test_a_damaged_ofd_says_what_to_do(read):
    with pytest.raises(DamagedDocument, match="Print it to PDF"):
        read(packed({"OFD.xml": "<a><DocRoot>x.xml</DocRoot></a>"}), "a.ofd")
    with pytest.raises(EmptyDocument, match="without text"):
        read(ofd([]), "a.ofd")


PLAN = "一、目标\n到2025年，人均预期寿命达到79.2岁。\n"
PAGE = (
    "<html><body><table><tr><td>指标</td><td>值</td></tr><tr><td>床位</td><td>6.5</td></tr></table>"
)


def test_the_files_of_an_archive_are_read_in_the_order_of_their_names(read, cells):
    files = {
        "b/附件.html": PAGE,
        "../../a规划.txt": PLAN,
        "__MACOSX/x": b"\0",
        "图.djvu": b"AT&TFORM\0",
    }
    document = read(packed(files), "规划.zip")
    assert document.format == "zip"
    assert document.text.index("79.2") < document.text.index("6.5")
    assert document.blocks[0].place == "a规划.txt, 一、目标"
    assert document.tables[0].place == "附件.html, table 1"
    start = document.tables[0].rows[1][1].start
    assert document.original[slice(*document.original_span(start, start + 3))] == "6.5"
    assert document.notes == ("not read: 图.djvu: a DjVu file. Print it to PDF.",)


def test_names_packed_in_china_are_read(read):
    data = packed({"aaaa.txt": PLAN}).replace(
        b"aaaa.txt", "规划.txt".encode("gb18030")[:4] + b".txt"
    )
    assert "规划.txt" not in read(data, "a.zip").blocks[0].place  # a single file needs no name
    two = packed({"aaaa.txt": PLAN, "b.txt": PLAN})
    two = two.replace(b"aaaa.txt", "规划".encode("gb18030") + b".txt")
    assert any(block.place.startswith("规划.txt") for block in read(two, "a.zip").blocks)


def test_archives_are_opened_in_bounds(read):
    nested = packed({"a.txt": PLAN})
    for _ in range(5):
        nested = packed({"a.zip": nested})
    with pytest.raises(DocumentTooLarge, match="archives packed in archives"):
        read(nested, "a.zip")
    with pytest.raises(DocumentTooLarge, match="no more than 200"):
        read(packed({f"{n}.txt": "x" for n in range(201)}), "a.zip")
    with pytest.raises(DocumentTooLarge, match="unpacks to more than"):
        read(packed({"a.txt": bytes(101_000_000)}), "a.zip")


def test_an_archive_of_nothing_that_can_be_read_says_what_is_wrong(read):
    with pytest.raises(EmptyDocument, match="nothing in it"):
        read(packed({"folder/": ""}), "a.zip")


def message():
    made = email.message.EmailMessage()
    made["Subject"], made["From"], made["To"] = "规划", "a@example.org", "b@example.org"
    made.set_content("见附件。")
    made.add_alternative("<html><body><p>请看附件。</p></body></html>", subtype="html")
    return made


def test_a_message_is_its_text_and_what_is_attached(read, paragraphs):
    made = message()
    made.add_attachment(PLAN.encode("gb18030"), "text", "plain", filename="规划.txt")
    document = read(made.as_bytes(), "规划.eml")
    assert document.format == "eml"
    assert paragraphs(document) == ["请看附件。", "一、目标", "到2025年,人均预期寿命达到79.2岁。"]


def test_a_web_archive_is_its_page(read, cells):
    made = email.message.EmailMessage()
    made["MIME-Version"] = "1.0"
    made.set_content(PAGE.encode("gb18030"), "text", "html", params={"charset": "gb18030"})
    made.make_related()
    made.add_related(b"p{}", "text", "css", filename="style.css", cid="<c>")
    document = read(made.as_bytes(), "page.mht")
    assert document.format == "mht"
    assert cells(document.tables[0]) == [["指标", "值"], ["床位", "6.5"]]
