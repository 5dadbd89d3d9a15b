"""Text in any of the encodings that plans are saved in comes out to the character."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.errors import DocumentError
from plancompare.reading.decoding import decode
from plancompare.reading.errors import EmptyDocument, UnknownEncoding

SIMPLIFIED = "到2025年,全市人均预期寿命达到79.1岁;孕产妇死亡率控制在9/10万以内。\r\n二、任务\n"
TRADITIONAL = "到2025年,全市人均預期壽命達到79.1歲;孕產婦死亡率控制在9/10萬以內。\r\n二、任務\n"

ENCODINGS = ["utf-8", "gb18030", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, SIMPLIFIED * 2000])
def test_each_encoding_is_told_from_the_others(encoding, text):
    assert decode(text.encode(encoding), "plan.txt") == text


def test_big5_is_told_from_gb18030():
    assert decode(TRADITIONAL.encode("big5"), "plan.txt") == TRADITIONAL
    assert decode((TRADITIONAL * 2000).encode("big5"), "plan.txt") == TRADITIONAL * 2000


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_obeyed_and_left_out(mark, encoding):
    assert decode(mark + SIMPLIFIED.encode(encoding), "plan.txt") == SIMPLIFIED


def test_characters_outside_gbk_survive_gb18030():
    text = "㙦村卫生室达标率(‰):≥95。𠮷里卫生院。" * 3
    assert decode(text.encode("gb18030"), "plan.txt") == text


def test_utf16_without_mark_and_without_ascii():
    text = "全面推进健康城市建设,提高医疗卫生服务能力和水平。" * 3
    for encoding in ("utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding), "plan.txt") == text


@given(
    st.lists(
        st.sampled_from(
            [
                "每千人口",
                "卫生",
                "达到",
                "2025年",
                "79.1",
                "%",
                "。",
                ",",
                "\r\n",
                " ",
                "中医",
                "的",
                "和",
            ]
        ),
        min_size=12,
        max_size=80,
    ).map("".join)
)
def test_line_ends_and_spaces_are_kept_as_they_are(text):
    whole = SIMPLIFIED + text  # enough to tell the encoding by
    for encoding in ENCODINGS:
        assert decode(whole.encode(encoding), "plan.txt") == whole


def test_plain_ascii_is_text():
    assert decode(b"no Chinese at all\n", "plan.txt") == "no Chinese at all\n"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x89PNG\r\n\x1a\n" + bytes(range(255, 0, -1)) * 4,
        b"\x00\x01\x02\x03" * 100,
        SIMPLIFIED.encode("utf-8")[:-4] + b"\xff\xff\xff" + "卫生".encode(),
    ],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UnknownEncoding, match="UTF-8"):
        decode(data, "plan.txt")


def test_a_wrong_byte_after_a_mark_is_named():
    with pytest.raises(UnknownEncoding, match=r"plan\.txt: marked as UTF-8, but byte 6 is not"):
        decode(codecs.BOM_UTF8 + "一".encode() + b"\xff", "plan.txt")


@pytest.mark.parametrize("data", [b" \r\n\t", "\u3000\n".encode(), b"\x0b", codecs.BOM_UTF8])
def test_white_space_alone_is_empty(data):
    with pytest.raises(EmptyDocument, match="empty"):
        decode(data, "plan.txt")


@given(st.binary(max_size=2000))
def test_random_bytes_give_a_text_or_a_clear_error(data):
    try:
        assert decode(data, "plan.txt").strip()
    except DocumentError as error:
        assert str(error).startswith("plan.txt: ")
