"""A file that was damaged on its way gives a document or a clear error, never a traceback."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tries

from plancompare.errors import DocumentError
from plancompare.reading.docx import read as read_docx
from plancompare.reading.formats import File, recognise
from plancompare.reading.html import read as read_html
from plancompare.reading.pdf import read as read_pdf
from plancompare.reading.text import read as read_text

PLAN = Path(__file__).parents[2] / "examples" / "plan"
READERS = {"txt": read_text, "html": read_html, "docx": read_docx, "pdf": read_pdf}
ORIGINALS = {name: (PLAN / f"plan.{name}").read_bytes() for name in READERS}


PLACE = st.floats(0, 1, exclude_max=True)  # as a share of the file, so that failures print short
CHANGES = st.lists(st.tuples(PLACE, st.binary(min_size=1, max_size=40)), max_size=5)
CUTS = st.lists(st.tuples(PLACE, st.integers(0, 2000)), max_size=2)
ENDS = st.one_of(st.just(1.0), st.floats(0.5, 1))


def damaged(original, changes, cuts, end):
    """The bytes with some of them changed, a stretch cut out, or the end lost."""
    data = bytearray(original)
    for share, new in changes:
        place = int(share * len(data))
        data[place : place + len(new)] = new
    for share, length in cuts:
        place = int(share * len(data))
        del data[place : place + length]
    return bytes(data[: int(end * len(data))])


def read_or_refuse(name, data):
    """Read as the named format; an error has to say where and what to do."""
    try:
        document = READERS[name](File("plan", data))
    except DocumentError as error:
        assert str(error).startswith("plan: ")
        assert error.remedy
        return None
    assert len(document.offsets) == len(document.text) + 1
    return document


@pytest.mark.parametrize("name", READERS)
@given(changes=CHANGES, cuts=CUTS, end=ENDS)
@tries(40)
def test_damaged_bytes(name, changes, cuts, end):
    read_or_refuse(name, damaged(ORIGINALS[name], changes, cuts, end))


PARTS = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"]


@given(part=st.sampled_from(PARTS), changes=CHANGES, cuts=CUTS, end=ENDS)
@tries(40)
def test_a_word_document_with_a_damaged_part(part, changes, cuts, end):
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(ORIGINALS["docx"])) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, damaged(content, changes, cuts, end) if name == part else content)
    read_or_refuse("docx", stream.getvalue())


@pytest.mark.parametrize("name", READERS)
def test_the_whole_file_is_read(name):
    document = read_or_refuse(name, ORIGINALS[name])
    assert len(document.blocks) == 24
    assert recognise(File("plan", ORIGINALS[name])) == name


@pytest.mark.parametrize("name", ["docx", "pdf"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_download_that_broke_off(name, share):
    data = ORIGINALS[name]
    assert read_or_refuse(name, data[: int(len(data) * share)]) is None
