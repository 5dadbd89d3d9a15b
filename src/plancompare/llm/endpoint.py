"""The address that a language model answers at: one question, one answer, bounded.

The text goes to the address that was named and to no other: no proxy, no redirect.
"""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx

from plancompare.errors import UsageError

_KEY = "PLANCOMPARE_LLM_KEY"
_REFUSED = range(400, 500)
_BUSY = (408, 425, 429)  # refused for now


class Unanswered(Exception):
    """One question got no answer that could be used; others may."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask.

    Attributes:
        url: Up to and without `/chat/completions`, e.g. `http://localhost:11434/v1`.
        model: The model's name there.
        seconds: That one answer may take in all.
        most_bytes: That one answer may be long.
        key: Sent as bearer token where there is one; by default `PLANCOMPARE_LLM_KEY`.
    """

    url: str
    model: str
    seconds: float = 120
    most_bytes: int = 262_144
    key: str = field(default_factory=lambda: os.environ.get(_KEY, ""), repr=False)

    def __post_init__(self) -> None:
        """Refuse what is no address of the web.

        Raises:
            UsageError: If it is none.
        """
        try:
            parts = urlsplit(self.url)
            named = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            named = False
        if not named:
            raise UsageError(
                f"“{self.url}” is no address to ask.",
                remedy="Name it like http://localhost:11434/v1.",
            )

    def ask(self, messages: Sequence[dict[str, str]]) -> str:
        """What the model says.

        Args:
            messages: As the OpenAI interface takes them.

        Raises:
            Unanswered: If the answer takes too long, is too long, or is none.
            UsageError: If nobody answers there, or the question is refused.
        """
        body = {"model": self.model, "messages": list(messages), "temperature": 0}
        try:
            said = self._posted(body)
        except (httpx.ConnectError, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise UsageError(
                f"nobody answers there ({type(error).__name__}).",
                where=self.url,
                remedy="Is the server running, and is this its address?",
            ) from error
        except httpx.HTTPError as error:
            raise Unanswered(type(error).__name__) from error
        try:
            content = json.loads(said)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise Unanswered("no answer of a chat") from error
        if not isinstance(content, str):
            raise Unanswered("no text")
        return content

    def _posted(self, body: dict[str, object]) -> bytes:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        until = time.monotonic() + self.seconds
        with (
            httpx.Client(timeout=self.seconds, trust_env=False) as client,
            client.stream(
                "POST", f"{self.url.rstrip('/')}/chat/completions", json=body, headers=headers
            ) as answer,
        ):
            self._check(answer)
            said = bytearray()
            for piece in answer.iter_bytes():
                said += piece
                if len(said) > self.most_bytes:
                    raise Unanswered("too long")
                if time.monotonic() > until:
                    raise Unanswered("too slow")
        return bytes(said)

    def _check(self, answer: httpx.Response) -> None:
        code = answer.status_code
        if code in _REFUSED and code not in _BUSY:
            raise UsageError(
                f"the question was refused (HTTP {code}).",
                where=self.url,
                remedy=f"Check --endpoint, --model and the key in {_KEY}.",
            )
        if code != 200:
            raise Unanswered(f"HTTP {code}")
