"""What values must be to each other, as `relations.toml` states it."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from plancompare.catalogue import catalogue
from plancompare.owndata import toml_beside

Combination = Literal["sum", "product", "greatest", "least", "share"]

COLUMNS = ["check", "blocking", "limit", "found", "rows", "filled"]
"""A comparison: the check, whether it refuses the build, what is allowed, what was found, the
positions of the observations (or sources) that it names, the first its subject, and what its
sentence is filled in with. It holds where what was found is no more than the limit."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What an indicator must be to others of the same region, year and role.

    Attributes:
        id: The name of the check.
        left: The indicator that is judged.
        right: The indicators that it is held against.
        by: How these are combined; `share` divides the first by the second.
        times: What the combination is multiplied by.
        at_least: What left ÷ right may not go below.
        at_most: What it may not go above.
        blocking: Whether arithmetic forbids the contrary.
        nearest: An indicator of the right whose value of another year will do.
        en: What it says of two rows that break it, in English.
        zh: The same in Chinese.
    """

    id: str
    left: str
    right: tuple[str, ...]
    en: str
    zh: str
    by: Combination = "sum"
    times: float = 1
    at_least: float | None = None
    at_most: float | None = None
    blocking: bool = False
    nearest: str = ""

    @property
    def indicators(self) -> list[str]:
        """All that it speaks of, the judged one first."""
        return [self.left, *self.right]


def rules() -> dict[str, Any]:
    """`relations.toml` as it is."""
    return toml_beside(__file__, "relations.toml")


@cache
def relations() -> tuple[Relation, ...]:
    """The relations within one region and year."""
    return tuple(
        Relation(**entry | {"right": tuple(entry["right"])}) for entry in rules()["relation"]
    )


@cache
def wording() -> dict[str, dict[str, str]]:
    """What each check says of the rows that break it, by its name, in both languages."""
    said = {each.id: {"en": each.en, "zh": each.zh} for each in relations()}
    more = {name: rules()[name] for name in ("pace", "grows", "census_again")}
    both = {name: {lang: text[lang] for lang in ("en", "zh")} for name, text in more.items()}
    return said | both | {"promise": both["pace"]} | dict(rules()["said"])


def asked() -> dict[str, dict[str, str]]:
    """What each check asks, by its name, in both languages."""
    asks: dict[str, dict[str, str]] = dict(rules()["asks"])
    form = asks.pop("relation")
    return {each.id: _asked(each, form) for each in relations()} | asks


def _asked(relation: Relation, form: dict[str, str]) -> dict[str, str]:
    sign = {"sum": " + ", "product": " × ", "share": " ÷ "}.get(relation.by, ", ")
    limits = {"≥": relation.at_least, "≤": relation.at_most}
    said = " ".join(f"{mark} {limit:g}" for mark, limit in limits.items() if limit is not None)
    asks = {}
    for lang in ("en", "zh"):
        names = [getattr(catalogue()[each], f"name_{lang}") for each in relation.indicators]
        right = sign.join(names[1:])
        of_these = {"greatest": f"max({right})", "least": f"min({right})"}.get(relation.by, right)
        asks[lang] = form[lang].format(left=names[0], right=of_these, range=said)
    return asks
