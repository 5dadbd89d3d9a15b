"""The page's server: for this machine alone, and for whoever was told the address.

Tornado, which JupyterLab brings: nothing is installed for the review, and it runs in a kernel.
"""

import asyncio
import hmac
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from tornado.web import Application, HTTPError, RequestHandler

from plancompare.errors import PlancompareError
from plancompare.reviewing.session import Session, page_file, said_of, words

LOOPBACK = "127.0.0.1"
_LARGEST = 100_000  # bytes of a question
_FILES = {"review.css": "text/css", "review.js": "text/javascript"}
_PAGE_MAY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
# What the document may do: look as it looks. It runs no script, sends nothing, fetches nothing.
_DOCUMENT_MAY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Served:
    """What is served.

    Attributes:
        session: The review.
        host: The address and port that it is served at.
        token: What the page's address holds, and nobody can guess.
        lang: The language that the page opens in.
        finish: Is called when the user ends the review.
    """

    session: Session
    host: str
    token: str
    lang: str
    finish: Callable[[], None]


def application(served: Served) -> Application:
    """The application that serves a review.

    Args:
        served: The review, and to whom.
    """
    paths = {"": _Page, "state": _State, "look": _Look, "document": _Document, "do": _Do,
             r"page/(\d{1,6})": _Picture, "(review.css|review.js)": _File}  # fmt: skip
    if served.session.opened.pages:
        _Picture.one_by_one.submit(served.session.picture, 0)  # while the browser opens
    shared = {"served": served}
    handlers = [(rf"/([\w-]{{1,100}})/{path}", kind, shared) for path, kind in paths.items()]
    return Application(handlers, default_handler_class=_Nothing, log_function=lambda _: None)


class _Handler(RequestHandler):
    """Answers nobody but the one who has the address, on this machine."""

    def initialize(self, served: Served) -> None:
        self.served, self.session = served, served.session

    def prepare(self) -> None:
        """Refuse another's page (its host's name or origin is told), and who lacks the token."""
        own = f"http://{self.served.host}"
        if f"http://{self.request.host}" != own or self.request.headers.get("Origin", own) != own:
            raise HTTPError(403)
        if not hmac.compare_digest(self.path_args[0].encode(), self.served.token.encode()):
            raise HTTPError(404)

    def set_default_headers(self) -> None:
        self.set_header("Content-Security-Policy", _PAGE_MAY)
        for name, said in _ALWAYS.items():
            self.set_header(name, said)

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401
        self.finish(str(status_code))

    def tell(self, answer: object) -> None:
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(answer, ensure_ascii=False))


class _Nothing(RequestHandler):
    def prepare(self) -> None:
        raise HTTPError(404)

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401
        self.finish(str(status_code))


class _Page(_Handler):
    def get(self, _: str) -> None:
        text = page_file("review.html").decode().replace("{lang}", self.served.lang)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(text)


class _File(_Handler):
    def get(self, _: str, name: str) -> None:
        self.set_header("Content-Type", f"{_FILES[name]}; charset=utf-8")
        self.finish(page_file(name))


class _State(_Handler):
    def get(self, _: str) -> None:
        self.tell(self.session.state())


class _Look(_Handler):
    def get(self, _: str) -> None:
        self.tell({**self.session.document(), "words": words()})


class _Document(_Handler):
    def get(self, _: str) -> None:
        self.set_header("Content-Security-Policy", _DOCUMENT_MAY)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.session.opened.markup)


class _Picture(_Handler):
    one_by_one = ThreadPoolExecutor(1)

    async def get(self, _: str, number: str) -> None:
        loop = asyncio.get_running_loop()
        draw = self.session.picture
        try:
            picture = await loop.run_in_executor(self.one_by_one, draw, int(number))
        except PlancompareError as error:
            raise HTTPError(404) from error
        self.set_header("Content-Type", "image/png")
        self.finish(picture)
        self.one_by_one.submit(draw, int(number) + 1)  # is there when the reader comes to it


class _Do(_Handler):
    def post(self, _: str) -> None:
        asked = self._asked()
        if asked.get("did") == "finish":
            self.tell({})
            self.served.finish()
            return
        try:
            did = self.session.guess if asked.get("did") == "guess" else self.session.do
            self.tell(did(asked))
        except PlancompareError as error:
            self.set_status(400)
            self.tell({"error": said_of(error)})

    def _asked(self) -> dict[str, Any]:
        kind = self.request.headers.get("Content-Type", "")
        if not kind.startswith("application/json") or len(self.request.body) > _LARGEST:
            raise HTTPError(400)
        try:
            asked = json.loads(self.request.body)
        except ValueError:
            raise HTTPError(400) from None
        if not isinstance(asked, dict):
            raise HTTPError(400)
        return asked
