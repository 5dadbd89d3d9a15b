"""A region of the dataset, with what it states, promises and is compared with."""

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from plancompare.api.data import Data
    from plancompare.api.report import Report
    from plancompare.api.result import Result


@dataclass(frozen=True)
class Region:
    """A region, as `d.region("通辽")` finds it.

    Example:
        >>> tongliao = d.region("通辽")
        >>> tongliao.code, tongliao.level
        ('150500', 'prefecture')

    Attributes:
        code: GB/T 2260, six digits.
        name: What it is called, in Chinese after the names of the regions above it.
        level: `nation`, `province`, `prefecture` or `county`.
        observations: How many values of it the dataset holds.
    """

    code: str
    name: str
    level: str
    observations: int
    _data: "Data"

    def values(self) -> pd.DataFrame:
        """All that is stated of it and compared, one row a value, with where it is printed.

        Example:
            >>> d.region("通辽").values()["role"].unique().tolist()
            ['actual', 'target']
        """
        return self._data.of_region(self.code)

    def targets(self) -> pd.DataFrame:
        """What its plans promise; as `Data.targets`.

        Example:
            >>> len(d.region("通辽").targets()) > 5
            True
        """
        return self._data.targets(self.code)

    def gaps(self) -> "Result":
        """How far it is from its targets; as `Data.gaps`.

        Example:
            >>> d.region("通辽").gaps().charts
            ('dumbbell',)
        """
        return self._data.gaps(self.code)

    def peers(self, how: str = "neighbours") -> list[str]:
        """Its code, and those of the regions to set it beside; as `Data.peers`.

        Example:
            >>> d.region("内蒙古").peers()[0]
            '150000'
        """
        return self._data.peers(self.code, how)

    def report(self) -> "Report":
        """Its report, a section a call; as `Data.report`.

        Example:
            >>> d.region("通辽").report().title
            '内蒙古自治区通辽市：现状、目标与差距'
        """
        return self._data.report(self.code)

    def _repr_html_(self) -> str:
        told = f"{self.code} · {self.level} · {self.observations}"
        ways = ".values() .targets() .gaps() .peers() .report()"
        return f"<p><b>{escape(self.name)}</b> {told}</p><p><code>{ways}</code></p>"
