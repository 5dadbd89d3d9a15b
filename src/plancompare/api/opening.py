"""Finding and opening a dataset: the project's, another folder's, or one published elsewhere."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from plancompare.api.shipped import shipped
from plancompare.dataset import load as open_dataset
from plancompare.dataset.schema import table_names
from plancompare.domain.languages import Lang
from plancompare.errors import DatasetError

if TYPE_CHECKING:
    from plancompare.api.data import Data

_CURATED, _RAW = Path("data") / "curated", Path("data") / "raw"
_MANIFEST = "manifest.json"


def load(where: str | os.PathLike[str] | None = None, *, lang: Lang = "zh") -> "Data":
    """Open a dataset.

    Example:
        >>> pc.load(folder, lang="en").lang
        'en'

    Args:
        where: The dataset's folder, that of a project which has one in `data/curated`, or a URL
            that fsspec knows (`https://…`, `s3://…`). Where none is given: the dataset of the
            project in which you work, else the one that comes with the package, which is made once
            and kept in your cache (that takes some seconds).
        lang: `zh` or `en`: the language of names, charts, reports and citations.

    Returns:
        The dataset as it stands now.

    Raises:
        DatasetError: There is no dataset, or it is damaged.
        UsageError: There is no such language.
    """
    from plancompare.api.data import Data  # noqa: PLC0415 (what it needs comes when it is used)

    if where is not None and "://" in os.fspath(where):
        curated = _fetched(os.fspath(where))
    else:
        curated = _own() if where is None else _of(Path(where).expanduser())
    raw = curated.parent / "raw" if curated.parts[-2:] == _CURATED.parts else None
    return Data(open_dataset(curated), lang, raw)


def _of(folder: Path) -> Path:
    """The dataset in a folder, or in the project that the folder is."""
    places = (folder, folder / _CURATED, folder / "curated")
    found = next((each for each in places if (each / _MANIFEST).is_file()), None)
    if found is None:
        raise _none_in(folder)
    return found


def _none_in(folder: Path) -> DatasetError:
    home = project()
    if home is not None and (home / _CURATED / _MANIFEST).is_file():
        remedy = f"Did you mean {home / _CURATED}? pc.load() opens it."
    else:
        remedy = "`plancompare build` makes one; pc.load() opens that of the package."
    what = "there is no dataset in this folder." if folder.is_dir() else "there is no such folder."
    return DatasetError(what, where=str(folder), remedy=remedy)


def project(start: Path | None = None) -> Path | None:
    """The project that a folder belongs to: the nearest above it that has `data/raw` or a dataset.

    Args:
        start: The folder; where one works unless given.
    """
    here = (start or Path.cwd()).resolve()
    marks = (_CURATED / _MANIFEST, _RAW)
    return next((each for each in (here, *here.parents) if any((each / m).exists() for m in marks)),
                None)  # fmt: skip


def _own() -> Path:
    found = project()
    if found is None:
        return _of_package()
    if not (found / _CURATED / _MANIFEST).is_file():
        raise DatasetError(
            "this project has no dataset yet.",
            where=str(found),
            remedy="`plancompare build` makes it; or name another to pc.load(…).",
        )
    return found / _CURATED


def _of_package() -> Path:
    """The dataset of the sources that come with the package, made when it is first asked for."""
    from plancompare.build import build  # noqa: PLC0415 (heavy)
    from plancompare.dataset.manifest import hash_program  # noqa: PLC0415

    curated = _cache() / hash_program()["plancompare"][:16]
    if not (curated / _MANIFEST).is_file():
        print(f"plancompare: {curated}: making its dataset, once …", file=sys.stderr)
        build(shipped("raw"), curated)
    return curated


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "plancompare"


def _fetched(url: str) -> Path:
    """A dataset that is published elsewhere, copied here; each file is as its manifest says."""
    import fsspec  # noqa: PLC0415 (heavy)

    folder = Path(tempfile.mkdtemp(prefix="plancompare-"))
    base = url.rstrip("/").removesuffix(f"/{_MANIFEST}")
    try:
        files, root = fsspec.core.url_to_fs(base)
        for name in (_MANIFEST, "checks.json", *(f"{table}.parquet" for table in table_names())):
            (folder / name).write_bytes(files.cat_file(f"{root.rstrip('/')}/{name}"))
        json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, ImportError) as error:
        raise DatasetError(
            f"no dataset can be read there: {type(error).__name__}: {error}.",
            where=url,
            remedy="Name the URL of a folder with manifest.json and the Parquet files beside it.",
        ) from error
    return folder
