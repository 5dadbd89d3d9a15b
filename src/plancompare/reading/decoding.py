"""Bytes of a text file to text, in the encodings that Chinese plans are saved in.

Each encoding is tried strictly and the text judged by its characters, because a few hundred
common characters make up most of any Chinese text, and wrong decodings are made of rare ones.
"""

import re

from plancompare.language.scripts import simplified
from plancompare.reading.errors import EmptyDocument, UnknownEncoding
from plancompare.reading.wording import wording

_MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\x00\x00": "utf-32-le",
    b"\x00\x00\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_KNOWN = {*_MARKS.values(), *_CANDIDATES, "big5", "hz", "iso-8859-1", "windows-1252", "utf-16"}
_SAMPLE = 30_000  # even, and enough to tell encodings apart
_LEAST_COMMON = 0.25  # plans score above 0.5, wrong decodings below 0.1
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_REMEDY = "Open it in an editor and save it as UTF-8 text."


def decode(data: bytes, name: str) -> str:
    """Text of a file's bytes, to the character; a byte order mark is no part of it.

    Args:
        data: The whole file.
        name: The file's name, for messages.

    Raises:
        EmptyDocument: If there is nothing but white space.
        UnknownEncoding: If the bytes are no text in UTF-8, UTF-16, UTF-32, GB18030 or Big5.
    """
    text = _decode_marked(data, name)
    if text is None:
        text = decode_as(data, "utf-8")
    if text is None:
        text = _decode_legacy(data, name)
    if not text.strip().strip("\x00\ufeff"):
        raise EmptyDocument("the file is empty.", where=name, remedy="Save it again with its text.")
    return text


def decode_as(data: bytes, encoding: str) -> str | None:
    """Text of bytes in a given encoding; None if they are not in it."""
    if encoding not in _KNOWN:  # Python knows others, of which some are no encodings of text
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _is_binary(text) else text.removeprefix("\ufeff")


def _decode_marked(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnknownEncoding(
                    f"marked as {encoding.upper()}, but byte {error.start + len(mark)} is not.",
                    where=name,
                    remedy=_REMEDY,
                ) from None
    return None


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > len(sample) / 100


def _decode_legacy(data: bytes, name: str) -> str:
    ranked = sorted((_likeness(data, encoding), encoding) for encoding in _CANDIDATES)
    for likeness, encoding in reversed(ranked):
        if likeness < _LEAST_COMMON:
            break
        text = decode_as(data, encoding)
        if text is not None:
            return text
    raise UnknownEncoding(
        "no text in a known encoding, nor anything else that is read.",
        where=name,
        remedy="A text is read once an editor saved it as UTF-8; print anything else to PDF.",
    )


def _likeness(data: bytes, encoding: str) -> float:
    """Share of the sample's characters beyond ASCII that are common ones, 0 to 1."""
    sample = data[:_SAMPLE].decode(encoding, "replace")
    wide = [character for character in simplified(sample) if character > "\x7f"]
    common = wording().common_characters
    return sum(character in common for character in wide) / len(wide) if wide else 0.0
