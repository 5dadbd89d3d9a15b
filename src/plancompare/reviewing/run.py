"""A review from its beginning to its end: for the command line and for notebooks."""

import asyncio
import getpass
import secrets
import threading
from contextlib import ExitStack
from pathlib import Path
from socket import socket
from types import TracebackType
from typing import Self

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from plancompare.domain.languages import Lang
from plancompare.errors import UsageError, plain_line
from plancompare.guard.apart import apart
from plancompare.guard.locks import alone
from plancompare.reviewing.desk import Desk, Progress
from plancompare.reviewing.look import open_document
from plancompare.reviewing.server import LOOPBACK, Served, application
from plancompare.reviewing.session import Session, period_of
from plancompare.reviewing.table import hash_of
from plancompare.sources import Source, load_source
from plancompare.sources.documents import find_document, hash_documents
from plancompare.sources.model import OriginalDocument

_RAW = Path("data/raw")
_LOCK = ".review.lock"


class Review:
    """A review that is open; ends with `close`, or when the user ends it on the page.

    Attributes:
        address: Where the page is.
        folder: The source's folder.
    """

    def __init__(self, session: Session, held: ExitStack, lang: Lang) -> None:
        """Begin to serve."""
        self.folder = session.desk.folder
        self._session, self._held, self._ended = session, held, threading.Event()
        token = secrets.token_urlsafe(24)
        (listening,) = bind_sockets(0, LOOPBACK)
        port = listening.getsockname()[1]
        self.address = f"http://{LOOPBACK}:{port}/{token}/"
        served = Served(session, f"{LOOPBACK}:{port}", token, lang, self._ended.set)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._serve, args=(application(served), listening), daemon=True
        )
        self._thread.start()

    def _serve(self, app: Application, listening: socket) -> None:
        asyncio.set_event_loop(self._loop)
        server = HTTPServer(app)
        server.add_socket(listening)
        self._loop.run_forever()
        server.stop()
        self._loop.run_until_complete(server.close_all_connections())
        self._loop.close()

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        return self._session.progress

    def wait(self) -> None:
        """Wait until the user ends it on the page."""
        while not self._ended.wait(0.5):  # a signal is looked at between two waits
            pass

    def close(self) -> None:
        """End it; what was decided is on the disk already."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(5)
        self._ended.set()
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _repr_html_(self) -> str:
        """The link, where a notebook shows it."""
        return f'<a href="{self.address}" target="_blank" rel="noopener">{self.address}</a>'


def review(
    source: str | Path,
    *,
    raw: Path = _RAW,
    documents: Path | None = None,
    by: str = "",
    lang: Lang = "zh",
) -> Review:
    """Open the review of a source in a page of its own.

    Example:
        >>> with pc.review(added.folder, documents=pc.example("plan.docx")) as opened:
        ...     opened.progress.done, opened.progress.total > 5
        (0, True)

    Args:
        source: A source folder, or the name of one below `raw`.
        raw: The folder of source folders.
        documents: The document, or a folder in which it is found by its hash.
        by: Who reviews; the user's name on this machine unless given.
        lang: The language that the page opens in.

    Returns:
        The review, which is served until it is closed.

    Raises:
        SourceError: If the source folder cannot be used.
        UsageError: If its document is not there.
        DocumentError: If the document cannot be read.
        BusyError: If it is under review already.
    """
    folder = _folder(source, raw)
    found = load_source(folder)
    path = _document(found, documents)
    who = by or _user()
    with ExitStack() as stack:
        stack.enter_context(alone(folder, _LOCK, problem="the source is under review already."))
        opened = apart(open_document, path, found.meta.region, period_of(found.meta), where=path)
        desk = Desk(folder, opened.proposals, who)
        session = Session(found.meta, desk, opened, path)
        return Review(session, stack.pop_all(), lang)


def _folder(source: str | Path, raw: Path) -> Path:
    for folder in (Path(source), raw / source):
        if folder.is_dir():
            return folder
    raise UsageError(
        "there is no such source folder.",
        where=str(source),
        remedy=f"Name a folder, or one below {raw}; `plancompare ingest FILE` makes one.",
    )


def _document(source: Source, named: Path | None) -> Path:
    """The document that the figures were read in; whichever is named where no hash is known."""
    meant = source.meta.document
    if named and named.is_file() and meant in (None, OriginalDocument(sha256=hash_of(named))):
        return named
    at_hand = hash_documents(named) if named and named.is_dir() else {}
    if found := find_document(source, at_hand):
        return found
    raise UsageError(
        "the document of this source is not there.",
        where=source.id,
        remedy="Name it, or its folder, with --documents; it is known by the SHA-256 in "
        "source.toml, so it must be the very file that was ingested.",
    )


def _user() -> str:
    try:
        return plain_line(getpass.getuser())
    except (KeyError, OSError):
        raise UsageError(
            "this machine does not tell who you are.", remedy="Give your name with --by."
        ) from None
