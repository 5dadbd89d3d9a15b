"""Messages (.eml) and web archives (.mht): the subject, the text and what is attached."""

import email
import email.message
import email.policy
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from plancompare.reading.document import Document
from plancompare.reading.errors import refuse_more, refusing_damage
from plancompare.reading.formats import File
from plancompare.reading.joining import read_parts

_HTML, _PLAIN = "text/html", "text/plain"


def read(file: File, read_file: Callable[[File], Document]) -> Document:
    """Read a message or a web archive."""
    with refusing_damage(
        "a message that cannot be opened.", file.name, "Save its text or its attachment as a file."
    ):
        message = email.message_from_bytes(file.data, policy=email.policy.default)
        parts = list(_parts(message, file))
    is_page = message.get_content_type() == "multipart/related" and not message.get("To")
    refuse_more(len(parts), "parts", file.name, "Save those that matter as files")
    return read_parts(file, parts, "mht" if is_page else "eml", read_file)


def _parts(message: email.message.EmailMessage, file: File) -> Iterator[File]:
    """The text in its richest form, then the attachments."""
    body = message.get_body(("related", "html", "plain"))
    if body is not None and body.get_content_type() == "multipart/related":
        body = next((part for part in body.walk() if part.get_content_type() == _HTML), body)
    if body is not None and body.get_content_type() in (_HTML, _PLAIN):
        yield File(_text_name(body), _bytes(body), file.depth + 1)
    for part in message.iter_attachments() if message.is_multipart() else ():
        if part.get_content_maintype() == "multipart" or part is body:
            continue
        name = PurePosixPath((part.get_filename() or "").replace("\\", "/")).name
        is_picture_of_text = part.get_content_maintype() == "image" and not name
        data = _bytes(part)
        if name and data and not is_picture_of_text and not part.get("Content-ID"):
            yield File(name, data, file.depth + 1)


def _text_name(body: email.message.MIMEPart) -> str:
    return "text.html" if body.get_content_type() == _HTML else "text.txt"


def _bytes(part: email.message.MIMEPart) -> bytes:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b"".join(_message_bytes(part))
    charset = part.get_content_charset()
    if charset and part.get_content_maintype() == "text":
        try:
            return data.decode(charset).encode("utf-8")
        except (LookupError, UnicodeError):
            return data
    return data


def _message_bytes(part: email.message.MIMEPart) -> Iterator[bytes]:
    """A message that is attached to a message."""
    payload = part.get_payload()
    for each in payload if isinstance(payload, list) else ():
        if isinstance(each, email.message.Message):
            yield each.as_bytes()
