"""Citations of publications: GB/T 7714-2015 for an official's briefing, BibTeX for a paper.

The day on which a page was read stands in both; only the reader's browser knows it, so `{today}`
is left for it to fill in.
"""

import re
from importlib.metadata import version

_HASH = 16  # characters of the dataset's hash, as under the reports


def gb_t_7714(title: str, issuer: str, issued: str, url: str) -> str:
    """A publication as GB/T 7714-2015 cites an electronic one.

    `issuer. title[EB/OL]. (issued)[today]. url.`; what is not known is left out; without an
    address it is an ordinary document, `[Z]`.

    Args:
        title: Its title.
        issuer: Who published it; empty where not stated.
        issued: A date or year; empty where not stated.
        url: Where it was read; empty where it has no address to cite.
    """
    author = f"{issuer}. " if issuer else ""
    if not url:
        return f"{author}{title}[Z]. {issued}." if issued else f"{author}{title}[Z]."
    return f"{author}{title}[EB/OL]. {f'({issued})' if issued else ''}[{{today}}]. {_address(url)}."


def bibtex(key: str, title: str, issuer: str, issued: str, url: str) -> str:
    """A publication as an entry of BibTeX.

    Args:
        key: What it is cited by.
        title: Its title.
        issuer: Who published it; empty where not stated.
        issued: A date or year; empty where not stated.
        url: Where it was read; empty where it has no address to cite.
    """
    known = {
        "author": f"{{{_plain(issuer)}}}" if issuer else "",
        "title": f"{{{_plain(title)}}}",
        "year": issued[:4],
        "date": issued if len(issued) > 4 else "",
        "url": _address(url) if url else "",
        "urldate": "{today}" if url else "",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in known.items() if value]
    return f"@misc{{{_plain(key)},\n" + ",\n".join(lines) + "\n}"


def self_cited(dataset_hash: str) -> dict[str, str]:
    """This dataset, as both styles cite it, and in short for the line under a picture."""
    short, number = dataset_hash[:_HASH], version("plancompare")
    return {
        "short": f"plancompare {number} · {short}",
        "gbt": f"plancompare {number}[DB]. dataset {short}. [{{today}}].",
        "bib": f"@misc{{plancompare-{short},\n  title = {{{{plancompare {number}, {short}}}}},\n"
        "  urldate = {{today}}\n}",
    }


def _plain(text: str) -> str:
    """Text without the marks that BibTeX reads as its own."""
    return re.sub(r"[{}\\]", "", text)


def _address(url: str) -> str:
    return re.sub(r"[\s{}]", "", url)
