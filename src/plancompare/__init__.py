"""Reads regional health plans and compares what they promise.

>>> import plancompare as pc
>>> d = pc.load()
>>> d.compare("beds_per_1000").chart()  # doctest: +SKIP

What is named here is public: typed, documented, stable. It is imported when it is first used, so
that `import plancompare` costs next to nothing. Everything else in the package may change.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plancompare.api.adding import Added
    from plancompare.api.data import Data
    from plancompare.api.examples import example
    from plancompare.api.explanation import Explanation
    from plancompare.api.explorer import explore
    from plancompare.api.look import theme
    from plancompare.api.opening import load
    from plancompare.api.place import Region
    from plancompare.api.projects import new
    from plancompare.api.report import Report
    from plancompare.api.result import Result
    from plancompare.errors import PlancompareError
    from plancompare.reviewing.run import review

_WHERE = {
    "Added": "api.adding",
    "Data": "api.data",
    "Explanation": "api.explanation",
    "PlancompareError": "errors",
    "Region": "api.place",
    "Report": "api.report",
    "Result": "api.result",
    "example": "api.examples",
    "explore": "api.explorer",
    "load": "api.opening",
    "new": "api.projects",
    "review": "reviewing.run",
    "theme": "api.look",
}

__all__ = [
    "Added",
    "Data",
    "Explanation",
    "PlancompareError",
    "Region",
    "Report",
    "Result",
    "example",
    "explore",
    "load",
    "new",
    "review",
    "theme",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever is asked for)
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    return __all__
