"""What the tests of reading share."""

import pytest

from plancompare.reading import read_document

# The first example of a test imports OpenCC and pypinyin, which takes longer than the others.


@pytest.fixture
def read(tmp_path):
    """Read a document from its bytes or its text."""

    def read_bytes(content, name="plan.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return read_document(path)

    return read_bytes


@pytest.fixture
def paragraphs():
    """The texts of a document's paragraphs."""

    def texts(document):
        return [document.text[block.start : block.end] for block in document.blocks]

    return texts


@pytest.fixture
def cells():
    """The texts of a table's cells."""

    def texts(table):
        return [[cell.text for cell in row] for row in table.rows]

    return texts
